package org.onedoor.frame;

import io.github.bucket4j.Bucket;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.stereotype.Component;

/**
 * 限次 · Lets a caller do something so many times in so long a time; beyond that {@link TooOften} says when to try again.
 *
 * <p>Counted in memory by each instance: the limits protect, they do not meter. At most 50,000 callers are remembered, the
 * longest unseen is forgotten first.
 */
@Component
public class Throttle {

    private static final int REMEMBERED = 50_000;

    private final Map<String, Bucket> buckets = new LinkedHashMap<>(1024, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Bucket> eldest) {
            return size() > REMEMBERED;
        }
    };

    /**
     * Takes one of {@code times} in {@code period} for {@code caller} of {@code what}.
     *
     * @throws TooOften when none is left
     */
    public void take(String what, String caller, int times, Duration period) {
        Bucket bucket;
        synchronized (buckets) {
            bucket = buckets.computeIfAbsent(what + "\u0000" + caller, _ -> Bucket.builder()
                    .addLimit(limit -> limit.capacity(times).refillGreedy(times, period))
                    .build());
        }
        var probe = bucket.tryConsumeAndReturnRemaining(1);
        if (!probe.isConsumed()) {
            throw new TooOften(Duration.ofNanos(probe.getNanosToWaitForRefill()));
        }
    }
}
