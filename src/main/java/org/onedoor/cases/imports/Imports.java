package org.onedoor.cases.imports;

import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.onedoor.cases.By;
import org.onedoor.cases.Cases;
import org.onedoor.cases.Channel;
import org.onedoor.cases.Command;
import org.onedoor.cases.Corrections;
import org.onedoor.cases.FileCase;
import org.onedoor.cases.Filing;
import org.onedoor.cases.FilingOutcome;
import org.onedoor.cases.Stepping;
import org.onedoor.catalogue.Catalogue;
import org.onedoor.catalogue.Item;
import org.onedoor.frame.Ids;
import org.onedoor.frame.NotHere;
import org.onedoor.frame.Now;
import org.onedoor.frame.RowFault;
import org.onedoor.frame.Scope;
import org.onedoor.frame.WriteGate;
import org.onedoor.organizations.Organizations;
import org.onedoor.organizations.Post;
import org.onedoor.regions.Place;
import org.onedoor.regions.Regions;
import org.springframework.stereotype.Service;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * 工单导入 · Brings another system's orders in; {@link Returns} sends their answers back.
 *
 * <p>A file is read in bounded memory, row by row; each row is filed by itself, so that a killed import goes on after its last
 * row: the source's number is the key. Binds the county's scope itself.
 */
@Service
public class Imports {

    private static final int STRETCH = 200;
    private static final int MOST_ROWS = 200_000;

    private final ImportStore store;
    private final Filing filing;
    private final Cases cases;
    private final Catalogue catalogue;
    private final Regions regions;
    private final Organizations organizations;
    private final Corrections corrections;
    private final WriteGate gate;
    private final TransactionTemplate transaction;

    Imports(
            ImportStore store,
            Filing filing,
            Cases cases,
            Catalogue catalogue,
            Regions regions,
            Organizations organizations,
            Corrections corrections,
            WriteGate gate,
            PlatformTransactionManager transactions) {
        this.store = store;
        this.filing = filing;
        this.cases = cases;
        this.catalogue = catalogue;
        this.regions = regions;
        this.organizations = organizations;
        this.corrections = corrections;
        this.gate = gate;
        this.transaction = new TransactionTemplate(transactions);
    }

    /** Reads and checks a file; nothing becomes a case yet. */
    public Importing check(int county, String source, String fileName, InputStream file, By.Staff by) {
        try (var rows = OrderFile.open(file)) {
            var header = rows.hasNext() ? rows.next() : List.<String>of();
            if (header.stream().allMatch(String::isBlank)) {
                return unreadable();
            }
            var mapping = inCounty(county, () -> mapping(county, source, header));
            var batch = stage(county, source, fileName, header, mapping, rows, by);
            return missing(mapping)
                    .<Importing>map(field -> new Importing.Unmapped(
                            batch,
                            new RowFault(
                                    1,
                                    field.header(),
                                    "frame.fault.no-column",
                                    "frame.fault.no-column.fix",
                                    field.header())))
                    .orElseGet(() -> new Importing.Checked(batch));
        } catch (java.io.UncheckedIOException | org.dhatim.fastexcel.reader.ExcelReaderException e) {
            return unreadable();
        }
    }

    private static Importing unreadable() {
        return new Importing.Unreadable(
                new RowFault(1, "", "imports.fault.unreadable", "imports.fault.unreadable.fix"));
    }

    private static Optional<OrderField> missing(Map<OrderField, Integer> mapping) {
        return Arrays.stream(OrderField.values())
                .filter(field -> field.required() && !mapping.containsKey(field))
                .findFirst();
    }

    /** What was kept for the source, and what the headers say by themselves; a column kept as empty is none. */
    private Map<OrderField, Integer> mapping(int county, String source, List<String> header) {
        var kept = store.mapping(county, source).orElse(Map.of());
        var at = new EnumMap<OrderField, Integer>(OrderField.class);
        for (var field : OrderField.values()) {
            var named = kept.get(field);
            int i = named == null ? -1 : header.indexOf(named);
            for (int c = 0; i < 0 && c < header.size() && !"".equals(named); c++) {
                i = field.means(header.get(c)) ? c : -1;
            }
            if (i >= 0 && !"".equals(named)) {
                at.put(field, i);
            }
        }
        return at;
    }

