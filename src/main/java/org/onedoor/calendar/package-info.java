/**
 * 日历 · Which days count: working days, holidays and make-up days, opening hours, and when a promise falls due.
 *
 * <p>Knows the frame, {@code audit}, and {@code regions} for the places that have days of their own (decision 0020).
 */
@NullMarked
@ApplicationModule(allowedDependencies = {"frame", "audit", "regions"})
@Zone(Zone.Side.PUBLIC)
package org.onedoor.calendar;

import org.jspecify.annotations.NullMarked;
import org.onedoor.frame.Zone;
import org.springframework.modulith.ApplicationModule;
