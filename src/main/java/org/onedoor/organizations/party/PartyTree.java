package org.onedoor.organizations.party;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.onedoor.frame.NotHere;
import org.onedoor.frame.Scope;

/** 党组织树 · All Party organizations of a county and who holds their posts: immutable, so that asking costs no statement. */
public final class PartyTree {

    private final int county;
    private final Map<UUID, PartyOrganization> organizations = new LinkedHashMap<>();
    private final Map<UUID, List<PartyOrganization>> below = new HashMap<>();
    private final Map<UUID, List<PartyPost>> postsIn = new HashMap<>();
    private final Map<UUID, List<PartyPost>> postsOf = new HashMap<>();

    /** @param inOrder by {@code lo} */
    PartyTree(int county, List<PartyOrganization> inOrder, List<PartyPost> posts) {
        this.county = county;
        for (var one : inOrder) {
            organizations.put(one.id(), one);
            if (one.parent() != null) {
                below.computeIfAbsent(one.parent(), _ -> new ArrayList<>()).add(one);
            }
        }
        for (var post : posts) {
            postsIn.computeIfAbsent(post.organization(), _ -> new ArrayList<>()).add(post);
            postsOf.computeIfAbsent(post.account(), _ -> new ArrayList<>()).add(post);
        }
    }

    /** The county's committee; none before the system administrator has entered it. */
    public Optional<PartyOrganization> root() {
        return organizations.values().stream().findFirst();
    }

    /** Also one that has ended. @throws NotHere when the county has no such organization */
    public PartyOrganization get(UUID id) {
        return find(id).orElseThrow(NotHere::new);
    }

    public Optional<PartyOrganization> find(@Nullable UUID id) {
        return id == null ? Optional.empty() : Optional.ofNullable(organizations.get(id));
    }

    /** In the order of the tree, those that have ended included. */
    public Collection<PartyOrganization> all() {
        return Collections.unmodifiableCollection(organizations.values());
    }

    /** Right below, those that have ended included. */
    public List<PartyOrganization> children(UUID id) {
        return Collections.unmodifiableList(below.getOrDefault(id, List.of()));
    }

    /** The organization and everything below it that has not ended, in the order of the tree. */
    public List<PartyOrganization> within(PartyOrganization top) {
        return organizations.values().stream()
                .filter(one -> top.holds(one) && !one.status().over())
                .toList();
    }

    /** From the county's committee down to right above it. */
    public List<PartyOrganization> above(PartyOrganization organization) {
        var path = new ArrayList<PartyOrganization>();
        for (var up = find(organization.parent());
                up.isPresent();
                up = find(up.get().parent())) {
            path.addFirst(up.get());
        }
        return path;
    }

    /** The branch a group is part of; of a branch itself. */
    public Optional<PartyOrganization> branch(PartyOrganization organization) {
        return organization.type().branch()
                ? Optional.of(organization)
                : above(organization).reversed().stream()
                        .filter(up -> up.type().branch())
                        .findFirst();
    }

    /** The base-level committee it belongs to: approves, deposits, issues letters. */
    public Optional<PartyOrganization> committee(PartyOrganization organization) {
        return above(organization).reversed().stream()
                .filter(up -> up.type() == OrganizationType.COMMITTEE)
                .findFirst();
    }

    /** Held posts of exactly this organization. */
    public List<PartyPost> posts(UUID organization) {
        return Collections.unmodifiableList(postsIn.getOrDefault(organization, List.of()));
    }

    /** Every Party post the account holds. */
    public List<PartyHat> hats(UUID account) {
        return postsOf.getOrDefault(account, List.of()).stream()
                .filter(post -> organizations.containsKey(post.organization())
                        && !get(post.organization()).status().over())
                .map(post -> {
                    var organization = get(post.organization());
                    return new PartyHat(
                            post, organization, new Scope.Party(county, organization.lo(), organization.hi()));
                })
                .toList();
    }
}
