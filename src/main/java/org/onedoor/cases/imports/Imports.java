package org.onedoor.cases.imports;

import java.io.InputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.onedoor.audit.Audit;
import org.onedoor.cases.By;
import org.onedoor.cases.Cases;
import org.onedoor.cases.Channel;
import org.onedoor.cases.Command;
import org.onedoor.cases.FileCase;
import org.onedoor.cases.Filing;
import org.onedoor.cases.FilingOutcome;
import org.onedoor.cases.Outcome;
import org.onedoor.cases.Progress;
import org.onedoor.cases.State;
import org.onedoor.catalogue.Catalogue;
import org.onedoor.catalogue.Item;
import org.onedoor.frame.Csv;
import org.onedoor.frame.Ids;
import org.onedoor.frame.NotHere;
import org.onedoor.frame.Now;
import org.onedoor.frame.RowFault;
import org.onedoor.frame.Scope;
import org.onedoor.organizations.Organizations;
import org.onedoor.regions.Regions;
import org.onedoor.secrets.PersonalData;
import org.springframework.stereotype.Service;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * 工单往来 · Brings another system's orders in and sends their answers back.
 *
 * <p>A file is read in bounded memory, row by row; each row is filed by itself, so that a killed import goes on after its last
 * row: the source's number is the key. Binds the county's scope itself.
 */
@Service
public class Imports {

    private static final int STRETCH = 200;
    private static final int MOST_ROWS = 200_000;
    private static final List<String> ANSWER = List.of("办理状态", "是否解决", "办理情况", "答复时间", "经办单位", "受理号");

    private final ImportStore store;
    private final Filing filing;
    private final Cases cases;
    private final Catalogue catalogue;
    private final Regions regions;
    private final Organizations organizations;
    private final Audit audit;
    private final TransactionTemplate transaction;

    Imports(
            ImportStore store,
            Filing filing,
            Cases cases,
            Catalogue catalogue,
            Regions regions,
            Organizations organizations,
            Audit audit,
            PlatformTransactionManager transactions) {
        this.store = store;
        this.filing = filing;
        this.cases = cases;
        this.catalogue = catalogue;
        this.regions = regions;
        this.organizations = organizations;
        this.audit = audit;
        this.transaction = new TransactionTemplate(transactions);
    }

    /** Reads and checks a file; nothing becomes a case yet. */
    public Importing check(int county, String source, String fileName, InputStream file, By.Staff by) {
        try (var rows = OrderFile.open(file)) {
            var header = rows.hasNext() ? rows.next() : List.<String>of();
            var mapping = inCounty(county, () -> mapping(county, source, header));
            for (var field : OrderField.values()) {
                if (field.required() && !mapping.containsKey(field)) {
                    return new Importing.Unreadable(new RowFault(
                            1, field.header(), "frame.fault.no-column", "frame.fault.no-column.fix", field.header()));
                }
            }
            return new Importing.Checked(stage(county, source, fileName, header, mapping, rows, by));
        } catch (java.io.UncheckedIOException | org.dhatim.fastexcel.reader.ExcelReaderException e) {
            return new Importing.Unreadable(
                    new RowFault(1, "", "imports.fault.unreadable", "imports.fault.unreadable.fix"));
        }
    }

    /** What was kept for the source, and what the headers say by themselves. */
    private Map<OrderField, Integer> mapping(int county, String source, List<String> header) {
        var kept = store.mapping(county, source).orElse(Map.of());
        var at = new EnumMap<OrderField, Integer>(OrderField.class);
        for (var field : OrderField.values()) {
            for (int i = 0; i < header.size(); i++) {
                var title = header.get(i);
                if (kept.containsKey(field) ? title.equals(kept.get(field)) : field.means(title)) {
                    at.putIfAbsent(field, i);
                }
            }
        }
        return at;
    }

