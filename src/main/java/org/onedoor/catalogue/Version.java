package org.onedoor.catalogue;

import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;

/**
 * One published version.
 *
 * @param local published by the county, not a default of the program
 * @param retired from its day on the item is no longer offered
 */
record Version(Item item, LocalDate from, boolean local, boolean retired, Instant publishedAt, UUID publishedBy) {}
