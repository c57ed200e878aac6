package org.onedoor.frame;

import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.modulith.events.ApplicationModuleListener;
import org.springframework.stereotype.Component;

/** Somebody knocks; a county may be deaf to it for a while. */
public record Knock(int county, Instant at, UUID eventId, UUID actor) implements CountyEvent {

    private static final Set<Integer> DEAF = ConcurrentHashMap.newKeySet();
    private static final Set<UUID> HEARD = ConcurrentHashMap.newKeySet();

    public static Knock at(int county) {
        return new Knock(county, Now.instant(), Ids.next(), Actor.NOBODY);
    }

    public static void deaf(int county, boolean deaf) {
        if (deaf) {
            DEAF.add(county);
        } else {
            DEAF.remove(county);
        }
    }

    public boolean heard() {
        return HEARD.contains(eventId);
    }

    /** Hears it, unless the county is deaf. */
    @Component
    public static class Ear {

        @ApplicationModuleListener
        void on(Knock knock) {
            if (DEAF.contains(knock.county())) {
                throw new IllegalStateException("Deaf for this test");
            }
            HEARD.add(knock.eventId());
        }
    }
}
