package org.onedoor.frame;

import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.IntSupplier;

/**
 * 记着的数 · Counts of a {@link Badge}: it stands on every page of the desk, so it is counted once in fifteen seconds for each
 * person, and anew on the page that follows what she did.
 */
public final class Remembered {

    private static final long NANOS = 15_000_000_000L;
    private static final int MOST = 5_000;

    private record Count(int number, long at) {}

    private record Person(int county, UUID id) {}

    private final ConcurrentHashMap<Person, Count> counts = new ConcurrentHashMap<>();

    public int of(Actor actor, IntSupplier counting) {
        long now = System.nanoTime();
        var person = new Person(actor.county(), actor.id());
        var known = counts.get(person);
        if (known == null || now - known.at() > NANOS) {
            if (counts.size() > MOST) {
                counts.clear();
            }
            known = new Count(counting.getAsInt(), now);
            counts.put(person, known);
        }
        return known.number();
    }

    public void forget(Actor actor) {
        counts.remove(new Person(actor.county(), actor.id()));
    }
}
