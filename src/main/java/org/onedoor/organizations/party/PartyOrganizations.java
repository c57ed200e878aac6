package org.onedoor.organizations.party;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.onedoor.audit.Audit;
import org.onedoor.audit.Entry;
import org.onedoor.frame.Actor;
import org.onedoor.frame.Ids;
import org.onedoor.frame.NotHere;
import org.onedoor.frame.Now;
import org.onedoor.frame.Snapshot;
import org.onedoor.frame.Snapshots;
import org.onedoor.organizations.party.Numbering.Spot;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * 党组织簿 · The Party's organizations of a county and who holds their posts: asked from memory, changed here under the
 * Interior scope. Who may is the door's to ask ({@link PartyRights}).
 */
@Service
@Transactional(readOnly = true)
public class PartyOrganizations {

    private final PartyStore store;
    private final Audit audit;
    private final ObjectProvider<PartyMoves> moves;
    private final ObjectProvider<PartyPeople> people;
    private final Snapshot<PartyTree> trees;

    PartyOrganizations(
            PartyStore store,
            Audit audit,
            ObjectProvider<PartyMoves> moves,
            ObjectProvider<PartyPeople> people,
            Snapshots snapshots) {
        this.store = store;
        this.audit = audit;
        this.moves = moves;
        this.people = people;
        this.trees = snapshots.ofInterior("party.tree", store::load);
    }

    /** From memory, no scope needed. */
    @Transactional(propagation = Propagation.SUPPORTS)
    public PartyTree tree(int county) {
        return trees.of(county);
    }

    /** Every Party post this person holds; from memory. */
    @Transactional(propagation = Propagation.SUPPORTS)
    public List<PartyHat> hats(Actor actor) {
        return trees.of(actor.county()).hats(actor.id());
    }

    /** Refused where the kind does not belong there, or no room is left. */
    @Transactional
    public Reorganizing found(int county, FoundOrganization wish) {
        store.lockTree(county);
        var spot = Optional.of(Numbering.ROOT);
        if (wish.parent() == null) {
            if (!store.children(county, null).isEmpty()) {
                return Reorganizing.no("party.found.root-there");
            }
            if (wish.type() != OrganizationType.COMMITTEE) {
                return Reorganizing.no("party.found.root-committee");
            }
        } else {
            var above = store.lock(county, wish.parent()).orElseThrow(NotHere::new);
            if (above.status().over()) {
                return Reorganizing.no("party.found.over", above.name());
            }
            if (!wish.type().under(above.type())) {
                return Reorganizing.no("party.found.not-there");
            }
            var siblings = store.children(county, above.id());
            spot = Numbering.next(spot(above), siblings.isEmpty() ? 0 : Numbering.ordinal(siblings.getLast()));
            if (spot.isEmpty()) {
                return Reorganizing.no("party.found.full", above.name());
            }
        }
        var where = spot.get();
        var made = new PartyOrganization(
                Ids.next(),
                wish.parent(),
                where.lo(),
                where.hi(),
                where.path(),
                wish.type(),
                wish.name().strip(),
                wish.nameEn(),
                wish.sector(),
                OrganizationStatus.NORMAL,
                wish.place(),
                wish.hostUnit(),
                wish.uscc(),
                wish.usccReason(),
                wish.foundedOn(),
                wish.document().strip(),
                null,
                null,
                null,
                0);
        store.insert(county, made);
        changed(
                county,
                made.id(),
                "founded",
                Map.of("name", made.name(), "path", made.path(), "document", made.document()));
        return new Reorganizing.Done(made.id());
    }

    @Transactional
    public Reorganizing rename(int county, UUID id, String name, @Nullable String nameEn, Sector sector) {
        var before = open(county, id);
        store.rename(county, id, name.strip(), nameEn, sector);
        changed(county, id, "renamed", Map.of("before", before.name(), "name", name.strip()));
        return new Reorganizing.Done(id);
    }

    /** The next status of its life (R-ORG-14); ends are {@link #close}. */
    @Transactional
    public Reorganizing turn(int county, UUID id, OrganizationStatus status) {
        var before = open(county, id);
        if (status.over() || !before.status().next().contains(status)) {
            return Reorganizing.no("party.status.not-next");
        }
        store.status(county, id, status);
        changed(county, id, "status", Map.of("before", before.status().name(), "status", status.name()));
        return new Reorganizing.Done(id);
    }

    /** Ends it. Refused while anybody belongs to it or something stands below it (R-ORG-14). */
    @Transactional
    public Reorganizing close(int county, CloseOrganization close) {
        store.lockTree(county);
        var before = open(county, close.organization());
        if (before.parent() == null) {
            return Reorganizing.no("party.close.root");
        }
        if (store.children(county, before.id()).stream()
                .anyMatch(child -> !child.status().over())) {
            return Reorganizing.no("party.close.children");
        }
        int members = people.stream()
                .mapToInt(room -> room.members(county, before.id()))
                .sum();
        if (members > 0) {
            return Reorganizing.no("party.close.members", members);
        }
        if (close.on().isBefore(before.foundedOn()) || close.on().isAfter(Now.today())) {
            return Reorganizing.no("party.close.day");
        }
        if (close.successor() != null) {
            var successor = store.lock(county, close.successor()).orElseThrow(NotHere::new);
            if (successor.id().equals(before.id()) || successor.status().over()) {
                return Reorganizing.no("party.close.successor");
            }
        }
        store.close(county, close);
        for (var post : store.posts(county, before.id())) {
            store.end(county, before.id(), post.id(), close.on());
        }
        changed(county, before.id(), "closed", Map.of("document", close.document()));
        return new Reorganizing.Done(before.id());
    }

