package org.onedoor.organizations;

import java.time.Instant;
import java.util.UUID;
import org.onedoor.frame.CountyEvent;

/** 代岗开始 · The holder is away from now on; {@code standIn} answers for the post meanwhile. */
public record StandInBegan(int county, Instant at, UUID eventId, UUID actor, UUID post, UUID standIn)
        implements CountyEvent {}
