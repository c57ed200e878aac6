package org.onedoor.regions;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.onedoor.frame.Ids;
import org.onedoor.frame.NotHere;
import org.onedoor.regions.Placing.Why;

/** 改树 · One change of a county's tree: rules first, then the interval, then the row. Lives as long as its transaction. */
final class PlaceChange {

    private final int county;
    private final PlaceStore store;
    private final LocalDate day;
    private final UUID actor;
    private final Map<UUID, Place> places = new HashMap<>();
    private final Map<String, Place> open = new HashMap<>();
    private final List<UUID> added = new ArrayList<>();
    private final Numbering numbers;

    PlaceChange(int county, PlaceStore store, LocalDate day, UUID actor) {
        this.county = county;
        this.store = store;
        this.day = day;
        this.actor = actor;
        store.lock(county);
        var all = store.all(county);
        all.forEach(this::put);
        numbers = new Numbering(all);
    }

    Placing add(AddPlace wish) {
        var name = wish.name().strip();
        var parent = wish.parent() == null ? null : places.get(wish.parent());
        if (!PlaceCode.wellFormed(wish.code(), wish.level())) {
            return refused(Why.CODE_MALFORMED);
        } else if (name.isEmpty()) {
            return refused(Why.NAME_MISSING);
        } else if (parent == null && wish.level() == Level.COUNTY && !places.isEmpty()) {
            return refused(Why.COUNTY_THERE);
        } else if (parent == null
                ? wish.level() != Level.COUNTY
                : parent.closed() || !parent.level().below().equals(Optional.of(wish.level()))) {
            return refused(Why.PARENT_UNFIT);
        } else if (open.containsKey(wish.code())) {
            return refused(Why.CODE_TAKEN);
        }
        var id = Ids.next();
        var interval = numbers.add(id, wish.parent(), wish.level());
        var place = new Place(
                id,
                interval.lo(),
                interval.hi(),
                wish.level(),
                wish.code(),
                name,
                wish.nameEn(),
                wish.parent(),
                wish.community(),
                day,
                null,
                null);
        put(place);
        added.add(id);
        return new Placing.Done(place);
    }

    Placing amend(AmendPlace wish) {
        var old = here(wish.id());
        var name = wish.name().strip();
        var holder = open.get(wish.code());
        if (old.closed()) {
            return refused(Why.NOT_OPEN);
        } else if (!PlaceCode.wellFormed(wish.code(), old.level())) {
            return refused(Why.CODE_MALFORMED);
        } else if (name.isEmpty()) {
            return refused(Why.NAME_MISSING);
        } else if (holder != null && !holder.id().equals(old.id())) {
            return refused(Why.CODE_TAKEN);
        }
        boolean same = old.code().equals(wish.code())
                && old.name().equals(name)
                && Objects.equals(old.nameEn(), wish.nameEn())
                && old.community() == wish.community();
        if (same) {
            return new Placing.Done(old);
        }
        var now = new Place(
                old.id(),
                old.lo(),
                old.hi(),
                old.level(),
                wish.code(),
                name,
                wish.nameEn(),
                old.parent(),
                wish.community(),
                day,
                null,
                null);
        open.remove(old.code());
        put(now);
        store.amend(county, old, now, day, actor);
        return new Placing.Done(now);
    }

    Placing close(UUID id) {
        var place = here(id);
        if (place.closed() || place.parent() == null) {
            return refused(Why.NOT_OPEN);
        } else if (!openBelow(id).isEmpty()) {
            return refused(Why.NOT_EMPTY);
        }
        return new Placing.Done(closed(place, place.parent(), null));
    }

    /** The successor takes over what lay in the place, and the closed place lies in it: its people keep the old records. */
    Placing replace(UUID id, UUID by) {
        var place = here(id);
        var successor = here(by);
        if (place.closed() || place.parent() == null) {
            return refused(Why.NOT_OPEN);
        } else if (successor.closed() || successor.level() != place.level() || by.equals(id)) {
            return refused(Why.SUCCESSOR_UNFIT);
        }
        var below = openBelow(id);
        below.forEach(child -> numbers.move(child, by));
        store.putUnder(county, below, by);
        numbers.move(id, by);
        return new Placing.Done(closed(place, by, by));
    }

    /** Writes what is new; answers which numbers changed. */
    List<LoHolder.Moved> finish() {
        for (var id : added) {
            var interval = numbers.of(id);
            store.insert(county, numbered(here(id), interval));
        }
        var moves = numbers.moved();
        if (!moves.isEmpty()) {
            store.renumber(county, moves);
        }
        return moves;
    }

    private Place closed(Place place, UUID parent, @Nullable UUID by) {
        var interval = numbers.of(place.id());
        var closed = new Place(
                place.id(),
                interval.lo(),
                interval.hi(),
                place.level(),
                place.code(),
                place.name(),
                place.nameEn(),
                parent,
                place.community(),
                place.validFrom(),
                day,
                by);
        open.remove(place.code());
        put(closed);
        store.close(county, closed);
        return closed;
    }

    /** The open place that bears the code now. */
    Optional<Place> byCode(String code) {
        return Optional.ofNullable(open.get(code));
    }

    private Place here(UUID id) {
        var place = places.get(id);
        if (place == null) {
            throw new NotHere();
        }
        return place;
    }

    private List<UUID> openBelow(UUID id) {
        return places.values().stream()
                .filter(place -> id.equals(place.parent()) && !place.closed())
                .map(Place::id)
                .toList();
    }

    private void put(Place place) {
        places.put(place.id(), place);
        if (!place.closed()) {
            open.put(place.code(), place);
        }
    }

    private static Place numbered(Place place, Numbering.Interval interval) {
        return new Place(
                place.id(),
                interval.lo(),
                interval.hi(),
                place.level(),
                place.code(),
                place.name(),
                place.nameEn(),
                place.parent(),
                place.community(),
                place.validFrom(),
                place.validTo(),
                place.replacedBy());
    }

    private static Placing refused(Why why) {
        return new Placing.Refused(why);
    }
}
