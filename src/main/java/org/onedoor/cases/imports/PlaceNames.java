package org.onedoor.cases.imports;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.onedoor.regions.Level;
import org.onedoor.regions.Place;
import org.onedoor.regions.PlaceTree;

/**
 * Finds the village or community a foreign system means: by 12-digit code, by town and name, or by a name that only one place
 * of the county has. Made once per file.
 */
final class PlaceNames {

    private final PlaceTree tree;
    private final Map<String, Place> byName = new HashMap<>();
    private final Set<String> ambiguous = new HashSet<>();

    PlaceNames(PlaceTree tree) {
        this.tree = tree;
        for (var village : tree.all(Level.VILLAGE)) {
            if (!village.closed()) {
                name(village.name(), village);
                tree.above(village.id(), Level.TOWN).ifPresent(town -> name(town.name() + village.name(), village));
            }
        }
    }

    private void name(String name, Place place) {
        if (byName.putIfAbsent(name, place) != null) {
            ambiguous.add(name);
        }
    }

    Optional<Place> find(String named) {
        var byCode = tree.byCode(named).filter(place -> place.level().compareTo(Level.VILLAGE) >= 0);
        if (byCode.isPresent()) {
            return byCode;
        }
        var plain = plain(named);
        return ambiguous.contains(plain) ? Optional.empty() : Optional.ofNullable(byName.get(plain));
    }

    /** Without the signs by which systems join town and village; a county's name in front is let go. */
    private String plain(String named) {
        var plain = new StringBuilder(named.length());
        named.chars().filter(c -> "·/>-— ".indexOf(c) < 0).forEach(c -> plain.append((char) c));
        var county = tree.root().name();
        return plain.indexOf(county) == 0 ? plain.substring(county.length()) : plain.toString();
    }
}
