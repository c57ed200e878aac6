package org.onedoor.accounts;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import java.time.Duration;
import org.onedoor.frame.CountySource;
import org.onedoor.frame.Scope;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Removes sessions that have ended, codes nobody can use any more, forms nobody came back for. */
@Configuration(proxyBeanMethods = false)
class AccountJob {

    @Bean
    RecurringTask<Void> endedSessionsAndCodes(
            QuietSessions<?> sessions, Residents residents, FormKeeper forms, ObjectProvider<CountySource> counties) {
        return Tasks.recurring("accounts.ended", FixedDelay.of(Duration.ofMinutes(10)))
                .execute((_, _) -> {
                    sessions.cleanUp();
                    for (var home : counties.getObject().all()) {
                        Scope.in(new Scope.County(home.county()), () -> {
                            residents.forgetCodes(home.county());
                            forms.forget(home.county());
                        });
                    }
                });
    }
}
