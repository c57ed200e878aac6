/**
 * 保密 · Seals phones, ID numbers and addresses, makes them searchable by blind index, and shows them masked.
 *
 * <p>Knows the frame, and the audit that is told of a new key. Keys lie outside the database; each sealed value names its algorithm and its key.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {"frame", "audit"})
@Zone(Zone.Side.PUBLIC)
package org.onedoor.secrets;

import org.jspecify.annotations.NullMarked;
import org.onedoor.frame.Zone;
import org.springframework.modulith.ApplicationModule;
