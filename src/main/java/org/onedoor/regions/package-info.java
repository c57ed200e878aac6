/**
 * 地域 · Counties, towns, villages and communities, grids: the place tree with dated codes and outlines.
 *
 * <p>Knows the frame, and {@code audit} for who changed the tree.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {"frame", "audit"})
@Zone(Zone.Side.PUBLIC)
package org.onedoor.regions;

import org.jspecify.annotations.NullMarked;
import org.onedoor.frame.Zone;
import org.springframework.modulith.ApplicationModule;
