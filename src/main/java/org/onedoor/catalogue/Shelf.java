package org.onedoor.catalogue;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

/** All versions of one county, and from them the items of each stretch of days between two effective days. */
final class Shelf {

    private final List<Version> versions;
    private final TreeMap<LocalDate, Items> stretches = new TreeMap<>();

    Shelf(List<Version> versions, DefaultItems defaults) {
        this.versions = versions;
        var byId = new HashMap<UUID, Item>();
        versions.forEach(version -> byId.put(version.item().id(), version.item()));
        var order = order(defaults);
        stretches.put(LocalDate.MIN, new Items(byId, List.of(), defaults));
        versions.stream().map(Version::from).distinct().forEach(day -> {
            var inForce = inForce(day).stream()
                    .filter(version -> !version.retired())
                    .map(Version::item)
                    .sorted(Comparator.comparing((Item item) -> order.getOrDefault(item.code(), Integer.MAX_VALUE))
                            .thenComparing(Item::code))
                    .toList();
            stretches.put(day, new Items(byId, inForce, defaults));
        });
    }

    boolean isEmpty() {
        return versions.isEmpty();
    }

    Items on(LocalDate day) {
        return stretches.floorEntry(day).getValue();
    }

    /** The version of each code that is in force on the day: the last published whose day has come. */
    List<Version> inForce(LocalDate day) {
        Map<String, Version> last = new LinkedHashMap<>();
        for (var version : versions) {
            if (!version.from().isAfter(day)) {
                last.merge(
                        version.item().code(),
                        version,
                        (one, other) -> one.item().version() > other.item().version() ? one : other);
            }
        }
        return new ArrayList<>(last.values());
    }

    /** Newest first. */
    List<Version> of(String code) {
        return versions.stream()
                .filter(version -> version.item().code().equals(code))
                .sorted(Comparator.comparing((Version version) -> version.item().version())
                        .reversed())
                .toList();
    }

    /** Items of the program come as the file has them, the county's own after them. */
    private static Map<String, Integer> order(DefaultItems defaults) {
        var order = new HashMap<String, Integer>();
        for (var item : defaults.items()) {
            order.put(item.code(), order.size());
        }
        return order;
    }
}
