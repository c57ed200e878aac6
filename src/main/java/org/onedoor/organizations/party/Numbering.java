package org.onedoor.organizations.party;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;

/**
 * 党组织编号 · Intervals and paths by fixed widths per depth: 511 organizations below the county's committee, 511 below each,
 * then 63, 15 and 7 (R-ORG-15). A number once given is not given again, so only what moves is numbered anew.
 */
final class Numbering {

    /** Numbers an organization takes at each depth, those below it included. */
    private static final int[] WIDTHS = {Integer.MAX_VALUE, 1 << 22, 1 << 13, 1 << 7, 1 << 3, 1};

    /** Where one organization stands. */
    record Spot(int lo, int hi, String path) {
        int depth() {
            return (path.length() - 3) / 4;
        }
    }

    static final Spot ROOT = new Spot(1, Integer.MAX_VALUE, "001");

    private Numbering() {}

    /** The next child below {@code above}, whose last child ever had this ordinal (0: none); empty when there is no room. */
    static Optional<Spot> next(Spot above, int last) {
        int depth = above.depth() + 1;
        int ordinal = last + 1;
        if (depth >= WIDTHS.length || ordinal > room(depth)) {
            return Optional.empty();
        }
        int lo = above.lo() + 1 + last * WIDTHS[depth];
        return Optional.of(new Spot(lo, lo + WIDTHS[depth] - 1, "%s.%03d".formatted(above.path(), ordinal)));
    }

    private static int room(int depth) {
        int wide = WIDTHS[depth - 1] - 1;
        return Math.min(999, wide / WIDTHS[depth]);
    }

    static int ordinal(PartyOrganization child) {
        return Integer.parseInt(child.path().substring(child.path().length() - 3));
    }

    /** Where {@code moved} and all below it stand once it is at {@code to}; empty when it is too deep there. */
    static Optional<Map<UUID, Spot>> moved(
            PartyOrganization moved, Spot to, Function<UUID, List<PartyOrganization>> children) {
        var spots = new LinkedHashMap<UUID, Spot>();
        return place(moved.id(), to, children, spots) ? Optional.of(spots) : Optional.empty();
    }

    private static boolean place(
            UUID id, Spot at, Function<UUID, List<PartyOrganization>> children, Map<UUID, Spot> spots) {
        spots.put(id, at);
        for (var child : children.apply(id)) {
            var spot = next(at, ordinal(child) - 1);
            if (spot.isEmpty() || !place(child.id(), spot.get(), children, spots)) {
                return false;
            }
        }
        return true;
    }
}
