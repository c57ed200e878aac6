/**
 * 机构 · Offices, posts, who holds them and who stands in; who is on duty, and whom a matter falls back to.
 *
 * <p>A case is answered for by posts, and a post by whoever holds it at that moment. Everything a rule asks here is
 * looked up in {@link org.onedoor.organizations.Staffing}, a snapshot of one county, so that it costs no statement.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {"frame", "audit", "secrets", "regions", "calendar", "accounts"})
@Zone(Zone.Side.PUBLIC)
package org.onedoor.organizations;

import org.jspecify.annotations.NullMarked;
import org.onedoor.frame.Zone;
import org.springframework.modulith.ApplicationModule;
