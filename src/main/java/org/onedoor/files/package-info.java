/**
 * 附件 · Photos and voice recordings: checked by content, photos drawn anew without what the camera wrote into them.
 *
 * <p>Knows only the frame. It has no address of its own: a file is served by the room whose record it belongs to, after
 * that room's check.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {"frame"})
@Zone(Zone.Side.PUBLIC)
package org.onedoor.files;

import org.jspecify.annotations.NullMarked;
import org.onedoor.frame.Zone;
import org.springframework.modulith.ApplicationModule;
