/**
 * 网格 · The grids of a place on a drawing: whose each one is, who stands in, what they answer for, and where nobody is.
 *
 * <p>Keeps nothing of its own: places and outlines are the regions', posts and who holds them the organizations'. Whoever can
 * fill a vacancy is told of it once, and a number in the menu stays until it is filled.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {"frame", "secrets", "accounts", "regions", "organizations", "notices"})
@Zone(Zone.Side.PUBLIC)
package org.onedoor.grids;

import org.jspecify.annotations.NullMarked;
import org.onedoor.frame.Zone;
import org.springframework.modulith.ApplicationModule;
