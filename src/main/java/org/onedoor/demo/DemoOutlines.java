package org.onedoor.demo;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.onedoor.regions.Place;
import org.onedoor.regions.PlaceTree;

/**
 * Outlines of the demo's grids as one GeoJSON: villages are the cells of a crooked lattice in the hills, each cut into as
 * many strips as it has grids, so that neighbours share their borders and nothing overlaps.
 */
final class DemoOutlines {

    private static final double EAST = 110.30;
    private static final double NORTH = 33.50;
    private static final double WIDE = 0.02;
    private static final double HIGH = 0.016;
    private static final int COLUMNS = 8;

    private record Point(double east, double north) {

        Point towards(Point other, double share) {
            return new Point(east + (other.east - east) * share, north + (other.north - north) * share);
        }

        @Override
        public String toString() {
            return String.format(Locale.ROOT, "[%.6f,%.6f]", east, north);
        }
    }

    private DemoOutlines() {}

    static byte[] geojson(PlaceTree tree) {
        var features = new ArrayList<String>();
        int row = 0;
        for (var town : tree.children(tree.root().id())) {
            int n = 0;
            var villages = tree.children(town.id());
            for (var village : villages) {
                grids(tree.children(village.id()), n % COLUMNS, row + n / COLUMNS, features);
                n++;
            }
            // A ridge without people between the towns.
            row += (villages.size() + COLUMNS - 1) / COLUMNS + 1;
        }
        return ("{\"type\":\"FeatureCollection\",\"features\":[" + String.join(",", features) + "]}")
                .getBytes(StandardCharsets.UTF_8);
    }

    private static void grids(List<Place> grids, int column, int row, List<String> features) {
        for (int g = 0; g < grids.size(); g++) {
            var from = (double) g / grids.size();
            var to = (double) (g + 1) / grids.size();
            var west = corner(column, row).towards(corner(column, row + 1), from);
            var east = corner(column + 1, row).towards(corner(column + 1, row + 1), from);
            var westEnd = corner(column, row).towards(corner(column, row + 1), to);
            var eastEnd = corner(column + 1, row).towards(corner(column + 1, row + 1), to);
            features.add("{\"type\":\"Feature\",\"properties\":{\"code\":\""
                    + grids.get(g).code()
                    + "\"},\"geometry\":{\"type\":\"Polygon\",\"coordinates\":[["
                    + west + "," + east + "," + eastEnd + "," + westEnd + "," + west + "]]}}");
        }
    }

    /** The same corner for all villages that meet in it. */
    private static Point corner(int column, int row) {
        var crooked = new Random(31L * column + 1009L * row + 7);
        return new Point(
                EAST + WIDE * (column + 0.5 * (crooked.nextDouble() - 0.5)),
                NORTH + HIGH * (row + 0.5 * (crooked.nextDouble() - 0.5)));
    }
}
