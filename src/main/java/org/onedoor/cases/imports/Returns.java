package org.onedoor.cases.imports;

import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.onedoor.audit.Audit;
import org.onedoor.audit.Entry;
import org.onedoor.cases.By;
import org.onedoor.cases.Cases;
import org.onedoor.cases.Outcome;
import org.onedoor.cases.Progress;
import org.onedoor.cases.State;
import org.onedoor.frame.Now;
import org.onedoor.frame.Scope;
import org.onedoor.organizations.Organizations;
import org.onedoor.regions.Regions;
import org.springframework.stereotype.Service;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Sends answers back to where orders came from, a stretch at a time: only what is new since the last time, marked as it goes.
 * What takes the protected path is told by its own post and never stands in such a file (R-REQ-14).
 */
@Service
class Returns {

    private static final int STRETCH = 200;
    private static final int COUNTED = 1000;
    private static final DateTimeFormatter MOMENT = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm");

    /** Columns of an answer; the source's own where it has one of that name, else added at the end. */
    private static final List<String> ANSWER = List.of("办理状态", "是否解决", "办理情况", "答复时间", "经办单位", "受理号");

    private final ImportStore store;
    private final Cases cases;
    private final Organizations organizations;
    private final Regions regions;
    private final Audit audit;
    private final TransactionTemplate transaction;

    Returns(
            ImportStore store,
            Cases cases,
            Organizations organizations,
            Regions regions,
            Audit audit,
            PlatformTransactionManager transactions) {
        this.store = store;
        this.cases = cases;
        this.organizations = organizations;
        this.regions = regions;
        this.audit = audit;
        this.transaction = new TransactionTemplate(transactions);
    }

    /** One answered order. */
    record Result(String sourceNo, Progress progress, List<String> answer) {}

    /** Where one source stands: what waits to be sent back, and what was sent. */
    record Standing(String source, int waiting, boolean more, List<ImportStore.Returned> sent) {}

    /** Whether an answer waits is only asked of the first thousand that were never sent back. */
    Standing standing(By.Staff by, String source) {
        int county = county(by);
        var within = within(by);
        int waiting = 0;
        int seen = 0;
        var from = "";
        while (seen < COUNTED) {
            var after = from;
            var stretch = inCounty(county, () -> store.entries(county, source, after, true, STRETCH));
            if (stretch.isEmpty()) {
                break;
            }
            seen += stretch.size();
            waiting += (int) progress(county, stretch).values().stream()
                    .filter(told -> told.told() && within.test(told))
                    .count();
            from = stretch.getLast().sourceNo();
        }
        return new Standing(source, waiting, seen >= COUNTED, inCounty(county, () -> store.returned(county, source)));
    }

    /** Answers that are new, in the order of the source's numbers; nothing changes. */
    List<Result> fresh(By.Staff by, String source) {
        var results = new ArrayList<Result>();
        walk(
                by,
                after -> store.entries(county(by), source, after, false, STRETCH),
                Returns::isNew,
                chosen -> chosen.forEach(one -> results.add(one.result())));
        return results;
    }

    /** Marks what is new and {@code wanted} as sent; what it was. */
    List<Result> send(By.Staff by, String source, Predicate<Result> wanted) {
        int county = county(by);
        var at = Now.instant();
        var results = new ArrayList<Result>();
        walk(
                by,
                after -> store.entries(county, source, after, false, STRETCH),
                found -> isNew(found) && wanted.test(found.result()),
                chosen -> {
                    mark(county, source, chosen, at);
                    chosen.forEach(one -> results.add(one.result()));
                });
        if (!results.isEmpty()) {
            run(county, () -> audit.record(new Entry(county, by.actor(), by.post(), "imports.return", null)));
        }
        return results;
    }

    private static boolean isNew(Found found) {
        return !found.content().equals(found.entry().returned());
    }

    private void mark(int county, String source, List<Found> chosen, Instant at) {
        run(
                county,
                () -> chosen.forEach(one -> store.returned(
                        county,
                        source,
                        one.result().sourceNo(),
                        one.result().progress().version(),
                        one.content(),
                        at)));
    }

    /** Whether the source sends XLSX, and so gets it. */
    boolean workbook(By.Staff by, String source) {
        int county = county(by);
        return inCounty(county, () -> store.layout(county, source)).workbook();
    }

    /**
     * What is new in the source's own columns, marked as sent: the titles, then row after row; nothing is written when
     * nothing is new.
     */
    int file(By.Staff by, String source, Consumer<List<List<String>>> out) {
        int county = county(by);
        var at = Now.instant();
        int sent = write(
                by, source, after -> store.entries(county, source, after, false, STRETCH), Returns::isNew, at, out);
        if (sent > 0) {
            run(county, () -> audit.record(new Entry(county, by.actor(), by.post(), "imports.return", null)));
        }
        return sent;
    }

