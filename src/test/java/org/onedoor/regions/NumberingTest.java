package org.onedoor.regions;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class NumberingTest {

    private final UUID county = UUID.randomUUID();

    @Test
    void aPlaceLiesInItsParentAndBesideItsSiblings() {
        var numbers = new Numbering(List.of());
        var root = numbers.add(county, null, Level.COUNTY);
        var town = numbers.add(UUID.randomUUID(), county, Level.TOWN);
        var next = numbers.add(UUID.randomUUID(), county, Level.TOWN);
        assertThat(town.lo()).isGreaterThan(root.lo());
        assertThat(next.lo()).isGreaterThan(town.hi());
        assertThat(next.hi()).isLessThan(root.hi());
        assertThat(numbers.moved()).isEmpty();
    }

    @Test
    void aVillageWithMoreGridsThanItHasRoomForIsWidenedAndOnlyThatMoves() {
        var there = new ArrayList<Place>();
        var first = new Numbering(there);
        var town = UUID.randomUUID();
        var village = UUID.randomUUID();
        var neighbour = UUID.randomUUID();
        var ids = List.of(county, town, village, neighbour);
        first.add(county, null, Level.COUNTY);
        first.add(town, county, Level.TOWN);
        first.add(village, town, Level.VILLAGE);
        first.add(neighbour, town, Level.VILLAGE);
        var parents = new HashMap<UUID, UUID>(Map.of(town, county, village, town, neighbour, town));
        ids.forEach(id -> there.add(place(id, parents.get(id), first.of(id))));

        var numbers = new Numbering(there);
        for (int i = 0; i < 128; i++) {
            numbers.add(UUID.randomUUID(), village, Level.GRID);
        }
        assertThat(numbers.moved()).extracting(LoHolder.Moved::place).containsExactly(village);
        assertThat(numbers.of(village).width()).isEqualTo(2 * Numbering.width(Level.VILLAGE));
        assertThat(numbers.of(village).lo()).isGreaterThan(numbers.of(neighbour).hi());
    }

    @Test
    void whateverIsAddedAndMovedTheIntervalsStayNested() {
        var random = new Random(6);
        var numbers = new Numbering(List.of());
        numbers.add(county, null, Level.COUNTY);
        var parents = new HashMap<UUID, UUID>();
        var levels = new HashMap<UUID, Level>(Map.of(county, Level.COUNTY));
        var ids = new ArrayList<>(List.of(county));
        for (int i = 0; i < 3_000; i++) {
            var one = ids.get(random.nextInt(ids.size()));
            var other = ids.get(random.nextInt(ids.size()));
            if (random.nextInt(20) == 0
                    && levels.get(one) == levels.get(other)
                    && one != other
                    && levels.get(one) != Level.COUNTY
                    && !within(other, one, parents)) {
                numbers.move(one, other);
                parents.put(one, other);
            } else if (levels.get(one) != Level.GRID) {
                var id = new UUID(6, i);
                ids.add(id);
                var level = levels.get(one).below().orElseThrow();
                numbers.add(id, one, level);
                parents.put(id, one);
                levels.put(id, level);
            }
        }
        parents.forEach((child, parent) -> {
            assertThat(numbers.of(child).lo()).isGreaterThan(numbers.of(parent).lo());
            assertThat(numbers.of(child).hi())
                    .isLessThanOrEqualTo(numbers.of(parent).hi());
        });
        var byParent = new HashMap<UUID, List<Numbering.Interval>>();
        parents.forEach((child, parent) ->
                byParent.computeIfAbsent(parent, _ -> new ArrayList<>()).add(numbers.of(child)));
        byParent.values().forEach(siblings -> {
            siblings.sort(java.util.Comparator.comparingInt(Numbering.Interval::lo));
            for (int i = 1; i < siblings.size(); i++) {
                assertThat(siblings.get(i).lo())
                        .isGreaterThan(siblings.get(i - 1).hi());
            }
        });
    }

    private static boolean within(UUID id, UUID up, Map<UUID, UUID> parents) {
        for (var at = id; at != null; at = parents.get(at)) {
            if (at.equals(up)) {
                return true;
            }
        }
        return false;
    }

    private static Place place(UUID id, UUID parent, Numbering.Interval interval) {
        return new Place(
                id,
                interval.lo(),
                interval.hi(),
                parent == null ? Level.COUNTY : Level.TOWN,
                "600101000000",
                "某地",
                null,
                parent,
                false,
                LocalDate.of(2026, 1, 1),
                null,
                null);
    }
}
