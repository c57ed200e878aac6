/**
 * 地域 · Counties, towns, villages and communities, grids: the place tree with dated codes and outlines.
 *
 * <p>Knows only the frame.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {"frame"})
@Zone(Zone.Side.PUBLIC)
package org.onedoor.regions;

import org.jspecify.annotations.NullMarked;
import org.onedoor.frame.Zone;
import org.springframework.modulith.ApplicationModule;
