package org.onedoor.regions;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A row of an imported list of places, checked. */
record PlaceRow(
        int number,
        Level level,
        String code,
        String name,
        @Nullable String nameEn,
        @Nullable String parent,
        boolean community) {

    /** Adds what is new and amends what is called otherwise; a row that stands as it is changes nothing. */
    static Taken take(PlaceChange tree, List<PlaceRow> rows) {
        int added = 0;
        int amended = 0;
        int same = 0;
        int refused = 0;
        for (var row : rows) {
            var there = tree.byCode(row.code()).orElse(null);
            var outcome = there == null
                    ? tree.add(new AddPlace(
                            row.parent() == null
                                    ? null
                                    : tree.byCode(row.parent()).map(Place::id).orElse(null),
                            row.level(),
                            row.code(),
                            row.name(),
                            row.nameEn(),
                            row.community()))
                    : tree.amend(new AmendPlace(there.id(), row.code(), row.name(), row.nameEn(), row.community()));
            switch (outcome) {
                case Placing.Refused _ -> refused++;
                case Placing.Done(var now) -> {
                    if (there == null) {
                        added++;
                    } else if (now.equals(there)) {
                        same++;
                    } else {
                        amended++;
                    }
                }
            }
        }
        return new Taken(added, amended, same, refused);
    }
}
