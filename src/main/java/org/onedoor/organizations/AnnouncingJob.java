package org.onedoor.organizations;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import java.time.Duration;
import org.onedoor.frame.Scope;
import org.onedoor.regions.Counties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Announces each minute appointments and absences whose moment has come. */
@Configuration(proxyBeanMethods = false)
class AnnouncingJob {

    @Bean
    RecurringTask<Void> dueAppointments(Organizations organizations, Counties counties) {
        return Tasks.recurring("organizations.due", FixedDelay.of(Duration.ofMinutes(1)))
                .execute((_, _) -> {
                    for (var home : counties.all()) {
                        // While a county is being seeded the seeder moves its time.
                        if (counties.seededUntil(home.county()).isEmpty()) {
                            Scope.in(new Scope.County(home.county()), () -> organizations.announce(home.county()));
                        }
                    }
                });
    }
}
