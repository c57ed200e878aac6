package org.onedoor.cases;

import java.time.Instant;
import java.util.UUID;
import org.onedoor.frame.CountyEvent;

/**
 * 超时上报 · Overdue cases came up to one superior in one stretch of a sweep; how many, never which.
 *
 * @param account who was told
 * @param post under which post
 */
public record OverdueRaised(int county, Instant at, UUID eventId, UUID actor, UUID account, UUID post, int count)
        implements CountyEvent {}
