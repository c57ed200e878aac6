package org.onedoor.members;

import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import org.onedoor.frame.Actor;
import org.onedoor.frame.NotHere;
import org.onedoor.frame.NotYours;
import org.onedoor.frame.Scope;
import org.onedoor.organizations.party.PartyHat;
import org.onedoor.organizations.party.PartyOrganizations;
import org.onedoor.organizations.party.PartyPostKind;
import org.springframework.stereotype.Component;

/**
 * Which Party post reads or keeps members' files (R-ROLE-2): secretaries, deputies, organizers and officers read their own
 * organization and what is below, a group leader the group; only secretary, deputy and organizer of the member's very branch
 * keep a file. Everybody else, collectors and bookkeepers too, learns here of nobody.
 */
@Component
class MemberRights {

    private static final Set<PartyPostKind> KEEP =
            EnumSet.of(PartyPostKind.SECRETARY, PartyPostKind.DEPUTY, PartyPostKind.ORGANIZER);
    private static final Set<PartyPostKind> READ = EnumSet.of(
            PartyPostKind.SECRETARY,
            PartyPostKind.DEPUTY,
            PartyPostKind.ORGANIZER,
            PartyPostKind.OFFICER,
            PartyPostKind.GROUP_LEADER);

    /** A member's file, and the post it is seen by. */
    record Seen(PartyHat hat, Member member) {}

    private final PartyOrganizations organizations;
    private final Members members;

    MemberRights(PartyOrganizations organizations, Members members) {
        this.organizations = organizations;
        this.members = members;
    }

    /** The posts by which she reads files, those that see most first; none of them inside another. */
    List<PartyHat> reading(Actor actor) {
        var hats = organizations.hats(actor).stream()
                .filter(hat -> READ.contains(hat.post().kind()))
                .toList();
        return hats.stream()
                .filter(hat -> hats.stream()
                        .noneMatch(other -> other != hat
                                && other.sees(hat.organization())
                                && (!hat.sees(other.organization()) || hats.indexOf(other) < hats.indexOf(hat))))
                .sorted(java.util.Comparator.comparingInt(
                        hat -> hat.organization().lo()))
                .toList();
    }

    /** Opens a file under the first post that sees it. @throws NotHere when none does: the same as for what does not exist */
    Seen see(Actor actor, UUID member) {
        for (var hat : reading(actor)) {
            var found = Scope.in(hat.scope(), () -> members.find(actor.county(), member));
            if (found.isPresent()) {
                return new Seen(hat, found.get());
            }
        }
        throw new NotHere();
    }

    /** The post by which she keeps the files of this branch. */
    Optional<PartyHat> keeping(Actor actor, UUID branch) {
        return organizations.hats(actor).stream()
                .filter(hat -> KEEP.contains(hat.post().kind())
                        && hat.organization().id().equals(branch))
                .findFirst();
    }

    /** The branches whose files she keeps. */
    List<PartyHat> keeping(Actor actor) {
        return organizations.hats(actor).stream()
                .filter(hat -> KEEP.contains(hat.post().kind()) && Members.hasMembers(hat.organization()))
                .toList();
    }

    /** The same, of a file she sees. @throws NotYours when a superior only reads it */
    PartyHat keeps(Actor actor, Seen seen) {
        return keeping(actor, seen.member().branch()).orElseThrow(() -> new NotYours("members.who.branch"));
    }

    /** Whether she may look at this sealed value: a group leader calls people, but sees no papers. */
    boolean mayLook(PartyHat hat, Members.Field field) {
        return field == Members.Field.PHONE || hat.post().kind() != PartyPostKind.GROUP_LEADER;
    }

    static <T> T in(PartyHat hat, Supplier<T> work) {
        return Scope.in(hat.scope(), work);
    }
}
