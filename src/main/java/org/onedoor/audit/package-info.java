/**
 * 审计 · Who did what, under which post, on which record, when, from where and why; sealed into a chain per county.
 *
 * <p>Knows only the frame. Rows are written in the business transaction and never changed; a sealer chains them a moment
 * later, so that change, removal and re-ordering are found by {@code verify}.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {"frame"})
@Zone(Zone.Side.PUBLIC)
package org.onedoor.audit;

import org.jspecify.annotations.NullMarked;
import org.onedoor.frame.Zone;
import org.springframework.modulith.ApplicationModule;
