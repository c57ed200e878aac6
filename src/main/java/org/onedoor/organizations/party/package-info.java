/**
 * 党组织网 · The Party's own tree beside that of offices: committees, general branches, branches and groups, their posts and who
 * holds them, their life from preparation to closing.
 *
 * <p>Asked from memory, like offices. Its walls are intervals of this tree (foundations §29); paths such as
 * {@code 001.013.020} are for people (R-ORG-15). Whoever keeps a copy of a number is told when it changes ({@link
 * org.onedoor.organizations.party.PartyMoves}).
 */
@NullMarked
@ApplicationModule(allowedDependencies = {"frame", "audit", "accounts", "regions", "organizations"})
@Zone(Zone.Side.INTERNAL)
package org.onedoor.organizations.party;

import org.jspecify.annotations.NullMarked;
import org.onedoor.frame.Zone;
import org.springframework.modulith.ApplicationModule;
