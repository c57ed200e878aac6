package org.onedoor.organizations.party;

import java.util.List;
import java.util.UUID;

/** 党组织变动结果 · What came of founding, changing, moving or closing an organization, or filling its posts. */
public sealed interface Reorganizing {

    record Done(UUID id) implements Reorganizing {}

    /** @param key message that says why and what to do next */
    record Refused(String key, List<Object> arguments) implements Reorganizing {}

    static Reorganizing no(String key, Object... arguments) {
        return new Refused(key, List.of(arguments));
    }
}
