package org.onedoor.cases;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.Schedules;
import java.time.LocalTime;
import org.onedoor.frame.Now;
import org.onedoor.frame.Scope;
import org.onedoor.regions.Counties;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Rolls the figures of every county each night; one that fails does not hold up the others. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnProperty(name = "onedoor.sweeps", havingValue = "on", matchIfMissing = true)
class FiguresJob {

    private static final Logger LOG = LoggerFactory.getLogger(FiguresJob.class);

    @Bean
    RecurringTask<Void> rollFigures(Figures figures, Counties counties) {
        return Tasks.recurring("cases.figures", Schedules.daily(Now.ZONE, LocalTime.of(0, 45)))
                .execute((_, _) -> {
                    for (var home : counties.all()) {
                        if (counties.seededUntil(home.county()).isPresent()) {
                            continue;
                        }
                        try {
                            Scope.in(new Scope.County(home.county()), () -> figures.roll(home.county()));
                        } catch (RuntimeException e) {
                            LOG.error("Figures of county {} could not be rolled", home.county(), e);
                        }
                    }
                });
    }
}
