package org.onedoor.organizations;

import java.time.Instant;
import java.util.UUID;
import org.onedoor.frame.CountyEvent;

/** 无人代岗 · The holder is away from now on and named no stand-in: what the post held falls back. */
public record ContactAbsent(int county, Instant at, UUID eventId, UUID actor, UUID post) implements CountyEvent {}
