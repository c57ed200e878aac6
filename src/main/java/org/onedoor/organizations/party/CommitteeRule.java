package org.onedoor.organizations.party;

import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * 支委会设置 · Which posts a branch must fill (R-ORG-5): from seven full members a committee of three to seven with secretary,
 * organization, publicity and discipline; below, a secretary and perhaps one deputy. A general branch has five to seven.
 */
final class CommitteeRule {

    /** From so many full members a branch has a committee. */
    static final int COMMITTEE_FROM = 7;

    private static final Set<PartyPostKind> FULL = EnumSet.of(
            PartyPostKind.SECRETARY, PartyPostKind.ORGANIZER, PartyPostKind.PUBLICITY, PartyPostKind.DISCIPLINE);

    private CommitteeRule() {}

    /** What must be filled; nothing for kinds of organization that elect nobody. */
    static Set<PartyPostKind> required(OrganizationType type, int fullMembers) {
        if (type == OrganizationType.GROUP) {
            return EnumSet.of(PartyPostKind.GROUP_LEADER);
        }
        if (!type.can(Capability.ELECT)) {
            return EnumSet.noneOf(PartyPostKind.class);
        }
        return type.leads() || fullMembers >= COMMITTEE_FROM
                ? EnumSet.copyOf(FULL)
                : EnumSet.of(PartyPostKind.SECRETARY);
    }

    /** Required posts that nobody holds, in the order they are named. */
    static List<PartyPostKind> vacant(OrganizationType type, int fullMembers, Collection<PartyPost> held) {
        var missing = required(type, fullMembers);
        held.forEach(post -> missing.remove(post.kind()));
        return new ArrayList<>(missing);
    }

    /** Most seats of the elected committee. */
    static int most(OrganizationType type, int fullMembers) {
        return type.branch() && fullMembers < COMMITTEE_FROM ? 2 : type == OrganizationType.COMMITTEE ? 9 : 7;
    }
}
