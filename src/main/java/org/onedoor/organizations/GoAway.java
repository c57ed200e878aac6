package org.onedoor.organizations;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * 外出 · The holder of a post is away for a time.
 *
 * @param standIn who answers meanwhile; null: what the post holds falls back
 */
public record GoAway(
        int county, UUID post, UUID account, @Nullable UUID standIn, Instant since, Instant until) {}
