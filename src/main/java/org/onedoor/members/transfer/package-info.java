/**
 * 组织关系转接 · A member moves from one organization to another, is away for a time, or cannot be found; nobody is lost in
 * between (R-TRF): until the receipt the old organization stays responsible.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {"frame", "calendar"})
@Zone(Zone.Side.INTERNAL)
package org.onedoor.members.transfer;

import org.jspecify.annotations.NullMarked;
import org.onedoor.frame.Zone;
import org.springframework.modulith.ApplicationModule;
