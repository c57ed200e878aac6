package org.onedoor.doors;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Where the dots stand: every village one dot, stacked over its class of on-time rate. Few cases (n < 20) stay hollow, those
 * under nine tenths are diamonds, so that it reads without colour.
 *
 * @param unit width and height of one dot's cell
 * @param links dots are large enough to be touched
 */
record DotChart(int width, int height, int base, int unit, boolean links, List<Dot> dots, List<Tick> ticks) {

    /** Fewer than this many cases say little. */
    static final int FEW = 20;

    /** Percent at which a class begins; the last ends at 100. */
    private static final int[] CLASSES = {0, 60, 80, 90};

    private static final int WIDTH = 324;
    private static final int SIDE = 18;
    private static final int CLASS_WIDTH = 72;
    private static final int FOOT = 26;

    /** What is drawn: {@code name} and {@code words} are its text alternative. */
    record Village(String name, String href, long kept, long all) {
        boolean few() {
            return all < FEW;
        }

        boolean behind() {
            return !few() && kept * 10 < all * 9;
        }
    }

    record Dot(int x, int y, String shape, Village village) {}

    record Tick(int x, String text) {}

    static DotChart of(List<Village> villages) {
        int unit = villages.size() <= 150 ? 24 : villages.size() <= 600 ? 12 : 6;
        int columns = CLASS_WIDTH / unit;
        var classes = new ArrayList<List<Village>>();
        for (int i = 0; i < CLASSES.length; i++) {
            classes.add(new ArrayList<>());
        }
        for (var village : villages) {
            int at = CLASSES.length - 1;
            while (at > 0 && village.kept() * 100 < village.all() * CLASSES[at]) {
                at--;
            }
            classes.get(at).add(village);
        }
        int most = classes.stream().mapToInt(List::size).max().orElse(0);
        int rows = Math.max(2, (most + columns - 1) / columns);
        int base = rows * unit + 6;
        var dots = new ArrayList<Dot>();
        for (int i = 0; i < CLASSES.length; i++) {
            var here = classes.get(i);
            here.sort(Comparator.comparingDouble(village -> (double) village.kept() / village.all()));
            for (int n = 0; n < here.size(); n++) {
                var village = here.get(n);
                dots.add(new Dot(
                        SIDE + i * CLASS_WIDTH + n % columns * unit + unit / 2,
                        base - n / columns * unit - unit / 2 - 2,
                        village.few() ? "few" : village.behind() ? "help" : "",
                        village));
            }
        }
        var ticks = new ArrayList<Tick>();
        for (int i = 0; i <= CLASSES.length; i++) {
            ticks.add(new Tick(SIDE + i * CLASS_WIDTH, (i < CLASSES.length ? CLASSES[i] : 100) + "%"));
        }
        return new DotChart(WIDTH, base + FOOT, base, unit, unit >= 24, List.copyOf(dots), List.copyOf(ticks));
    }

    int radius() {
        return Math.max(2, unit / 2 - 3);
    }

    /** Points of a diamond around a dot's place. */
    String diamond(Dot dot) {
        int r = radius() + 1;
        return dot.x() + "," + (dot.y() - r) + " " + (dot.x() + r) + "," + dot.y() + " " + dot.x() + "," + (dot.y() + r)
                + " " + (dot.x() - r) + "," + dot.y();
    }
}
