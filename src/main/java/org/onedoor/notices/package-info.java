/**
 * 通知 · Messages to residents by SMS and to staff in the page or by mail, each sent once.
 *
 * <p>One row per county, event, recipient and channel, written in the transaction of what it tells; a job delivers it,
 * repeats clear refusals by a ladder and shows the rest to an operator (foundations §20). Words are templates in
 * {@code notices.properties} of any room, which a county may replace.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {"frame", "audit", "secrets", "accounts", "regions"})
@Zone(Zone.Side.PUBLIC)
package org.onedoor.notices;

import org.jspecify.annotations.NullMarked;
import org.onedoor.frame.Zone;
import org.springframework.modulith.ApplicationModule;
