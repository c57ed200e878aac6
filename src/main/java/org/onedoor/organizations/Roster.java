package org.onedoor.organizations;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
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
    final Set<UUID> ended;
    final Map<UUID, Office> aboveOf;
    final Map<UUID, List<Office>> below;
    final List<Office> roots;
    final Map<UUID, List<Office>> officesOf;
    final Map<UUID, List<Post>> postsOf;
    final Map<UUID, List<Post>> postsIn;
    final Map<UUID, List<Term>> termsOf;
    final Map<UUID, List<Term>> termsBy;
    final Map<UUID, List<Away>> awayFrom;
    final Map<UUID, List<Away>> standingIn;
    final Map<UUID, List<Shift>> shiftsAt;
    final Map<UUID, UUID> standby;

    /**
     * Offices and posts in the order in which they are to be preferred.
     *
     * @param ended posts that are found by id only, because old records name them
     */
    Roster(
            List<Office> offices,
            List<Post> posts,
            List<Post> ended,
            List<Term> terms,
            List<Away> away,
            List<Shift> shifts,
            List<Standby> standby) {
        this.offices = HashMap.newHashMap(offices.size());
        offices.forEach(office -> this.offices.put(office.id(), office));
        this.posts = HashMap.newHashMap(posts.size());
        ended.forEach(post -> this.posts.put(post.id(), post));
        posts.forEach(post -> this.posts.put(post.id(), post));
        this.ended = ended.stream().map(Post::id).collect(Collectors.toUnmodifiableSet());
        this.aboveOf = above(offices);
        this.below = new HashMap<>();
        this.roots = new ArrayList<>();
        for (var office : offices) {
            var up = aboveOf.get(office.id());
            (up == null ? roots : below.computeIfAbsent(up.id(), _ -> new ArrayList<>())).add(office);
        }
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

    /** In order of {@code lo} the one above is the last one still open. */
    private static Map<UUID, Office> above(List<Office> offices) {
        var above = HashMap.<UUID, Office>newHashMap(offices.size());
        var open = new ArrayDeque<Office>();
        for (var office :
                offices.stream().sorted(Comparator.comparingInt(Office::lo)).toList()) {
            while (!open.isEmpty() && !open.peek().holds(office)) {
                open.pop();
            }
            if (!open.isEmpty()) {
                above.put(office.id(), open.peek());
            }
            open.push(office);
        }
        return above;
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
