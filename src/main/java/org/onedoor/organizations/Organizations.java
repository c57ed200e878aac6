package org.onedoor.organizations;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.onedoor.regions.Place;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** 机构簿 · Offices, posts and who holds them: asked from memory, changed here under the County scope. */
@Service
@Transactional(readOnly = true)
public class Organizations {

    Organizations() {}

    /** Who answers for what in this county; from memory, no scope needed. */
    public Staffing of(int county) {
        throw new UnsupportedOperationException("not built yet");
    }

    /** Whom to ask for this place at this moment, for the home page. */
    public OnDuty duty(int county, Place place, Instant at) {
        return of(county).onDuty(place, at);
    }

    @Transactional
    public Office add(AddOffice office) {
        throw new UnsupportedOperationException("not built yet");
    }

    @Transactional
    public Post add(AddPost post) {
        throw new UnsupportedOperationException("not built yet");
    }

    /** The one who held the post holds it no longer. */
    @Transactional
    public Appointing appoint(Appoint appointment) {
        throw new UnsupportedOperationException("not built yet");
    }

    /** Ends who holds the post now, from {@code at} on. */
    @Transactional
    public void vacate(int county, UUID post, Instant at) {
        throw new UnsupportedOperationException("not built yet");
    }

    /** Ends the post itself. */
    @Transactional
    public void end(int county, UUID post) {
        throw new UnsupportedOperationException("not built yet");
    }

    @Transactional
    public GoingAway away(GoAway away) {
        throw new UnsupportedOperationException("not built yet");
    }

    /** Back early, or not going at all. */
    @Transactional
    public void back(int county, UUID away) {
        throw new UnsupportedOperationException("not built yet");
    }

    @Transactional
    public void add(AddShift shift) {
        throw new UnsupportedOperationException("not built yet");
    }

    /** Names the post of a town that answers out of hours; null takes it back. */
    @Transactional
    public void outOfHours(int county, UUID town, @Nullable UUID post) {
        throw new UnsupportedOperationException("not built yet");
    }
}
