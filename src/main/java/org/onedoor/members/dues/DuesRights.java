package org.onedoor.members.dues;

import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.onedoor.frame.Actor;
import org.onedoor.frame.NotHere;
import org.onedoor.frame.NotYours;
import org.onedoor.organizations.party.PartyHat;
import org.onedoor.organizations.party.PartyOrganization;
import org.onedoor.organizations.party.PartyOrganizations;
import org.onedoor.organizations.party.PartyPostKind;
import org.springframework.stereotype.Component;

/**
 * Which Party post does what with dues (R-FEE, R-ROLE-3): the branch's collector takes money and knows the base; its bookkeeper
 * confirms and closes; its secretary sees arrears, decides reductions and publishes; who stands above sees sums and approves.
 */
@Component
class DuesRights {

    static final Set<PartyPostKind> COLLECTOR = EnumSet.of(PartyPostKind.COLLECTOR);
    static final Set<PartyPostKind> BOOKKEEPER = EnumSet.of(PartyPostKind.BOOKKEEPER);
    static final Set<PartyPostKind> SECRETARY = EnumSet.of(PartyPostKind.SECRETARY, PartyPostKind.DEPUTY);
    private static final Set<PartyPostKind> ABOVE =
            EnumSet.of(PartyPostKind.SECRETARY, PartyPostKind.DEPUTY, PartyPostKind.ORGANIZER, PartyPostKind.OFFICER);
    private static final Set<PartyPostKind> ANY = EnumSet.of(
            PartyPostKind.COLLECTOR, PartyPostKind.BOOKKEEPER, PartyPostKind.SECRETARY, PartyPostKind.DEPUTY);

    private final PartyOrganizations organizations;

    DuesRights(PartyOrganizations organizations) {
        this.organizations = organizations;
    }

    /** The post of one of these kinds in the branch itself. */
    Optional<PartyHat> in(Actor actor, UUID branch, Set<PartyPostKind> kinds) {
        return organizations.hats(actor).stream()
                .filter(hat -> hat.organization().id().equals(branch)
                        && kinds.contains(hat.post().kind()))
                .findFirst();
    }

    /** @throws NotYours when she sees the branch but another does this; @throws NotHere when she does not see it */
    PartyHat does(Actor actor, PartyOrganization branch, Set<PartyPostKind> kinds, String who) {
        return in(actor, branch.id(), kinds).orElseThrow(() -> {
            var _ = sums(actor, branch);
            return new NotYours(who);
        });
    }

    /** The collector's post, else the secretary's: who may see what single members owe. */
    PartyHat people(Actor actor, PartyOrganization branch) {
        return in(actor, branch.id(), COLLECTOR).orElseGet(() -> does(actor, branch, SECRETARY, "dues.who.people"));
    }

    /** A post by which she sees the branch's sums. @throws NotHere when there is none */
    PartyHat sums(Actor actor, PartyOrganization organization) {
        return in(actor, organization.id(), ANY)
                .or(() -> above(actor, organization))
                .orElseThrow(NotHere::new);
    }

    /** A leading post of an organization above the branch, or of the committee itself. */
    Optional<PartyHat> above(Actor actor, PartyOrganization organization) {
        return organizations.hats(actor).stream()
                .filter(hat -> hat.organization().type().leads()
                        && hat.sees(organization)
                        && ABOVE.contains(hat.post().kind()))
                .findFirst();
    }
}
