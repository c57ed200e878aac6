package org.onedoor.audit;

import java.time.Duration;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;
import org.springframework.stereotype.Component;

/**
 * Says how long entries have been waiting for their seal: over ten seconds it raises the alarm, over five minutes the
 * system is down as far as trust goes (trust B3.6).
 */
@Component("auditHealthIndicator")
class UnsealedHealth implements HealthIndicator {

    static final Duration ALARM = Duration.ofSeconds(10);
    static final Duration DOWN = Duration.ofMinutes(5);

    private final SealingJob job;

    UnsealedHealth(SealingJob job) {
        this.job = job;
    }

    @Override
    public Health health() {
        return of(job.age());
    }

    static Health of(Duration age) {
        var status = age.compareTo(DOWN) > 0
                ? Status.DOWN
                : age.compareTo(ALARM) > 0 ? new Status("ALARM", "entries wait for their seal") : Status.UP;
        return Health.status(status)
                .withDetail("unsealedSeconds", age.toSeconds())
                .build();
    }
}
