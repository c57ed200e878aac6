package org.onedoor.files;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.Collectors;
import org.onedoor.frame.CountySource;
import org.onedoor.frame.Now;
import org.onedoor.frame.Scope;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Once a day removes bytes no row knows: a killed program leaves them between writing and committing. */
@Configuration(proxyBeanMethods = false)
class LeftoverJob {

    private static final int BATCH = 500;

    @Bean
    RecurringTask<Void> leftoverFiles(Files files, FileStore store, ObjectProvider<CountySource> counties) {
        return Tasks.recurring("files.leftover", FixedDelay.of(Duration.ofDays(1)))
                .execute((instance, context) ->
                        sweep(files, store, counties.getObject(), Now.instant().minus(Duration.ofDays(1))));
    }

    static int sweep(Files files, FileStore store, CountySource counties, Instant before) {
        var known = counties.all().stream().map(CountySource.Home::county).collect(Collectors.toSet());
        int removed = 0;
        var names = store.namesBefore(before, "", BATCH);
        while (!names.isEmpty()) {
            var byCounty = names.stream()
                    .collect(Collectors.groupingBy(name -> Integer.parseInt(name.substring(0, name.indexOf('/')))));
            for (var county : byCounty.entrySet()) {
                // A folder of a county this database does not have is somebody else's.
                if (known.contains(county.getKey())) {
                    var unknown = Scope.in(
                            new Scope.County(county.getKey()), () -> files.unknown(county.getKey(), county.getValue()));
                    unknown.forEach(store::remove);
                    removed += unknown.size();
                }
            }
            names = store.namesBefore(before, names.getLast(), BATCH);
        }
        return removed;
    }
}
