/**
 * 指标库 · Daily readings of what rooms measure, per place, so that pages compare days without counting again.
 *
 * <p>It publishes one small interface, {@link org.onedoor.indicators.Indicator}; capabilities implement it, and this room
 * knows none of them. One job reads every indicator once a day for the day before.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {"frame", "regions"})
@Zone(Zone.Side.PUBLIC)
package org.onedoor.indicators;

import org.jspecify.annotations.NullMarked;
import org.onedoor.frame.Zone;
import org.springframework.modulith.ApplicationModule;
