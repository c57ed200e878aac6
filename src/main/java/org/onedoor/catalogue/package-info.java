/**
 * 服务目录 · What a resident may ask for: items with their promise, who handles them, and what is asked.
 *
 * <p>Every county starts with the defaults in {@code items.yaml} and changes them by publishing new versions with an
 * effective day; a case keeps the version it was filed under. Certificates that villages no longer issue (R-CEN-12) are
 * items too: they say who has the fact and where to go.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {"frame", "audit", "regions", "calendar"})
@Zone(Zone.Side.PUBLIC)
package org.onedoor.catalogue;

import org.jspecify.annotations.NullMarked;
import org.onedoor.frame.Zone;
import org.springframework.modulith.ApplicationModule;
