package org.onedoor.frame;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import java.time.Duration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Tells events again that were not heard; one instance at a time, by the scheduler's table. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnProperty(name = "onedoor.sweeps", havingValue = "on", matchIfMissing = true)
class UnheardJob {

    @Bean
    RecurringTask<Void> unheardEvents(Jobs jobs) {
        return Tasks.recurring("frame.unheard", FixedDelay.of(Duration.ofMinutes(1)))
                .execute((_, _) -> Scope.in(new Scope.Operator(), () -> jobs.again()));
    }
}
