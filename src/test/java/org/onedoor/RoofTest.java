package org.onedoor;

import org.junit.jupiter.api.Test;
import org.springframework.modulith.core.ApplicationModules;

/** The walls between the rooms hold. */
class RoofTest {

    @Test
    void roomsKnowOnlyTheNeighboursTheyName() {
        ApplicationModules.of(OneDoor.class).verify();
    }
}
