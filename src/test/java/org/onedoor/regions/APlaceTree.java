package org.onedoor.regions;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Place trees for rule tests: no database, numbers given out in order. */
public final class APlaceTree {

    private final List<Place> places = new ArrayList<>();

    /** A county of so many towns with so many villages, each with one grid. */
    public static PlaceTree of(int towns, int villages) {
        var making = new APlaceTree();
        int width = 10_000_000 / Math.max(towns, 1);
        var county = making.add(null, Level.COUNTY, 1, 10_000_001, "600100000000", "试验县");
        for (int town = 0; town < towns; town++) {
            int lo = 2 + town * width;
            var made = making.add(
                    county, Level.TOWN, lo, lo + width - 1, "600100%03d000".formatted(100 + town), "镇" + town);
            int step = (width - 1) / Math.max(villages, 1);
            for (int village = 0; village < villages; village++) {
                int from = lo + 1 + village * step;
                var at = making.add(
                        made,
                        Level.VILLAGE,
                        from,
                        from + step - 1,
                        "600100%03d%03d".formatted(100 + town, 200 + village),
                        "村" + town + "-" + village);
                making.add(at, Level.GRID, from + 1, from + step - 1, at.code() + "001", "网格");
            }
        }
        return new PlaceTree(making.places, Map.of());
    }

    private Place add(Place parent, Level level, int lo, int hi, String code, String name) {
        var place = new Place(
                UUID.randomUUID(),
                lo,
                hi,
                level,
                code,
                name,
                null,
                parent == null ? null : parent.id(),
                false,
                LocalDate.of(2020, 1, 1),
                null,
                null);
        places.add(place);
        return place;
    }
}
