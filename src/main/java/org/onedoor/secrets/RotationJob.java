package org.onedoor.secrets;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Goes on with a change of key, also after a restart. */
@Configuration(proxyBeanMethods = false)
class RotationJob {

    @Bean
    RecurringTask<Void> keyRotation(Rotation rotation) {
        return Tasks.recurring("secrets.rotation", FixedDelay.of(Duration.ofMinutes(1)))
                .execute((_, _) -> rotation.goOn());
    }
}
