package org.onedoor.regions;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.onedoor.frame.NotHere;

/**
 * 地方树 · All places of one county, immutable. Lists leave closed places out; by id, code and number they are still found,
 * because old records name them.
 */
public final class PlaceTree {

    private static final int[] NONE = {};

    private final Place[] byLo;
    private final int[] los;
    private final Map<UUID, Place> byId;
    private final Map<String, Place> byCode;
    private final Map<UUID, List<Place>> children;
    private final Map<Level, List<Place>> byLevel;

    /**
     * @param places in any order
     * @param former codes a place bore before
     */
    PlaceTree(List<Place> places, Map<String, UUID> former) {
        byLo = places.stream().sorted(Comparator.comparingInt(Place::lo)).toArray(Place[]::new);
        los = byLo.length == 0 ? NONE : Arrays.stream(byLo).mapToInt(Place::lo).toArray();
        byId = HashMap.newHashMap(byLo.length);
        byCode = HashMap.newHashMap(byLo.length);
        children = new HashMap<>();
        byLevel = new HashMap<>();
        for (var place : byLo) {
            byId.put(place.id(), place);
            if (place.closed()) {
                byCode.putIfAbsent(place.code(), place);
            } else {
                byCode.put(place.code(), place);
                byLevel.computeIfAbsent(place.level(), _ -> new ArrayList<>()).add(place);
                if (place.parent() != null) {
                    children.computeIfAbsent(place.parent(), _ -> new ArrayList<>())
                            .add(place);
                }
            }
        }
        children.values().forEach(list -> list.sort(Comparator.comparing(Place::code)));
        byLevel.values().forEach(list -> list.sort(Comparator.comparing(Place::code)));
        former.forEach((code, id) -> byCode.putIfAbsent(code, Objects.requireNonNull(byId.get(id))));
    }

    /** @throws NotHere when the county has no such place */
    public Place get(UUID id) {
        return find(id).orElseThrow(NotHere::new);
    }

    public Optional<Place> find(UUID id) {
        return Optional.ofNullable(byId.get(id));
    }

    /** By today's code, else by one it bore before. */
    public Optional<Place> byCode(String code) {
        return Optional.ofNullable(byCode.get(code));
    }

    /** The county itself. */
    public Place root() {
        if (byLo.length == 0) {
            throw new NotHere();
        }
        return byLo[0];
    }

    public boolean isEmpty() {
        return byLo.length == 0;
    }

    /** Open places right below, in order of their code. */
    public List<Place> children(UUID id) {
        return Collections.unmodifiableList(children.getOrDefault(id, List.of()));
    }

    /** Open places of a level, in order of their code. */
    public List<Place> all(Level level) {
        return Collections.unmodifiableList(byLevel.getOrDefault(level, List.of()));
    }

    /** The place of {@code level} that holds this one; itself when it is of that level. */
    public Optional<Place> above(UUID id, Level level) {
        for (var place = get(id); place != null; place = parent(place)) {
            if (place.level() == level && !(place.closed() && sameLevelParent(place))) {
                return Optional.of(place);
            }
        }
        return Optional.empty();
    }

    /** The smallest place whose interval holds the number: the place a record with this {@code place_lo} lies in. */
    public Optional<Place> atLo(int lo) {
        int at = Arrays.binarySearch(los, lo);
        var place = at >= 0 ? byLo[at] : at < -1 ? byLo[-at - 2] : null;
        while (place != null && lo > place.hi()) {
            place = parent(place);
        }
        return Optional.ofNullable(place);
    }

    /** 柳渡镇 · 望溪村 · 第三网格; the county is left out unless it is the place itself. */
    public String path(UUID id) {
        return path(id, Place::name);
    }

    /** The path with English names where there are some. */
    public String englishPath(UUID id) {
        return path(id, place -> place.nameEn() == null ? place.name() : place.nameEn());
    }

    private String path(UUID id, java.util.function.Function<Place, String> name) {
        var place = get(id);
        var names = new ArrayList<String>();
        var level = place.level();
        names.add(name.apply(place));
        for (var up = parent(place); up != null && up.level() != Level.COUNTY; up = parent(up)) {
            if (up.level() != level) {
                names.add(name.apply(up));
                level = up.level();
            }
        }
        return String.join(" · ", names.reversed());
    }

    /** A place that was replaced lies in the one that took it over. */
    private boolean sameLevelParent(Place place) {
        var parent = parent(place);
        return parent != null && parent.level() == place.level();
    }

    private @Nullable Place parent(Place place) {
        return place.parent() == null ? null : byId.get(place.parent());
    }
}
