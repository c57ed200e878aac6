package org.onedoor.organizations;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * 任命 · Somebody is to hold a post from {@code since} on; whoever held it until then holds it no longer.
 *
 * @param until end of the term; null: until the next appointment
 */
public record Appoint(
        int county,
        UUID post,
        UUID account,
        Instant since,
        @Nullable Instant until) {

    public Appoint(int county, UUID post, UUID account, Instant since) {
        this(county, post, account, since, null);
    }
}
