package org.onedoor.members.admission;

import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.onedoor.frame.Actor;
import org.onedoor.frame.NotHere;
import org.onedoor.frame.NotYours;
import org.onedoor.frame.Scope;
import org.onedoor.members.admission.AdmissionStore.Span;
import org.onedoor.members.admission.Admissions.Dossier;
import org.onedoor.organizations.party.OrganizationType;
import org.onedoor.organizations.party.PartyHat;
import org.onedoor.organizations.party.PartyOrganization;
import org.onedoor.organizations.party.PartyOrganizations;
import org.onedoor.organizations.party.PartyPostKind;
import org.onedoor.organizations.party.PartyTree;
import org.springframework.stereotype.Component;

/**
 * 发展党员权限 · Which Party post reads or carries on a file of admission: the secretary, deputy and organizer of the very branch
 * record its steps; officer, secretary and organizer of the committee above record what that committee does, those of the one
 * above it the filing; superiors read the rest. Everybody else, group leaders too, learns of no file.
 */
@Component
class AdmissionRights {

    private static final Set<PartyPostKind> BRANCH =
            EnumSet.of(PartyPostKind.SECRETARY, PartyPostKind.DEPUTY, PartyPostKind.ORGANIZER);
    private static final Set<PartyPostKind> ABOVE =
            EnumSet.of(PartyPostKind.OFFICER, PartyPostKind.SECRETARY, PartyPostKind.ORGANIZER);

    /** A file, and the post it is seen by. */
    record Seen(PartyHat hat, Dossier dossier) {}

    /** What a post owes: its side, where, and which parts of it others owe. */
    record Duty(PartyHat hat, Side side, Span in, List<Span> without) {}

    private final PartyOrganizations organizations;
    private final Admissions admissions;

    AdmissionRights(PartyOrganizations organizations, Admissions admissions) {
        this.organizations = organizations;
        this.admissions = admissions;
    }

    /** The posts by which she reads files, those that see most first; none of them inside another. */
    List<PartyHat> reading(Actor actor) {
        var hats = organizations.hats(actor).stream()
                .filter(hat -> BRANCH.contains(hat.post().kind())
                        || ABOVE.contains(hat.post().kind()))
                .filter(hat -> hat.organization().type() != OrganizationType.GROUP)
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
    Seen see(Actor actor, UUID id) {
        for (var hat : reading(actor)) {
            var found = Scope.in(hat.scope(), () -> admissions.find(actor.county(), id));
            if (found.isPresent()) {
                return new Seen(hat, found.get());
            }
        }
        throw new NotHere();
    }

    /** The post by which she records what this side does in the files of this branch. */
    Optional<PartyHat> works(Actor actor, UUID branch, Side side) {
        var owner = owner(organizations.tree(actor.county()), branch, side);
        var kinds = side == Side.BRANCH ? BRANCH : ABOVE;
        return organizations.hats(actor).stream()
                .filter(hat -> kinds.contains(hat.post().kind()))
                .filter(hat -> owner != null && hat.organization().id().equals(owner.id()))
                .findFirst();
    }

    /** @throws NotYours when she only reads it */
    PartyHat needs(Actor actor, Dossier dossier, Side side) {
        return works(actor, dossier.person().branch(), side).orElseThrow(() -> new NotYours(side.who()));
    }

    /** Who does it: the branch, its committee, or the committee above that; where there is none above, the same one. */
    static @Nullable PartyOrganization owner(PartyTree tree, UUID branch, Side side) {
        var own = tree.find(branch).orElse(null);
        if (own == null || side == Side.BRANCH) {
            return own;
        }
        var committee = tree.committee(own).orElse(null);
        return committee == null || side == Side.COMMITTEE
                ? committee
                : tree.committee(committee).orElse(committee);
    }

    /** The branches in which she opens files. */
    List<PartyHat> opening(Actor actor) {
        return organizations.hats(actor).stream()
                .filter(hat -> BRANCH.contains(hat.post().kind()) && Admissions.admits(hat.organization()))
                .toList();
    }

    /** Everything she owes, by post and side. */
    List<Duty> duties(Actor actor) {
        var tree = organizations.tree(actor.county());
        var duties = new java.util.ArrayList<Duty>();
        for (var hat : organizations.hats(actor)) {
            var own = hat.organization();
            if (BRANCH.contains(hat.post().kind()) && own.type().branch()) {
                duties.add(new Duty(hat, Side.BRANCH, span(own), List.of()));
            } else if (ABOVE.contains(hat.post().kind()) && own.type() == OrganizationType.COMMITTEE) {
                var below = committees(tree, List.of(own));
                duties.add(new Duty(hat, Side.COMMITTEE, span(own), spans(below)));
                // Of the committees right below, and of its own branches where nobody is above it.
                var further = committees(tree, below);
                if (tree.committee(own).isEmpty()) {
                    duties.add(new Duty(hat, Side.DEPARTMENT, span(own), spans(further)));
                } else {
                    below.forEach(one -> duties.add(new Duty(hat, Side.DEPARTMENT, span(one), spans(further))));
                }
            }
        }
        return distinct(duties);
    }

    /** Two posts of one organization owe one thing. */
    private static List<Duty> distinct(List<Duty> duties) {
        var seen = new java.util.HashSet<String>();
        return duties.stream()
                .filter(duty -> seen.add(duty.side() + " " + duty.in()))
                .toList();
    }

    /** The next committees below any of these, however deep. */
    private static List<PartyOrganization> committees(PartyTree tree, List<PartyOrganization> tops) {
        return tree.all().stream()
                .filter(one -> one.type() == OrganizationType.COMMITTEE)
                .filter(one -> tree.committee(one).filter(tops::contains).isPresent())
                .toList();
    }

    private static Span span(PartyOrganization one) {
        return new Span(one.lo(), one.hi());
    }

    private static List<Span> spans(List<PartyOrganization> all) {
        return all.stream().map(AdmissionRights::span).toList();
    }
}
