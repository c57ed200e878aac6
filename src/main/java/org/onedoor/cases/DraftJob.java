package org.onedoor.cases;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import java.time.Duration;
import org.onedoor.frame.CountySource;
import org.onedoor.frame.Scope;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Removes drafts whose day is over, and what was uploaded with them. */
@Configuration(proxyBeanMethods = false)
class DraftJob {

    @Bean
    RecurringTask<Void> expiredDrafts(
            Drafts drafts, ObjectProvider<CountySource> counties, PlatformTransactionManager transactions) {
        var transaction = new TransactionTemplate(transactions);
        return Tasks.recurring("cases.drafts", FixedDelay.of(Duration.ofMinutes(30)))
                .execute((instance, context) -> {
                    for (var home : counties.getObject().all()) {
                        int removed;
                        do {
                            removed = Scope.in(
                                    new Scope.County(home.county()),
                                    () -> java.util.Objects.requireNonNull(
                                            transaction.execute(_ -> drafts.expire(home.county()))));
                        } while (removed > 0);
                    }
                });
    }
}
