package org.onedoor.cases;

import java.util.HashMap;
import java.util.Map;

/**
 * What staff type while somebody speaks: words, name, phone, item; everything else is optional and may come later. Kept as
 * typed, so that nothing is lost when something is badly filled in.
 */
record Intake(Map<String, String> typed) {

    static Intake of(Map<String, String[]> parameters) {
        return new Intake(StepAnswers.typed(parameters));
    }

    String get(String field) {
        return typed.getOrDefault(field, "").strip();
    }

    /** How she wants to be told: as usual where nothing else was chosen. */
    FileCase.Telling telling() {
        return new FileCase.Telling(ToldBy.of(get("toldBy")), get("mail"));
    }

    boolean ticked(String field) {
        return get(field).equals("true");
    }

    /** Only what stands behind 更多 was touched. */
    boolean more() {
        for (var field : new String[] {"address", "relation", "whomName", "whomPhone"}) {
            if (!get(field).isEmpty()) {
                return true;
            }
        }
        return ticked("urgent")
                || ticked("aboutStaff")
                || ticked("visit")
                || telling().by() != ToldBy.SMS;
    }

    Intake with(String field, String value) {
        var copy = new HashMap<>(typed);
        copy.put(field, value);
        return new Intake(copy);
    }
}
