/**
 * 党员 · The members of the county's Party organizations: one file each, kept current by the member and the branch, with one
 * formal affiliation at every moment. Admission, transfer and dues are nested modules of their own.
 *
 * <p>Internal zone only: whether somebody is a member is learnt here and by no room of the public side (R-SEC-11). A branch
 * keeps its members' files, superiors read them, nobody else sees that there are any. Knows the tree of organizations; is
 * told by it when numbers change.
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
            "members.admission",
            "catalogue",
            "indicators",
            "notices"
        })
@Zone(Zone.Side.INTERNAL)
package org.onedoor.members;

import org.jspecify.annotations.NullMarked;
import org.onedoor.frame.Zone;
import org.springframework.modulith.ApplicationModule;
