package org.onedoor.regions;

import java.time.Instant;
import java.util.UUID;
import org.onedoor.frame.CountyEvent;

/** 地方已换号 · Intervals of the place tree changed; copies written from a tree seconds old can be set right again. */
public record PlacesRenumbered(int county, Instant at, UUID eventId, UUID actor) implements CountyEvent {}
