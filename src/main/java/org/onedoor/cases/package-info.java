/**
 * 居民诉求 · A resident asks, one named person answers for it, the promised moment is visible to both, and the resident says
 * whether it is solved.
 *
 * <p>Knows the rooms below it: places, working time, staff, the catalogue, notices, indicators, sealed fields, files and
 * the audit. No other capability is known; neighbours hear of a case by its events.
 */
@NullMarked
@ApplicationModule(
        allowedDependencies = {
            "frame",
            "audit",
            "secrets",
            "files",
            "accounts",
            "regions",
            "calendar",
            "organizations",
            "catalogue",
            "notices",
            "indicators"
        })
@Zone(Zone.Side.PUBLIC)
package org.onedoor.cases;

import org.jspecify.annotations.NullMarked;
import org.onedoor.frame.Zone;
import org.springframework.modulith.ApplicationModule;