    /** Which column is which, by its place in the file. */
    Map<OrderField, Integer> mapping(int county, ImportStore.Batch batch) {
        return inCounty(county, () -> mapping(county, batch.source(), batch.header()));
    }

    /**
     * Somebody says which column is which; kept for the source, and the waiting file is judged anew.
     *
     * @param columns for each field its column's title, empty for none
     * @return false when the file was started before
     */
    boolean remap(int county, UUID id, Map<OrderField, String> columns) {
        var batch = batch(county, id);
        if (!batch.waiting()) {
            return false;
        }
        run(county, () -> store.keep(county, batch.source(), batch.source(), columns));
        var at = mapping(county, batch);
        var places = new PlaceNames(regions.tree(county));
        var within = within(county, batch);
        var categories = new HashMap<String, Integer>();
        int row = 0;
        int bad = 0;
        while (true) {
            int from = row;
            var lines = inCounty(county, () -> store.lines(county, id, from, STRETCH));
            if (lines.isEmpty()) {
                break;
            }
            var judged = lines.stream()
                    .map(line -> new ImportStore.Line(
                            line.row(),
                            line.cells(),
                            fault(line.row(), line.cells(), batch.header(), at, places, within, categories)))
                    .toList();
            bad += (int) judged.stream().filter(line -> line.fault() != null).count();
            row = judged.getLast().row();
            run(county, () -> store.judge(county, id, judged));
        }
        int wrong = bad;
        run(county, () -> store.counted(county, id, batch.rows(), wrong, categories));
        return true;
    }

    private Place within(int county, ImportStore.Batch batch) {
        return regions.tree(county)
                .get(organizations.of(county).post(batch.post()).place());
    }

    /** What is wrong with a row, or its category counted; nothing as long as nobody knows which column is which. */
    private static @Nullable RowFault fault(
            int row,
            List<String> cells,
            List<String> header,
            Map<OrderField, Integer> at,
            PlaceNames places,
            Place within,
            Map<String, Integer> categories) {
        if (missing(at).isPresent()) {
            return null;
        }
        return switch (Order.read(row, cells, at, places, within)) {
            case Order.Bad(var wrong) -> inTheirWords(wrong, header, at);
            case Order.Good order -> {
                Categories.count(categories, order.category());
                yield null;
            }
        };
    }

