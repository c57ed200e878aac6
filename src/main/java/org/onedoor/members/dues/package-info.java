/**
 * 党费 · What a member owes a month, by bands that are data; what is paid, made up or in arrears, and what is reduced by
 * decision (R-FEE).
 *
 * <p>Money is in fen. The base is known to the member and the collector only, arrears to member, collector and secretary.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {"frame", "calendar", "audit", "secrets", "members", "organizations.party"})
@Zone(Zone.Side.INTERNAL)
package org.onedoor.members.dues;

import org.jspecify.annotations.NullMarked;
import org.onedoor.frame.Zone;
import org.springframework.modulith.ApplicationModule;
