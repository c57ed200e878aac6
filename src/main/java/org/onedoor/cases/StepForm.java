package org.onedoor.cases;

import java.util.List;

/**
 * The form of one step as it is shown: what it does, what it asks, and whom it tells.
 *
 * @param explain what happens, in one sentence; empty where the title says it
 * @param seats her posts, where two of them could take the step and she must say which
 * @param harsh cannot be taken back
 */
record StepForm(
        Step step,
        String title,
        String explain,
        String button,
        List<Input> inputs,
        List<DeskList.Choice> seats,
        boolean harsh) {

    /** What an input is filled with. */
    enum Kind {
        LINE,
        TEXT,
        NUMBER,
        RADIO,
        SELECT,
        TICK,
        PHOTOS
    }

    /** One input; the value is what was typed before, so that nothing is lost. */
    record Input(
            String name,
            String label,
            String hint,
            Kind kind,
            boolean optional,
            int most,
            List<DeskList.Choice> choices,
            String value) {}
}