    /** Names the column as the file itself does. */
    private static RowFault inTheirWords(RowFault wrong, List<String> header, Map<OrderField, Integer> at) {
        return at.entrySet().stream()
                .filter(column -> column.getKey().header().equals(wrong.column()))
                .findFirst()
                .map(column -> new RowFault(
                        wrong.row(), header.get(column.getValue()), wrong.what(), wrong.fix(), wrong.args()))
                .orElse(wrong);
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
            named.putAll(store.mapping(county, source).orElse(Map.of()));
            at.forEach((field, i) -> named.put(field, header.get(i)));
            store.keep(county, source, source, named);
            store.add(county, batch, rows.workbook());
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
            var fault = fault(number, cells, header, at, places, within, categories);
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

    /** Lets the valid rows in; false when the file was started before or nobody knows its columns. */
    public boolean start(int county, UUID batch) {
        return missing(mapping(county, batch(county, batch))).isEmpty()
                && inCounty(county, () -> store.start(county, batch));
    }

    /** Brings a started file to its end, or on after a restart; false: nothing is taken in now, it is to be run again. */
    public boolean run(int county, UUID id) {
        var batch = batch(county, id);
        var at = mapping(county, batch);
        var places = new PlaceNames(regions.tree(county));
        var within = within(county, batch);
        var meaning = categories(county, batch);
        int row = batch.doneRow();
        while (true) {
            if (!gate.open()) {
                return false;
            }
            int from = row;
            var stretch = inCounty(county, () -> store.next(county, id, from, STRETCH));
            if (stretch.isEmpty()) {
                break;
            }
            var orders = stretch.stream()
                    .map(line -> new Sent(Order.read(line.row(), line.cells(), at, places, within), line.cells()))
                    .toList();
            var counts = new int[4];
            var known = known(county, batch.source(), orders);
            for (var sent : orders) {
                if (sent.order() instanceof Order.Good order) {
                    counts[take(county, batch, order, sent.cells(), known, meaning)]++;
                }
            }
            row = stretch.getLast().row();
            int last = row;
            run(county, () -> store.advance(county, id, last, counts[0], counts[1], counts[2], counts[3]));
        }
        run(county, () -> store.finish(county, id));
        return true;
    }

    private record Sent(Order order, List<String> cells) {}

    /** Orders of this stretch that are cases already. */
    private Map<String, ImportStore.Known> known(int county, String source, List<Sent> orders) {
        var numbers = orders.stream()
                .flatMap(sent -> sent.order() instanceof Order.Good order ? Stream.of(order.number()) : Stream.empty())
                .toList();
        return inCounty(county, () -> store.known(county, source, numbers)).stream()
                .collect(Collectors.toMap(ImportStore.Known::sourceNo, known -> known, (one, _) -> one, HashMap::new));
    }

    /** 0 taken, 1 the same as before, 2 changed, 3 refused. */
    private int take(
            int county,
            ImportStore.Batch batch,
            Order.Good order,
            List<String> cells,
            Map<String, ImportStore.Known> known,
            Categories meaning) {
        var content = store.fingerprint(county, order.content());
        var before = known.get(order.number());
        if (before == null && order.withdrawn()) {
            return 3;
        }
        if (before != null && before.contentSha256().equals(content)) {
            return 1;
        }
        var request = request(
                batch, order, meaning.item(order.category()).map(Item::id).orElse(null));
        if (before == null) {
            var outcome = filing.file(county, request);
            if (!(outcome instanceof FilingOutcome.Filed(var receipt, var _))) {
                return 3;
            }
            keep(
                    county,
                    batch,
                    order,
                    cells,
                    new ImportStore.Known(order.number(), Ids.next(), receipt.id(), content),
                    known);
            return 0;
        }
        var changed = Scope.in(
                new Scope.County(county),
                () -> order.withdrawn()
                        ? cases.take(
                                county, before.matter(), 0, new Command.Withdraw("来源系统已撤回", null), new By.Clockwork())
                        : corrections.correct(county, before.matter(), request));
        keep(
                county,
                batch,
                order,
                cells,
                new ImportStore.Known(order.number(), before.id(), before.matter(), content),
                known);
        return changed instanceof Stepping.Done ? 2 : 3;
    }

    private void keep(
            int county,
            ImportStore.Batch batch,
            Order.Good order,
            List<String> cells,
            ImportStore.Known now,
            Map<String, ImportStore.Known> known) {
        run(
                county,
                () -> store.taken(
                        county,
                        batch.source(),
                        order.number(),
                        now.id(),
                        now.matter(),
                        now.contentSha256(),
                        order.deadline(),
                        batch.header(),
                        cells));
        known.put(order.number(), now);
    }

    private static FileCase request(ImportStore.Batch batch, Order.Good order, @Nullable UUID item) {
        return new FileCase(
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
                        Filing.SOURCE + batch.source(),
                        order.number(),
                        order.deadline(),
                        FileCase.Telling.USUAL)
                .withoutNumbers();
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
        return inCounty(county, () -> store.known(county, source, List.of(number))).stream()
                .findFirst()
                .map(ImportStore.Known::matter);
    }

    /** The file, where it was brought in at {@code by}'s place or below. */
    ImportStore.Batch batch(By.Staff by, UUID id) {
        var county = by.hat().scope().county();
        var batch = batch(county, id);
        if (!mine(by).holds(within(county, batch))) {
            throw new NotHere();
        }
        return batch;
    }

    List<ImportStore.Batch> newest(By.Staff by) {
        var county = by.hat().scope().county();
        var mine = mine(by);
        var tree = regions.tree(county);
        var posts = organizations.of(county).posts().stream()
                .filter(post -> mine.holds(tree.get(post.place())))
                .map(Post::id)
                .toList();
        return inCounty(county, () -> store.newest(county, posts));
    }

    private Place mine(By.Staff by) {
        return regions.tree(by.hat().scope().county()).get(by.hat().post().place());
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
