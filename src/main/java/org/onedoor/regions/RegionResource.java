package org.onedoor.regions;

import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.onedoor.frame.Actor;
import org.onedoor.frame.Allowed;
import org.onedoor.frame.Role;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Towns, villages and communities for whoever builds on the API; a list of names, so it needs no token. */
@RestController
@Allowed(Role.VISITOR)
class RegionResource {

    private static final int MOST = 200;

    private final Regions regions;

    RegionResource(Regions regions) {
        this.regions = regions;
    }

    /** One place. */
    record Region(
            String code,
            String name,
            @Nullable String nameEn,
            String level,
            String path,
            @Nullable String parent) {}

    /** A page of places; {@code next} is the {@code after} of the next one. */
    record Shown(List<Region> items, @Nullable String next) {}

    @GetMapping("/api/v1/regions")
    Shown list(@RequestParam(defaultValue = "") String after, @RequestParam(defaultValue = "100") int limit) {
        var tree = regions.tree(Actor.current().county());
        int most = Math.clamp(limit, 1, MOST);
        var found = Stream.of(Level.TOWN, Level.VILLAGE)
                .flatMap(level -> tree.all(level).stream())
                .sorted(Comparator.comparing(Place::code))
                .filter(place -> place.code().compareTo(after) > 0)
                .limit(most + 1L)
                .toList();
        var shown = found.subList(0, Math.min(most, found.size()));
        return new Shown(
                shown.stream().map(place -> region(tree, place)).toList(),
                found.size() > most ? shown.getLast().code() : null);
    }

    private static Region region(PlaceTree tree, Place place) {
        return new Region(
                place.code(),
                place.name(),
                place.nameEn(),
                place.level().name(),
                tree.path(place.id()),
                place.parent() == null ? null : tree.get(place.parent()).code());
    }
}
