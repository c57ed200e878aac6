package org.onedoor.accounts;

import io.github.bucket4j.Bucket;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** How often one address may try. In memory, per running program: a village hall shares one address, so they are wide. */
@Component
class Limits {

    private static final int MOST_ADDRESSES = 50_000;

    private final int loginsPerMinute;
    private final int codesPerHour;
    private final Map<String, Bucket> buckets = new ConcurrentHashMap<>();

    Limits(
            @Value("${onedoor.accounts.logins-per-minute:60}") int loginsPerMinute,
            @Value("${onedoor.accounts.codes-per-hour:60}") int codesPerHour) {
        this.loginsPerMinute = loginsPerMinute;
        this.codesPerHour = codesPerHour;
    }

    /** How long this address must wait before another login; empty: not at all. */
    Optional<Duration> login(String address) {
        return take("login " + address, loginsPerMinute, Duration.ofMinutes(1));
    }

    /** How long this address must wait before another code is sent or tried. */
    Optional<Duration> code(String address) {
        return take("code " + address, codesPerHour, Duration.ofHours(1));
    }

    private Optional<Duration> take(String key, int most, Duration in) {
        if (buckets.size() > MOST_ADDRESSES) {
            buckets.clear();
        }
        var taken = buckets.computeIfAbsent(key, _ -> Bucket.builder()
                        .addLimit(limit -> limit.capacity(most).refillGreedy(most, in))
                        .build())
                .tryConsumeAndReturnRemaining(1);
        return taken.isConsumed()
                ? Optional.empty()
                : Optional.of(Duration.ofNanos(taken.getNanosToWaitForRefill()).plusSeconds(1));
    }
}
