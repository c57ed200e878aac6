package org.onedoor.accounts;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Removes sessions that have ended. */
@Configuration(proxyBeanMethods = false)
class AccountJob {

    @Bean
    RecurringTask<Void> endedSessions(QuietSessions<?> sessions) {
        return Tasks.recurring("accounts.ended", FixedDelay.of(Duration.ofMinutes(10)))
                .execute((_, _) -> sessions.cleanUp());
    }
}