    private UUID stage(
            int county,
            String source,
            String fileName,
            List<String> header,
            Map<OrderField, Integer> at,
            OrderFile rows,
            By.Staff by) {
        var batch = new ImportStore.Batch(
                Ids.next(),
                source,
                fileName,
                Now.instant(),
                by.account(),
                by.hat().post().id(),
                header,
                "CHECKED",
                0,
                0,
                0,
                0,
                0,
                0,
                0,
                Map.of());
        inCounty(county, () -> {
            var named = new EnumMap<OrderField, String>(OrderField.class);
            at.forEach((field, i) -> named.put(field, header.get(i)));
            store.keep(county, source, source, named);
            store.add(county, batch);
            return batch;
        });
        var places = new PlaceNames(regions.tree(county));
        var within = regions.tree(county).get(by.hat().post().place());
        var lines = new ArrayList<ImportStore.Line>(STRETCH);
        var categories = new HashMap<String, Integer>();
        int count = 0;
        int bad = 0;
        for (int number = 2; rows.hasNext() && count < MOST_ROWS; number++) {
            var cells = rows.next();
            if (cells.stream().allMatch(String::isEmpty)) {
                continue;
            }
            count++;
            var fault =
                    switch (Order.read(number, cells, at, places, within)) {
                        case Order.Bad(var wrong) -> wrong;
                        case Order.Good order -> {
                            Categories.count(categories, order.category());
                            yield null;
                        }
                    };
            bad += fault == null ? 0 : 1;
            lines.add(new ImportStore.Line(number, cells, fault));
            if (lines.size() == STRETCH || !rows.hasNext()) {
                var stretch = List.copyOf(lines);
                run(county, () -> store.addLines(county, batch.id(), stretch));
                lines.clear();
            }
        }
        int all = count;
        int wrong = bad;
        run(county, () -> {
            if (!lines.isEmpty()) {
                store.addLines(county, batch.id(), lines);
            }
            store.counted(county, batch.id(), all, wrong, categories);
        });
        return batch.id();
    }

    /** Lets the valid rows in; false when the file was started before. */
    public boolean start(int county, UUID batch) {
        return inCounty(county, () -> store.start(county, batch));
    }

    /** Brings a started file to its end, or on after a restart. */
    public void run(int county, UUID id) {
        var batch = batch(county, id);
        var at = inCounty(county, () -> mapping(county, batch.source(), batch.header()));
        var places = new PlaceNames(regions.tree(county));
        var within = regions.tree(county)
                .get(organizations.of(county).post(batch.post()).place());
        var meaning = categories(county, batch);
        int row = batch.doneRow();
        while (true) {
            int from = row;
            var stretch = inCounty(county, () -> store.next(county, id, from, STRETCH));
            if (stretch.isEmpty()) {
                break;
            }
            var counts = new int[4];
            for (var line : stretch) {
                if (Order.read(line.row(), line.cells(), at, places, within) instanceof Order.Good order) {
                    counts[take(county, batch, order, line.cells(), meaning)]++;
                }
                row = line.row();
            }
            int last = row;
            run(county, () -> store.advance(county, id, last, counts[0], counts[1], counts[2], counts[3]));
        }
        run(county, () -> store.finish(county, id));
    }

    /** 0 taken, 1 the same as before, 2 changed, 3 refused. */
    private int take(int county, ImportStore.Batch batch, Order.Good order, List<String> cells, Categories meaning) {
        var content = store.fingerprint(county, cells);
        var known = inCounty(county, () -> store.known(county, batch.source(), order.number()));
        if (known.isPresent()) {
            return known.get().contentSha256().equals(content)
                    ? 1
                    : change(county, batch, order, cells, content, known.get());
        }
        if (order.withdrawn()) {
            return 3;
        }
        var item = meaning.item(order.category()).map(Item::id).orElse(null);
        var outcome = filing.file(
                county,
                new FileCase(
                                Channel.HOTLINE,
                                order.type(),
                                item,
                                order.place().id(),
                                order.words(),
                                Map.of(),
                                order.name(),
                                order.phone(),
                                false,
                                order.address(),
                                null,
                                null,
                                false,
                                List.of(),
                                false,
                                false,
                                List.of(),
                                null,
                                false,
                                null,
                                "import:" + batch.source(),
                                order.number(),
                                order.deadline())
                        .withoutNumbers());
        if (!(outcome instanceof FilingOutcome.Filed(var receipt, var _))) {
            return 3;
        }
        run(
                county,
                () -> store.taken(
                        county,
                        batch.source(),
                        order.number(),
                        Ids.next(),
                        receipt.id(),
                        content,
                        order.deadline(),
                        batch.header(),
                        cells));
        return 0;
    }