    /** Under another superior: it and all below it get new numbers and paths; who keeps copies writes them too. */
    @Transactional
    public Reorganizing move(int county, UUID id, UUID to, String document) {
        store.lockTree(county);
        var moved = open(county, id);
        var above = store.lock(county, to).orElseThrow(NotHere::new);
        if (moved.parent() == null || moved.holds(above)) {
            return Reorganizing.no("party.move.into-itself");
        }
        if (above.id().equals(moved.parent())) {
            return Reorganizing.no("party.move.there", above.name());
        }
        if (above.status().over()) {
            return Reorganizing.no("party.found.over", above.name());
        }
        if (!moved.type().under(above.type())) {
            return Reorganizing.no("party.found.not-there");
        }
        var siblings = store.children(county, to);
        var spots = Numbering.next(spot(above), siblings.isEmpty() ? 0 : Numbering.ordinal(siblings.getLast()))
                .flatMap(spot -> Numbering.moved(moved, spot, child -> store.children(county, child)));
        if (spots.isEmpty()) {
            return Reorganizing.no("party.found.full", above.name());
        }
        store.move(county, id, to, spots.get());
        var numbers = spots.get().entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, entry -> entry.getValue().lo()));
        moves.forEach(room -> room.moved(county, numbers));
        changed(
                county,
                id,
                "moved",
                new TreeMap<>(Map.of(
                        "before",
                        moved.path(),
                        "path",
                        Objects.requireNonNull(spots.get().get(id)).path(),
                        "superior",
                        above.name(),
                        "document",
                        document.strip())));
        return new Reorganizing.Done(id);
    }

    /** Somebody begins a post. Refused where two posts would check each other (R-ROLE-3). */
    @Transactional
    public Reorganizing appoint(int county, UUID id, PartyPostKind kind, UUID account, LocalDate since) {
        store.lockTree(county);
        var organization = open(county, id);
        if (!kind.in(organization.type())) {
            return Reorganizing.no("party.appoint.not-there");
        }
        var held = store.posts(county, id);
        var other = kind == PartyPostKind.COLLECTOR
                ? PartyPostKind.BOOKKEEPER
                : kind == PartyPostKind.BOOKKEEPER ? PartyPostKind.COLLECTOR : null;
        if (held.stream()
                .anyMatch(post -> post.kind() == other && post.account().equals(account))) {
            return Reorganizing.no("party.appoint.both-hands");
        }
        if (since.isAfter(Now.today())) {
            return Reorganizing.no("party.appoint.later");
        }
        if (held.stream().anyMatch(post -> post.kind() == kind && post.account().equals(account))) {
            return Reorganizing.no("party.appoint.already");
        }
        if (kind.single()) {
            held.stream().filter(post -> post.kind() == kind).forEach(post -> end(county, id, post.id(), since));
        }
        var post = new PartyPost(Ids.next(), id, kind, account, since);
        store.appoint(county, post);
        changed(county, id, "appointed", Map.of("kind", kind.name(), "account", account.toString()));
        return new Reorganizing.Done(post.id());
    }

    /** @throws NotHere when nobody holds it any more */
    @Transactional
    public void end(int county, UUID organization, UUID post, LocalDate on) {
        var held = store.posts(county, organization).stream()
                .filter(one -> one.id().equals(post))
                .findFirst()
                .orElseThrow(NotHere::new);
        if (!store.end(county, organization, post, on)) {
            throw new NotHere();
        }
        changed(
                county,
                organization,
                "ended",
                Map.of("kind", held.kind().name(), "account", held.account().toString()));
    }

    /** A link beside the tree; {@code other} or the name of a body that is no Party organization. */
    @Transactional
    public Reorganizing link(int county, UUID id, String kind, @Nullable UUID other, @Nullable String body) {
        open(county, id);
        if (other != null) {
            var there = store.lock(county, other).orElseThrow(NotHere::new);
            if (there.id().equals(id) || there.status().over()) {
                return Reorganizing.no("party.link.not-there");
            }
        }
        var link = new PartyStore.Link(Ids.next(), id, kind, other, body, Now.today());
        store.link(county, link);
        changed(county, id, "linked", Map.of("kind", kind));
        return new Reorganizing.Done(link.id());
    }

    @Transactional
    public void unlink(int county, UUID id, UUID link) {
        if (!store.unlink(county, id, link, Now.today())) {
            throw new NotHere();
        }
        changed(county, id, "unlinked", Map.of());
    }

    List<PartyStore.Link> links(int county, UUID id) {
        return store.links(county, id);
    }

    List<PartyStore.Line> history(int county, UUID id) {
        return store.history(county, id);
    }

    /** Required posts nobody holds in each of these, by what the members room counts (R-ORG-5): one statement for all. */
    Map<UUID, List<PartyPostKind>> vacant(int county, List<PartyOrganization> those) {
        var ids = those.stream().map(PartyOrganization::id).toList();
        var full = new HashMap<UUID, Integer>();
        people.forEach(room -> full.putAll(room.fullMembers(county, ids)));
        var tree = tree(county);
        return those.stream()
                .collect(Collectors.toMap(
                        PartyOrganization::id,
                        one -> CommitteeRule.vacant(one.type(), full.getOrDefault(one.id(), 0), tree.posts(one.id()))));
    }

    private PartyOrganization open(int county, UUID id) {
        return store.lock(county, id).filter(one -> !one.status().over()).orElseThrow(NotHere::new);
    }

    private static Spot spot(PartyOrganization one) {
        return new Spot(one.lo(), one.hi(), one.path());
    }

    private void changed(int county, UUID organization, String kind, Map<String, ?> fact) {
        var actor = Actor.current().id();
        store.write(county, organization, Now.instant(), actor, null, kind, fact);
        trees.changed(county);
        audit.record(new Entry(county, actor, null, "party." + kind, organization));
    }
}
