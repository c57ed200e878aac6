package org.onedoor.cases.imports;

import java.time.Duration;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import org.onedoor.frame.CountySource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Runs started imports beside the requests, one after the other, and goes on with those a stop interrupted. */
@Component
class ImportJob {

    private static final Logger LOG = LoggerFactory.getLogger(ImportJob.class);

    /** How long a file waits while nothing is taken in. */
    private static final Duration AGAIN = Duration.ofSeconds(10);

    private final Imports imports;
    private final CountySource counties;
    private final Set<UUID> busy = ConcurrentHashMap.newKeySet();

    ImportJob(Imports imports, CountySource counties) {
        this.imports = imports;
        this.counties = counties;
    }

    void begin(int county, UUID batch) {
        if (busy.add(batch)) {
            Thread.ofVirtual().name("import-" + batch).start(() -> {
                try {
                    while (!imports.run(county, batch)) {
                        LockSupport.parkNanos(AGAIN.toNanos());
                    }
                } catch (RuntimeException e) {
                    LOG.error("Import {} stopped; the next start goes on", batch, e);
                } finally {
                    busy.remove(batch);
                }
            });
        }
    }

    @EventListener(ApplicationReadyEvent.class)
    void goOn() {
        Thread.ofVirtual().name("imports").start(() -> counties.all()
                .forEach(home -> imports.running(home.county()).forEach(batch -> begin(home.county(), batch.id()))));
    }
}
