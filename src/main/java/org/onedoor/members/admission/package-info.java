/**
 * 发展党员 · The path of admission in five phases and 25 steps (R-DEV-1): what comes next, who does it, until when, which
 * paper is missing, and which step the rules do not allow yet.
 *
 * <p>What people decide (recommendation, review, vote, approval) is recorded here and never inferred; the rules only say
 * whether it may be recorded (R-DEV-6). Of talks, reviews and thought reports there is the day, by whom, the conclusion the
 * rule names, a number and where the paper lies: no text.
 */
@NullMarked
@ApplicationModule(
        allowedDependencies = {
            "frame",
            "audit",
            "secrets",
            "accounts",
            "calendar",
            "organizations",
            "organizations.party"
        })
@Zone(Zone.Side.INTERNAL)
package org.onedoor.members.admission;

import org.jspecify.annotations.NullMarked;
import org.onedoor.frame.Zone;
import org.springframework.modulith.ApplicationModule;
