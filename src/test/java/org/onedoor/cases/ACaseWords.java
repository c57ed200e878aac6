package org.onedoor.cases;

import java.util.List;

/** Variations of what is filed. */
final class ACaseWords {

    private ACaseWords() {}

    static FileCase withoutPhone(FileCase request) {
        return new FileCase(
                Channel.COUNTER,
                request.type(),
                request.item(),
                request.place(),
                request.words(),
                request.answers(),
                request.name(),
                null,
                true,
                "北坡组 7 号",
                null,
                null,
                false,
                List.of(),
                false,
                false,
                List.of(),
                null,
                false,
                null,
                request.caller(),
                request.key());
    }
}
