package org.onedoor.organizations;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** 花名册 · What this room's own tables say about one county, by the keys in which it is asked. Immutable. */
final class Roster {

    /** 任期 · Who holds a post, and from when until when. */
    record Term(
            UUID id,
            UUID post,
            UUID account,
            Instant since,
            @Nullable Instant until) {
        boolean covers(Instant at) {
            return !at.isBefore(since) && (until == null || at.isBefore(until));
        }
    }

    /** 外出期 · When a holder is away, and who stands in. */
    record Away(UUID id, UUID post, UUID account, @Nullable UUID standIn, Instant since, Instant until) {
        boolean covers(Instant at) {
            return !at.isBefore(since) && at.isBefore(until);
        }
    }

    /** 班次 · A stretch of one day, in minutes from midnight, {@code to} exclusive. */
    record Shift(
            UUID id,
            UUID place,
            @Nullable DayOfWeek weekday,
            @Nullable LocalDate day,
            int from,
            int to,
            UUID post) {}

    /** 夜间岗 · The post of a town that answers when nobody is on duty. */
    record Standby(UUID place, UUID post) {}

    final Map<UUID, Office> offices;
    final Map<UUID, Post> posts;
    final Map<UUID, List<Office>> officesOf;
    final Map<UUID, List<Post>> postsOf;
    final Map<UUID, List<Post>> postsIn;
    final Map<UUID, List<Term>> termsOf;
    final Map<UUID, List<Term>> termsBy;
    final Map<UUID, List<Away>> awayFrom;
    final Map<UUID, List<Away>> standingIn;
    final Map<UUID, List<Shift>> shiftsAt;
    final Map<UUID, UUID> standby;

    /** Offices and posts in the order in which they are to be preferred. */
    Roster(
            List<Office> offices,
            List<Post> posts,
            List<Term> terms,
            List<Away> away,
            List<Shift> shifts,
            List<Standby> standby) {
        this.offices = HashMap.newHashMap(offices.size());
        offices.forEach(office -> this.offices.put(office.id(), office));
        this.posts = HashMap.newHashMap(posts.size());
        posts.forEach(post -> this.posts.put(post.id(), post));
        this.officesOf = by(offices, Office::place);
        this.postsOf = by(posts, Post::place);
        this.postsIn = by(posts, Post::office);
        this.termsOf = by(terms, Term::post);
        this.termsBy = by(terms, Term::account);
        this.awayFrom = by(away, Away::post);
        this.standingIn = by(away.stream().filter(one -> one.standIn() != null).toList(), Away::standIn);
        this.shiftsAt = by(shifts, Shift::place);
        this.standby = HashMap.newHashMap(standby.size());
        standby.forEach(one -> this.standby.put(one.place(), one.post()));
    }

    private static <T> Map<UUID, List<T>> by(List<T> rows, Function<T, @Nullable UUID> key) {
        var found = new HashMap<UUID, List<T>>();
        for (var row : rows) {
            var of = key.apply(row);
            if (of != null) {
                found.computeIfAbsent(of, _ -> new ArrayList<>(2)).add(row);
            }
        }
        return found;
    }
}
