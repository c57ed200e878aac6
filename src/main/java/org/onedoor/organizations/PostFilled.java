package org.onedoor.organizations;

import java.time.Instant;
import java.util.UUID;
import org.onedoor.frame.CountyEvent;

/** 岗位到人 · Somebody holds the post from now on: residents whose contact it is are told the new name. */
public record PostFilled(int county, Instant at, UUID eventId, UUID actor, UUID post, UUID account)
        implements CountyEvent {}
