package org.onedoor.organizations;

import java.time.Instant;
import java.util.UUID;
import org.onedoor.frame.CountyEvent;

/** 岗位已撤 · The post exists no longer: what it held falls back. */
public record PostEnded(int county, Instant at, UUID eventId, UUID actor, UUID post) implements CountyEvent {}