    /** A file that was sent before, once more: it got lost on the way. */
    int again(By.Staff by, String source, Instant returned, Consumer<List<List<String>>> out) {
        int county = county(by);
        int sent = write(
                by, source, after -> store.entries(county, source, after, returned, STRETCH), _ -> true, null, out);
        run(county, () -> audit.record(new Entry(county, by.actor(), by.post(), "imports.return-again", null)));
        return sent;
    }

    private record Found(ImportStore.Entry entry, Result result, String content) {}

    private int write(
            By.Staff by,
            String source,
            Function<String, List<ImportStore.Entry>> entries,
            Predicate<Found> wanted,
            @Nullable Instant mark,
            Consumer<List<List<String>>> out) {
        int county = county(by);
        var header = new ArrayList<>(
                inCounty(county, () -> store.layout(county, source)).header());
        ANSWER.stream().filter(name -> !header.contains(name)).forEach(header::add);
        var begun = new boolean[1];
        return walk(by, entries, wanted, chosen -> {
            var numbers = chosen.stream().map(one -> one.result().sourceNo()).toList();
            var rows = inCounty(county, () -> store.rows(county, source, numbers)).stream()
                    .collect(Collectors.toMap(ImportStore.Row::sourceNo, row -> row));
            var lines = new ArrayList<List<String>>(chosen.size() + 1);
            if (!begun[0]) {
                lines.add(header);
                begun[0] = true;
            }
            for (var one : chosen) {
                var row = rows.get(one.result().sourceNo());
                if (row != null) {
                    lines.add(line(header, row, one.result().answer()));
                }
            }
            if (mark != null) {
                mark(county, source, chosen, mark);
            }
            out.accept(lines);
        });
    }

    /** The order's own cells under the columns of the newest file, with the answer's filled in. */
    private static List<String> line(List<String> header, ImportStore.Row row, List<String> answer) {
        var cells = new HashMap<String, String>();
        for (int i = 0; i < row.header().size() && i < row.cells().size(); i++) {
            cells.putIfAbsent(row.header().get(i), row.cells().get(i));
        }
        for (int i = 0; i < ANSWER.size(); i++) {
            cells.put(ANSWER.get(i), answer.get(i));
        }
        return header.stream().map(name -> cells.getOrDefault(name, "")).toList();
    }

    /** Walks the told orders a stretch at a time; how many were wanted. */
    private int walk(
            By.Staff by,
            Function<String, List<ImportStore.Entry>> entries,
            Predicate<Found> wanted,
            Consumer<List<Found>> each) {
        int county = county(by);
        var within = within(by);
        int all = 0;
        var from = "";
        while (true) {
            var after = from;
            var stretch = inCounty(county, () -> entries.apply(after));
            if (stretch.isEmpty()) {
                return all;
            }
            var progress = progress(county, stretch);
            var chosen = new ArrayList<Found>();
            for (var entry : stretch) {
                var told = progress.get(entry.matter());
                if (told != null && told.told() && within.test(told)) {
                    var answer = answer(county, told);
                    var found = new Found(
                            entry,
                            new Result(entry.sourceNo(), told, answer),
                            store.fingerprint(county, String.join("\u0001", answer)));
                    if (wanted.test(found)) {
                        chosen.add(found);
                    }
                }
            }
            if (!chosen.isEmpty()) {
                each.accept(chosen);
                all += chosen.size();
            }
            from = stretch.getLast().sourceNo();
        }
    }

    private static int county(By.Staff by) {
        return by.hat().scope().county();
    }

    /** Cases of the place of whoever asks, or below it. */
    private Predicate<Progress> within(By.Staff by) {
        var tree = regions.tree(county(by));
        var mine = tree.get(by.hat().post().place());
        return told -> tree.find(told.place()).filter(mine::holds).isPresent();
    }

    private Map<UUID, Progress> progress(int county, List<ImportStore.Entry> entries) {
        var ids = entries.stream().map(ImportStore.Entry::matter).toList();
        return Scope.in(new Scope.County(county), () -> cases.progress(county, ids)).stream()
                .collect(Collectors.toMap(Progress::id, told -> told));
    }

    private List<String> answer(int county, Progress told) {
        var staffing = organizations.of(county);
        var office = staffing.office(staffing.post(told.owner()).office()).name();
        return List.of(
                told.state() == State.DECLINED ? "不予受理" : told.state() == State.CLOSED ? "已办结" : "已答复",
                solved(told.outcome()),
                told.done() == null ? "" : told.done(),
                moment(told.answeredAt()),
                office,
                told.number());
    }

    private static String solved(@Nullable Outcome outcome) {
        return outcome == null
                ? ""
                : switch (outcome) {
                    case SOLVED -> "已解决";
                    case PARTLY -> "部分解决";
                    case NOT_POSSIBLE -> "未解决";
                };
    }

    private static String moment(@Nullable Instant at) {
        return at == null ? "" : Now.local(at).format(MOMENT);
    }

    private <T> T inCounty(int county, Supplier<T> work) {
        return Scope.in(new Scope.County(county), () -> transaction.execute(_ -> work.get()));
    }

    private void run(int county, Runnable work) {
        inCounty(county, () -> {
            work.run();
            return true;
        });
    }
}
