/**
 * 门面 · Home pages of residents, staff, supervisors and administrators, and the public page; only calls faces.
 */
@NullMarked
@ApplicationModule
@Zone(Zone.Side.PUBLIC)
package org.onedoor.doors;

import org.jspecify.annotations.NullMarked;
import org.onedoor.frame.Zone;
import org.springframework.modulith.ApplicationModule;
