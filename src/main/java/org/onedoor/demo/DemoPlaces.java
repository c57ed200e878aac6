package org.onedoor.demo;

import java.util.UUID;
import org.onedoor.frame.Scope;
import org.onedoor.regions.AddPlace;
import org.onedoor.regions.Level;
import org.onedoor.regions.Place;
import org.onedoor.regions.PlaceTree;
import org.onedoor.regions.Regions;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;

/** Towns, villages, communities and grids of the demo county, under the unassigned prefix 60 (R-CODE-6). */
@Component
@Profile("demo")
class DemoPlaces {

    /** Villages and communities in each town. */
    private static final int[] VILLAGES = {46, 6, 5};

    private static final int GRIDS = 3;

    private final Regions regions;

    DemoPlaces(Regions regions) {
        this.regions = regions;
    }

    /** Makes what is not there yet. */
    void make(int county, String name, String english, String code, int towns) {
        Scope.in(new Scope.County(county), () -> {
            var tree = regions.tree(county);
            var root = place(tree, new AddPlace(null, Level.COUNTY, code + "000000", name, english, false));
            int n = 0;
            for (int t = 0; t < towns; t++) {
                var townCode = code + (100 + t);
                var town = place(
                        tree, new AddPlace(root.id(), Level.TOWN, townCode + "000", Names.TOWNS.get(t), null, false));
                int villages = towns == 1 ? 2 : VILLAGES[t];
                for (int v = 0; v < villages; v++) {
                    village(tree, town.id(), townCode, n++);
                }
            }
            regions.draw(DemoOutlines.geojson(regions.tree(county)));
        });
    }

    private Place place(PlaceTree tree, AddPlace wanted) {
        return tree.byCode(wanted.code()).orElseGet(() -> regions.add(wanted));
    }

    private void village(PlaceTree tree, UUID town, String townCode, int n) {
        var community = Names.community(n);
        var code = townCode + (community ? "%03d".formatted(1 + n) : Integer.toString(200 + n));
        var village = place(tree, new AddPlace(town, Level.VILLAGE, code, Names.village(n), null, community));
        for (int g = 0; g < GRIDS; g++) {
            place(
                    tree,
                    new AddPlace(village.id(), Level.GRID, code + "%03d".formatted(g + 1), Names.grid(g), null, false));
        }
    }
}
