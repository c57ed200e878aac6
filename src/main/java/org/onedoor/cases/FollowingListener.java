package org.onedoor.cases;

import org.onedoor.calendar.CalendarChanged;
import org.onedoor.organizations.ContactAbsent;
import org.onedoor.organizations.PostEnded;
import org.onedoor.organizations.PostFilled;
import org.onedoor.organizations.PostVacated;
import org.onedoor.organizations.StandInBegan;
import org.onedoor.regions.PlacesRenumbered;
import org.springframework.context.event.EventListener;
import org.springframework.modulith.events.ApplicationModuleListener;
import org.springframework.stereotype.Component;

/**
 * Hears what changes whom a case has and until when. A post that ends is heard inside the transaction that ends it, so that
 * no case is without its two names for a moment; the rest afterwards.
 */
@Component
class FollowingListener {

    private final Fallback fallback;
    private final CalendarMoves calendar;
    private final CaseLos los;

    FollowingListener(Fallback fallback, CalendarMoves calendar, CaseLos los) {
        this.fallback = fallback;
        this.calendar = calendar;
        this.los = los;
    }

    @EventListener
    void on(PostEnded ended) {
        fallback.from(ended.county(), ended.post(), "ended");
    }

    @EventListener
    void on(PostVacated vacated) {
        fallback.from(vacated.county(), vacated.post(), "vacant");
    }

    @EventListener
    void on(ContactAbsent absent) {
        fallback.from(absent.county(), absent.post(), "absent");
    }

    @ApplicationModuleListener
    void on(PostFilled filled) {
        fallback.told(filled.county(), filled.eventId(), filled.post(), filled.account());
    }

    @ApplicationModuleListener
    void on(StandInBegan began) {
        fallback.told(began.county(), began.eventId(), began.post(), began.standIn());
    }

    @ApplicationModuleListener
    void on(CalendarChanged changed) {
        calendar.note(changed);
    }

    @ApplicationModuleListener
    void on(PlacesRenumbered renumbered) {
        los.rebuild(renumbered.county());
    }
}
