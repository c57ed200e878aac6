package org.onedoor.cases;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Variations of what is filed. */
final class ACaseWords {

    private ACaseWords() {}

    static FileCase withoutPhone(FileCase request) {
        return spoken(request, request.name(), true, "北坡组 7 号");
    }

    /** Said in passing: no name, no telephone, no address. */
    static FileCase nameless(FileCase request) {
        return spoken(request, null, false, null);
    }

    private static FileCase spoken(FileCase request, @Nullable String name, boolean visit, @Nullable String address) {
        return new FileCase(
                Channel.COUNTER,
                request.type(),
                request.item(),
                request.place(),
                request.words(),
                request.answers(),
                name,
                null,
                visit,
                address,
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
