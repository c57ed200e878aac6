/**
 * 账号 · People who may log in, their credentials, sessions and tokens; residents by a code to the phone.
 *
 * <p>Staff log in with a password and, administrators always, a second factor (R-SEC-8). Residents need no account: the
 * phone that answered a code is the person. What staff may do is said by their posts, in {@code organizations}.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {"frame", "audit", "secrets", "regions"})
@Zone(Zone.Side.PUBLIC)
package org.onedoor.accounts;

import org.jspecify.annotations.NullMarked;
import org.onedoor.frame.Zone;
import org.springframework.modulith.ApplicationModule;
