package org.onedoor.indicators;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.Schedules;
import java.time.LocalTime;
import org.onedoor.frame.Now;
import org.onedoor.frame.Scope;
import org.onedoor.regions.Counties;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.stereotype.Component;

/** Takes yesterday's readings a little after midnight, and those of days it was off. */
@Component
class IndicatorsJob {

    private static final Logger LOG = LoggerFactory.getLogger(IndicatorsJob.class);

    private final Indicators indicators;
    private final Counties counties;

    IndicatorsJob(Indicators indicators, Counties counties) {
        this.indicators = indicators;
        this.counties = counties;
    }

    void everywhere() {
        for (var home : counties.all()) {
            if (counties.seededUntil(home.county()).isEmpty()) {
                take(home.county());
            }
        }
    }

    /** One transaction per indicator and day; one that fails does not hold up the others. */
    void take(int county) {
        for (var indicator : indicators.all()) {
            Scope.in(new Scope.County(county), () -> {
                try {
                    for (var day : indicators.due(county, indicator)) {
                        indicators.take(county, indicator, day);
                    }
                } catch (RuntimeException e) {
                    LOG.error("Indicator {} of county {} could not be read", indicator.name(), county, e);
                }
            });
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class Schedule {

        @Bean
        RecurringTask<Void> indicatorsDaily(IndicatorsJob job) {
            return Tasks.recurring("indicators-daily", Schedules.daily(Now.ZONE, LocalTime.of(0, 30)))
                    .execute((_, _) -> job.everywhere());
        }
    }
}
