/**
 * 党员 · Who belongs to the Party here: the path of admission, moving from one organization to another, and dues, each in a
 * nested module of its own.
 *
 * <p>Internal zone: no room of the public side learns whether somebody is a member (R-SEC-11).
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
            "organizations.party",
            "catalogue",
            "indicators",
            "notices"
        })
@Zone(Zone.Side.INTERNAL)
package org.onedoor.members;

import org.jspecify.annotations.NullMarked;
import org.onedoor.frame.Zone;
import org.springframework.modulith.ApplicationModule;
