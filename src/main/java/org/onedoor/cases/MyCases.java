package org.onedoor.cases;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Service;

/** 居民的办件 · What a resident logged in by phone has on the way; for the home page. */
@Service
public class MyCases {

    /**
     * 一件办件 · One of them, newest first.
     *
     * @param longId opens it under {@code /r/…}
     * @param tag message key of the state
     * @param steps of how many steps it is the {@code done}-th that is under way
     */
    public record Mine(
            String longId, String number, String title, String tag, boolean open, Instant due, int done, int steps) {}

    private final Tracking tracking;
    private final Keys keys;

    MyCases(Tracking tracking, Keys keys) {
        this.tracking = tracking;
        this.keys = keys;
    }

    /** Begins its own transaction under the resident's scope. */
    public List<Mine> of(int county, UUID person, int most) {
        return tracking.ofResident(county, person, most).stream()
                .map(line -> new Mine(
                        keys.longId(county, line.id()),
                        line.number(),
                        line.title(),
                        line.state().tag(),
                        State.UNFINISHED.contains(line.state()) || line.state() == State.ANSWERED,
                        line.due(),
                        done(line.state()),
                        4))
                .toList();
    }

    private static int done(State state) {
        return switch (state) {
            case REGISTERED -> 1;
            case ACCEPTED, ASSIGNED, TAKEN, WORKING, WAITING, MERGED -> 2;
            case ANSWERED -> 3;
            case DECLINED, CLOSED, WITHDRAWN -> 4;
        };
    }
}