    /** An order corrected or withdrawn at the source updates the open case; a closed one keeps its end. */
    private int change(
            int county,
            ImportStore.Batch batch,
            Order.Good order,
            List<String> cells,
            String content,
            ImportStore.Known known) {
        var command = order.withdrawn()
                ? new Command.Withdraw("来源系统已撤回", null)
                : new Command.Note("来源系统更正：" + PersonalData.hidden(order.words()));
        var done = Scope.in(
                new Scope.County(county), () -> cases.take(county, known.matter(), 0, command, new By.Clockwork()));
        run(
                county,
                () -> store.taken(
                        county,
                        batch.source(),
                        order.number(),
                        known.id(),
                        known.matter(),
                        content,
                        order.deadline(),
                        batch.header(),
                        cells));
        return done instanceof org.onedoor.cases.Stepping.Done ? 2 : 3;
    }

    /** What the source's own categories mean here, as far as it was said. */
    Categories categories(int county, ImportStore.Batch batch) {
        return new Categories(catalogue.of(county), inCounty(county, () -> store.categories(county, batch.source())));
    }

    /** Keeps for this source which item a category means; an empty code leaves its orders to triage. */
    void mean(int county, String source, Map<String, String> items) {
        var all = catalogue.of(county);
        run(
                county,
                () -> items.forEach((word, code) -> {
                    if (all.byCode(code).filter(Categories::orderable).isPresent()) {
                        store.keepCategory(county, source, word, code);
                    } else {
                        store.dropCategory(county, source, word);
                    }
                }));
    }

    ImportStore.Batch batch(int county, UUID id) {
        return inCounty(county, () -> store.batch(county, id).orElseThrow(NotHere::new));
    }

    /** The case an order became. */
    public Optional<UUID> matter(int county, String source, String number) {
        return inCounty(county, () -> store.known(county, source, number)).map(ImportStore.Known::matter);
    }

    List<ImportStore.Batch> newest(int county) {
        return inCounty(county, () -> store.newest(county));
    }

    List<ImportStore.Batch> running(int county) {
        return inCounty(county, () -> store.running(county));
    }

    List<String> sources(int county) {
        return inCounty(county, () -> store.sources(county));
    }

    List<RowFault> faults(int county, UUID batch) {
        return inCounty(county, () -> store.faults(county, batch));
    }

    /** One answered order. */
    record Result(String sourceNo, List<String> header, List<String> cells, Progress progress) {}

    /** Answers not yet sent back, in the order of the source's numbers; marked as sent when {@code mark}. */
    void results(int county, String source, boolean mark, Consumer<Result> each) {
        var from = "";
        while (true) {
            var after = from;
            var stretch = inCounty(county, () -> store.entries(county, source, after, STRETCH));
            if (stretch.isEmpty()) {
                return;
            }
            var ids = stretch.stream().map(ImportStore.Entry::matter).toList();
            Map<UUID, Progress> progress =
                    Scope.in(new Scope.County(county), () -> cases.progress(county, ids)).stream()
                            .collect(Collectors.toMap(Progress::id, told -> told));
            for (var entry : stretch) {
                var told = progress.get(entry.matter());
                if (told != null && told.told() && entry.returnedVersion() == 0) {
                    each.accept(new Result(entry.sourceNo(), entry.header(), entry.cells(), told));
                    if (mark) {
                        run(
                                county,
                                () -> store.returned(county, source, entry.sourceNo(), told.version(), Now.instant()));
                    }
                }
            }
            from = stretch.getLast().sourceNo();
        }
    }

    /** The answers as a file in the source's own columns, with the answer's columns filled or added at the end. */
    String file(int county, String source, By.Staff by) {
        var out = new StringBuilder("\uFEFF");
        var headed = new ArrayList<List<String>>();
        results(county, source, true, result -> {
            var header = new ArrayList<>(result.header());
            ANSWER.stream().filter(name -> !header.contains(name)).forEach(header::add);
            if (headed.isEmpty()) {
                out.append(Csv.line(header));
                headed.add(header);
            }
            var cells = new ArrayList<>(result.cells());
            while (cells.size() < header.size()) {
                cells.add("");
            }
            var answer = answer(county, result.progress());
            for (int i = 0; i < ANSWER.size(); i++) {
                cells.set(header.indexOf(ANSWER.get(i)), answer.get(i));
            }
            out.append(Csv.line(cells));
        });
        run(
                county,
                () -> audit.record(new org.onedoor.audit.Entry(county, by.actor(), by.post(), "imports.return", null)));
        return out.toString();
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
        return at == null ? "" : Now.local(at).format(java.time.format.DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm"));
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
