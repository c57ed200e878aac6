package org.onedoor.organizations;

import java.time.Instant;
import java.util.UUID;
import org.onedoor.frame.CountyEvent;

/** 岗位空缺 · The appointment ended and nobody holds the post now: what it held falls back. */
public record PostVacated(int county, Instant at, UUID eventId, UUID actor, UUID post, UUID account)
        implements CountyEvent {}
