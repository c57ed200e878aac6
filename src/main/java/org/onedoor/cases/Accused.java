package org.onedoor.cases;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.onedoor.organizations.NoProtectedPost;
import org.onedoor.organizations.Post;
import org.onedoor.organizations.Staffing;

/**
 * Who a protected case is about, as ids only: the people, and the units of the posts that were named. It never comes to one
 * of them, nor to a post below, whatever becomes of posts and people later (R-REQ-14).
 */
record Accused(Set<UUID> accounts, Set<UUID> offices) {

    static Accused of(Case told, Staffing staffing) {
        var offices = new HashSet<UUID>();
        for (var post : told.named()) {
            staffing.find(post).ifPresent(named -> offices.add(named.office()));
        }
        return new Accused(told.accused(), offices);
    }

    /** Posts whose holder's name stands in the words. */
    static List<UUID> named(String words, Staffing staffing, Instant now) {
        var named = new ArrayList<UUID>();
        for (var post : staffing.posts()) {
            staffing.holder(post.id(), now)
                    .filter(holder -> holder.name().length() > 1 && words.contains(holder.name()))
                    .ifPresent(_ -> named.add(post.id()));
        }
        return named;
    }

    /** Who answers for these posts now. */
    static Set<UUID> holders(Collection<UUID> posts, Staffing staffing, Instant now) {
        var holders = new HashSet<UUID>();
        for (var post : posts) {
            staffing.appointed(post, now).ifPresent(holders::add);
            staffing.holder(post, now).ifPresent(holder -> holders.add(holder.account()));
        }
        return holders;
    }

    /** These and more. */
    Accused with(Set<UUID> moreAccounts, Collection<Post> moreOffices) {
        var people = new HashSet<>(accounts);
        people.addAll(moreAccounts);
        var units = new HashSet<>(offices);
        moreOffices.forEach(post -> units.add(post.office()));
        return new Accused(people, units);
    }

    /** The protected post that is none of theirs; whether or not somebody is there. @throws NoProtectedPost if none is left */
    Post post(Staffing staffing) {
        return staffing.protectedPost(accounts, offices);
    }

    /** A protected post that is none of theirs, held by somebody who is there, and not {@code gone}. */
    Optional<Post> other(Staffing staffing, @Nullable UUID gone, Instant now) {
        try {
            return Optional.of(staffing.protectedPost(accounts, offices, gone))
                    .filter(post -> staffing.holder(post.id(), now).isPresent());
        } catch (NoProtectedPost _) {
            return Optional.empty();
        }
    }
}
