package org.onedoor.audit;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import java.time.Duration;
import org.onedoor.frame.CountySource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Forgets twice an hour what is over its term, so that a draft's day is a day. A county that is still being seeded lives by
 * its seeder's clock and is left out.
 */
@Configuration(proxyBeanMethods = false)
@ConditionalOnProperty(name = "onedoor.sweeps", havingValue = "on", matchIfMissing = true)
class RetentionJob {

    private static final Logger LOG = LoggerFactory.getLogger(RetentionJob.class);

    @Bean
    RecurringTask<Void> forgetting(Retention retention, ObjectProvider<CountySource> counties) {
        return Tasks.recurring("audit.retention", FixedDelay.of(Duration.ofMinutes(30)))
                .execute((instance, context) -> {
                    var source = counties.getObject();
                    for (var home : source.all()) {
                        if (source.seeding(home.county())) {
                            continue;
                        }
                        try {
                            retention.forget(home.county());
                        } catch (RuntimeException e) {
                            LOG.error("County {}: what is over could not be forgotten", home.county(), e);
                        }
                    }
                });
    }
}
