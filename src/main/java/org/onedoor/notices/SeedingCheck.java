package org.onedoor.notices;

import java.util.concurrent.ConcurrentHashMap;
import org.onedoor.regions.Counties;
import org.springframework.stereotype.Component;

/** Whether a county is being seeded: then nothing goes out. Remembered for two seconds. */
@Component
class SeedingCheck {

    private static final long NANOS = 2_000_000_000L;

    private record Known(boolean seeded, long checked) {}

    private final Counties counties;
    private final ConcurrentHashMap<Integer, Known> known = new ConcurrentHashMap<>();

    SeedingCheck(Counties counties) {
        this.counties = counties;
    }

    boolean of(int county) {
        var mine = known.get(county);
        if (mine == null || System.nanoTime() - mine.checked() > NANOS) {
            mine = new Known(counties.seededUntil(county).isPresent(), System.nanoTime());
            known.put(county, mine);
        }
        return mine.seeded();
    }
}
