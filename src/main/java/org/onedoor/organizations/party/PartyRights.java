package org.onedoor.organizations.party;

import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.onedoor.frame.Actor;
import org.onedoor.frame.NotHere;
import org.springframework.stereotype.Component;

/**
 * 党务权限 · Which Party post lets somebody see or change an organization: everyone sees her own and what is below it; officers
 * above set up and close; a secretary orders the groups of the own branch. A superior reads and never edits the branch's work.
 */
@Component
class PartyRights {

    private static final Set<PartyPostKind> LEAD =
            EnumSet.of(PartyPostKind.SECRETARY, PartyPostKind.DEPUTY, PartyPostKind.ORGANIZER);

    private final PartyOrganizations organizations;

    PartyRights(PartyOrganizations organizations) {
        this.organizations = organizations;
    }

    /** The post by which this person sees it. @throws NotHere when none does: the same as for what does not exist */
    PartyHat sees(Actor actor, PartyOrganization organization) {
        return organizations.hats(actor).stream()
                .filter(hat -> hat.sees(organization))
                .findFirst()
                .orElseThrow(NotHere::new);
    }

    /** The post by which she may set up below it, change, move or close it, and fill its posts. */
    Optional<PartyHat> arranges(Actor actor, PartyOrganization organization) {
        return organizations.hats(actor).stream()
                .filter(hat -> hat.sees(organization))
                .filter(hat -> hat.post().kind() == PartyPostKind.OFFICER
                        || LEAD.contains(hat.post().kind())
                                && hat.organization().type().branch())
                .filter(hat -> hat.post().kind() == PartyPostKind.OFFICER
                        || organization.type() == OrganizationType.GROUP
                        || organization.id().equals(hat.organization().id()))
                .findFirst();
    }

    /** Whether she may do to the organization itself what only a superior decides: move, close, name its committee. */
    boolean decides(Actor actor, PartyOrganization organization) {
        return arranges(actor, organization)
                .filter(hat ->
                        hat.post().kind() == PartyPostKind.OFFICER || organization.type() == OrganizationType.GROUP)
                .isPresent();
    }
}
