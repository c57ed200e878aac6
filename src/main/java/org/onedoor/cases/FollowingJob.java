package org.onedoor.cases;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import java.time.Duration;
import org.onedoor.regions.Counties;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Sweeps every county each minute. A county that is still being seeded lives by its seeder's clock and is left out. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnProperty(name = "onedoor.sweeps", havingValue = "on", matchIfMissing = true)
class FollowingJob {

    private static final Logger LOG = LoggerFactory.getLogger(FollowingJob.class);

    @Bean
    RecurringTask<Void> sweep(Following following, Counties counties) {
        return Tasks.recurring("cases.sweep", FixedDelay.of(Duration.ofMinutes(1)))
                .execute((instance, context) -> {
                    for (var home : counties.all()) {
                        if (counties.seededUntil(home.county()).isPresent()) {
                            continue;
                        }
                        try {
                            following.sweep(home.county());
                        } catch (RuntimeException e) {
                            LOG.error("County {} could not be swept; the next minute tries again", home.county(), e);
                        }
                    }
                });
    }
}
