package org.onedoor.cases;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.onedoor.frame.Cursors;
import org.onedoor.frame.Now;
import org.onedoor.frame.Scope;
import org.onedoor.frame.Slice;
import org.onedoor.organizations.Hat;
import org.onedoor.regions.Regions;
import org.springframework.stereotype.Service;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * 督办 · What a post that answers for others sees of the cases below it: what came up, and what is overdue. Sorted by time;
 * nothing is counted by person.
 *
 * <p>Each post is read in a short transaction under its own scope, so a protected case shows only to the post that holds it.
 */
@Service
public class Supervision {

    /**
     * 督办行 · A case that is late, or that came up.
     *
     * @param why message key of the reason it came up; empty in the list of what is overdue
     */
    public record Line(
            UUID id,
            String number,
            String title,
            Instant due,
            UUID place,
            UUID owner,
            boolean guarded,
            boolean urgent,
            String why) {}

    private final CaseQueue queue;
    private final RaisedQueue raised;
    private final Cursors cursors;
    private final Regions regions;
    private final TransactionTemplate readOnly;

    Supervision(
            CaseQueue queue,
            RaisedQueue raised,
            Cursors cursors,
            Regions regions,
            PlatformTransactionManager transactions) {
        this.queue = queue;
        this.raised = raised;
        this.cursors = cursors;
        this.regions = regions;
        this.readOnly = new TransactionTemplate(transactions);
        this.readOnly.setReadOnly(true);
    }

    /** Open and past its promise in the scope of these posts, longest overdue first; {@code place}: only there. */
    public Slice<Line> overdue(List<Hat> hats, @Nullable UUID place, @Nullable String cursor, int size) {
        var now = Now.instant();
        var name = name("overdue", hats, place);
        var after = cursors.read(cursor, name);
        var filter = new CaseQueue.Filter(CaseQueue.View.LATE, place, List.of(), false);
        var found = new LinkedHashMap<UUID, Line>();
        each(hats, hat -> queue.read(hat, filter, now, after, size + 1))
                .forEach(line -> found.putIfAbsent(line.id(), line(line, line.due(), "")));
        return slice(found, name, size);
    }

    /** What came up to these posts, due first. */
    public Slice<Line> raised(List<Hat> hats, @Nullable String cursor, int size) {
        var now = Now.instant();
        var name = name("raised", hats, null);
        var after = cursors.read(cursor, name);
        var found = new LinkedHashMap<UUID, Line>();
        for (var hat : hats) {
            in(hat.scope(), () -> {
                var reasons = new LinkedHashMap<UUID, RaisedQueue.Raised>();
                raised.read(hat, regions.tree(hat.scope().county()), now, after, size + 1)
                        .forEach(one -> reasons.putIfAbsent(one.id(), one));
                queue.byIds(hat.scope().county(), reasons.keySet()).forEach(line -> {
                    var reason = java.util.Objects.requireNonNull(reasons.get(line.id()));
                    found.putIfAbsent(line.id(), line(line, reason.due(), "cases.raised." + reason.why()));
                });
                return found;
            });
        }
        return slice(found, name, size);
    }

    private List<CaseQueue.Line> each(List<Hat> hats, Function<Hat, List<CaseQueue.Line>> read) {
        var lines = new ArrayList<CaseQueue.Line>();
        var scopes = new ArrayList<Scope>(hats.size());
        for (var hat : hats) {
            // Two posts of one place see the same.
            if (!scopes.contains(hat.scope())) {
                scopes.add(hat.scope());
                lines.addAll(in(hat.scope(), () -> read.apply(hat)));
            }
        }
        return lines;
    }

    private Slice<Line> slice(Map<UUID, Line> found, String name, int size) {
        var lines = found.values().stream()
                .sorted(Comparator.comparing(Line::due)
                        .thenComparing(line -> line.id().toString()))
                .toList();
        if (lines.size() <= size) {
            return new Slice<>(lines, null);
        }
        var shown = lines.subList(0, size);
        return new Slice<>(
                shown, cursors.after(shown.getLast().due(), shown.getLast().id(), name));
    }

    private static Line line(CaseQueue.Line line, Instant due, String why) {
        return new Line(
                line.id(),
                line.number(),
                line.title(),
                due,
                line.place(),
                line.owner(),
                line.guarded(),
                line.urgent(),
                why);
    }

    private static String name(String list, List<Hat> hats, @Nullable UUID place) {
        return list + ":" + place + ":"
                + hats.stream().map(hat -> hat.post().id().toString()).sorted().collect(Collectors.joining(","));
    }

    private <T> T in(Scope scope, Supplier<T> work) {
        return java.util.Objects.requireNonNull(Scope.in(scope, () -> readOnly.execute(_ -> work.get())));
    }
}
