package org.onedoor.cases.imports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.dhatim.fastexcel.Workbook;
import org.junit.jupiter.api.Test;
import org.onedoor.ACounty;
import org.onedoor.ADoor;
import org.onedoor.OneDoorTest;
import org.onedoor.Staff;
import org.onedoor.cases.By;
import org.onedoor.cases.Cases;
import org.onedoor.cases.Command;
import org.onedoor.cases.Outcome;
import org.onedoor.catalogue.Catalogue;
import org.onedoor.frame.Csv;
import org.onedoor.frame.Scope;
import org.onedoor.frame.Spreadsheet;
import org.onedoor.organizations.PostKind;
import org.onedoor.regions.AddPlace;
import org.onedoor.regions.Level;
import org.onedoor.regions.Place;
import org.onedoor.regions.Regions;
import org.onedoor.secrets.Secrets;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Orders of the hotline, both ways. */
@OneDoorTest
class ImportsTest {

    private static final String HEADER = "工单编号,标题,诉求内容,来电人,联系电话,所属村社区,办结时限,状态\n";

    private final Imports imports;
    private final Returns returns;
    private final ACounty counties;
    private final Regions regions;
    private final Staff staff;
    private final Catalogue catalogue;
    private final Cases cases;
    private final Secrets secrets;
    private final JdbcClient db;
    private final TransactionTemplate transaction;

    ImportsTest(
            Imports imports,
            Returns returns,
            ACounty counties,
            Regions regions,
            Staff staff,
            Catalogue catalogue,
            Cases cases,
            Secrets secrets,
            JdbcClient db,
            PlatformTransactionManager transactions) {
        this.imports = imports;
        this.returns = returns;
        this.counties = counties;
        this.regions = regions;
        this.staff = staff;
        this.catalogue = catalogue;
        this.cases = cases;
        this.secrets = secrets;
        this.db = db;
        this.transaction = new TransactionTemplate(transactions);
    }

    private record Home(int county, Staff.Member clerk, Staff.Member dispatcher, Place otherTown) {}

    private Home home() {
        var places = counties.found();
        Scope.in(new Scope.County(places.county()), () -> catalogue.load(places.county()));
        staff.at(places.county(), places.root(), PostKind.SUPERVISOR);
        return new Home(
                places.county(),
                staff.at(places.county(), places.village(), PostKind.CLERK),
                staff.at(places.county(), places.town(), PostKind.DISPATCHER),
                Scope.in(
                        new Scope.County(places.county()),
                        () -> regions.add(new AddPlace(
                                places.root().id(),
                                Level.TOWN,
                                places.root().code().substring(0, 6) + "101000",
                                "石桥镇",
                                null,
                                false))));
    }

    private By.Staff by(Staff.Member member) {
        return new By.Staff(staff.actor(member).hats().getFirst(), member.account());
    }

    private ImportStore.Batch bring(Home home, String rows) {
        return bring(home, (HEADER + rows).getBytes(StandardCharsets.UTF_8));
    }

    private UUID checked(Home home, String rows) {
        return checked(home, (HEADER + rows).getBytes(StandardCharsets.UTF_8));
    }

    private UUID checked(Home home, byte[] file) {
        var checked = imports.check(
                home.county(), "12345", "orders.csv", new ByteArrayInputStream(file), by(home.dispatcher()));
        return ((Importing.Checked) checked).batch();
    }

    private ImportStore.Batch bring(Home home, byte[] file) {
        var batch = checked(home, file);
        imports.start(home.county(), batch);
        imports.run(home.county(), batch);
        return imports.batch(home.county(), batch);
    }

    @Test
    void goodRowsGoInAndBadOnesAreNamedWithTheirFix() {
        var home = home();
        var batch = bring(home, """
            A-1,路灯不亮,第二盏路灯不亮,林某,13800000000,望溪村,2099-11-27,
            ,没有编号,内容,林某,,望溪村,,
            A-3,地方不对,内容,林某,,没有这个村,,
            A-4,电话不对,内容,林某,12,望溪村,,
            A-5,,垃圾没清,,,河东社区,,
            """);
        assertThat(batch.rows()).isEqualTo(5);
        assertThat(batch.taken()).isEqualTo(2);
        assertThat(imports.faults(home.county(), batch.id()))
                .extracting(fault -> fault.row() + " " + fault.what())
                .containsExactly("3 imports.fault.number", "4 imports.fault.place", "5 imports.fault.phone");
    }

    @Test
    void theSameFileAgainChangesNothingAndACorrectedOrderUpdatesTheCase() {
        var home = home();
        bring(home, "A-1,路灯不亮,第二盏路灯不亮,林某,,望溪村,,\n");
        var again = bring(home, "A-1,路灯不亮,第二盏路灯不亮,林某,,望溪村,,\n");
        assertThat(again.same()).isEqualTo(1);
        assertThat(again.taken()).isZero();
        var corrected = bring(home, "A-1,路灯不亮,是第三盏路灯不亮,林某,,望溪村,,\n");
        assertThat(corrected.changed()).isEqualTo(1);
        var withdrawn = bring(home, "A-1,路灯不亮,是第三盏路灯不亮,林某,,望溪村,,已撤单\n");
        assertThat(withdrawn.changed()).isEqualTo(1);
    }

    @Test
    void answersGoBackOnceInTheSourcesOwnColumns() {
        var home = home();
        bring(home, "A-1,路灯不亮,第二盏路灯不亮,林某,13800000000,望溪村,,\nA-2,,还没办的,,,望溪村,,\n");
        assertThat(file(home)).as("nothing answered yet").isEmpty();
        var id = imports.matter(home.county(), "12345", "A-1").orElseThrow();
        take(home, id, new Command.TakeOn());
        take(home, id, new Command.Answer(Outcome.SOLVED, "换了灯头", null));
        var file = file(home);
        assertThat(file.lines().findFirst().orElseThrow())
                .startsWith("工单编号,标题,诉求内容")
                .contains("办理情况");
        assertThat(file)
                .contains("A-1")
                .contains("13800000000")
                .contains("换了灯头")
                .doesNotContain("A-2");
        assertThat(file(home)).as("nothing is new").isEmpty();
        var sent = returns.standing(by(home.dispatcher()), "12345").sent();
        assertThat(sent).singleElement().satisfies(one -> assertThat(one.orders())
                .isEqualTo(1));
        var again = new StringBuilder();
        returns.again(by(home.dispatcher()), "12345", sent.getFirst().at(), into(again));
        assertThat(again.toString())
                .as("a lost file comes once more, word for word")
                .isEqualTo(file);
    }

    @Test
    void whatCameAsXlsxGoesBackAsXlsxInTheSameColumns() throws IOException {
        var home = home();
        var batch = bring(home, workbook());
        assertThat(batch.bad()).as("a day is a number in such a file").isZero();
        assertThat(batch.taken()).isEqualTo(1);
        var id = imports.matter(home.county(), "12345", "X-1").orElseThrow();
        take(home, id, new Command.TakeOn());
        take(home, id, new Command.Answer(Outcome.SOLVED, "换了灯头", null));

        var response = new MockHttpServletResponse();
        var by = by(home.dispatcher());
        try (var file = new ResultFile("12345", returns.workbook(by, "12345"), response)) {
            assertThat(returns.file(by, "12345", file)).isEqualTo(1);
        }

        assertThat(response.getContentType()).isEqualTo(Spreadsheet.TYPE);
        assertThat(response.getHeader("Content-Disposition")).contains("12345-results.xlsx");
        var rows = new ArrayList<List<String>>();
        try (var sheet = OrderFile.open(new ByteArrayInputStream(response.getContentAsByteArray()))) {
            while (sheet.hasNext()) {
                rows.add(sheet.next());
            }
        }
        assertThat(rows).hasSize(2);
        assertThat(rows.getFirst())
                .startsWith("所属村社区", "办结时限", "诉求内容", "工单编号", "联系电话")
                .endsWith("办理状态", "是否解决", "办理情况", "答复时间", "经办单位", "受理号");
        assertThat(rows.getLast())
                .startsWith("望溪村", "2099-11-27", "第二盏路灯不亮", "X-1", "13800000000")
                .contains("换了灯头", "已解决");
        bring(home, "A-1,,垃圾没清,,,望溪村,,\n");
        assertThat(returns.workbook(by, "12345")).as("the source sends CSV now").isFalse();
    }

    /** The columns in the source's own order, with a day and a number as spreadsheets keep them. */
    private static byte[] workbook() throws IOException {
        var out = new ByteArrayOutputStream();
        try (var book = new Workbook(out, "12345", "1.0")) {
            var sheet = book.newWorksheet("转办");
            var titles = List.of("所属村社区", "办结时限", "诉求内容", "工单编号", "联系电话");
            for (int column = 0; column < titles.size(); column++) {
                sheet.value(0, column, titles.get(column));
            }
            sheet.value(1, 0, "望溪村");
            sheet.value(1, 1, LocalDate.of(2099, 11, 27));
            sheet.style(1, 1).format("yyyy-mm-dd").set();
            sheet.value(1, 2, "第二盏路灯不亮");
            sheet.value(1, 3, "X-1");
            sheet.value(1, 4, 13800000000L);
        }
        return out.toByteArray();
    }

    @Test
    void askingForResultsChangesNothingMarkingIsSaidByItself() {
        var home = home();
        bring(home, "A-1,,路灯不亮,,,望溪村,,\nA-2,,垃圾没清,,,望溪村,,\n");
        for (var number : List.of("A-1", "A-2")) {
            var id = imports.matter(home.county(), "12345", number).orElseThrow();
            take(home, id, new Command.TakeOn());
            take(home, id, new Command.Answer(Outcome.SOLVED, number + " 办了", null));
        }
        var program = staff.program(home.dispatcher());
        var path = "/api/v1/case-imports/12345/results";
        for (var asked : List.of(path, path + "?mark=true", path)) {
            assertThat(program.json("GET", asked, null).body()).as(asked).contains("A-1 办了", "A-2 办了");
        }
        var body = program.json("GET", path, null).body();
        var version = Pattern.compile("\"A-1\".*?\"version\":(\\d+)").matcher(body);
        assertThat(version.find()).isTrue();
        var older = "{\"received\":[{\"sourceNo\":\"A-1\",\"version\":1}]}";
        assertThat(program.json("POST", path, older).body())
                .as("what was read is not what it is now")
                .contains("\"items\":[]");
        var got = older.replace("\"version\":1", "\"version\":" + version.group(1));
        assertThat(program.json("POST", path, got).body()).contains("A-1 办了").doesNotContain("A-2");
        assertThat(program.json("GET", path, null).body()).contains("A-2 办了").doesNotContain("A-1");
        assertThat(program.json("POST", path, null).body()).contains("A-2 办了");
        assertThat(program.json("GET", path, null).body()).contains("\"items\":[]");
        assertThat(staff.program(home.clerk()).json("POST", path, null).status())
                .isEqualTo(403);
        assertThat(staff.visitor(home.county()).json("POST", path, null).status())
                .isEqualTo(401);
    }

    @Test
    void twoRowsOfAFileCannotChangePlaces() {
        var home = home();
        var batch = checked(home, "A-1,,路灯不亮,,13800000001,望溪村,,\nA-2,,垃圾没清,,13800000002,河东社区,,\n");
        changePlaces(home, batch);
        imports.start(home.county(), batch);
        assertThatThrownBy(() -> imports.run(home.county(), batch))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("does not open");
        // Others share the database, and the one that changes keys wants every row to open.
        changePlaces(home, batch);
    }

    private void changePlaces(Home home, UUID batch) {
        run(home, """
            update imports.line l set sealed = o.sealed from imports.line o
            where l.county = :county and l.batch = :batch and o.county = l.county and o.batch = l.batch and o.row <> l.row\
            """, batch);
    }

    @Test
    void rowsThatWereSealedToTheirFileAreStillRead() {
        var home = home();
        var batch = checked(home, "A-1,,路灯不亮,,13800000001,望溪村,,\n");
        var cells = "[\"A-9\",\"\",\"早先存下的一行\",\"\",\"\",\"望溪村\",\"\",\"\"]";
        Scope.in(
                new Scope.County(home.county()),
                () -> transaction.execute(_ -> db.sql("""
                    update imports.line set id = null, sealed = :sealed where county = :county and batch = :batch\
                    """)
                        .param("county", home.county())
                        .param("batch", batch)
                        .param("sealed", secrets.seal(home.county(), "imports.line", batch, cells))
                        .update()));
        imports.start(home.county(), batch);
        imports.run(home.county(), batch);
        assertThat(imports.batch(home.county(), batch).taken()).isEqualTo(1);
        assertThat(imports.matter(home.county(), "12345", "A-9")).isPresent();
    }

    private void run(Home home, String sql, UUID batch) {
        Scope.in(
                new Scope.County(home.county()),
                () -> transaction.execute(_ -> db.sql(sql)
                        .param("county", home.county())
                        .param("batch", batch)
                        .update()));
    }

    @Test
    void whatIsAnsweredAnewGoesBackAnew() {
        var home = home();
        bring(home, "A-1,路灯不亮,第二盏路灯不亮,林某,,望溪村,,\n");
        var id = imports.matter(home.county(), "12345", "A-1").orElseThrow();
        take(home, id, new Command.TakeOn());
        take(home, id, new Command.Answer(Outcome.SOLVED, "换了灯头", null));
        assertThat(file(home)).contains("换了灯头");
        var undone = staff.as(
                home.clerk(),
                home.clerk().post(),
                () -> cases.take(home.county(), id, 0, new Command.Undo(), by(home.clerk())));
        assertThat(undone).isInstanceOf(org.onedoor.cases.Stepping.Done.class);
        take(home, id, new Command.Answer(Outcome.PARTLY, "换了灯头，线还要换", "等供电所"));
        assertThat(file(home)).contains("线还要换").contains("部分解决");
    }

    @Test
    void aCorrectedOrderChangesTheOpenCaseAndAnEarlierDeadlineHolds() {
        var home = home();
        bring(home, "A-1,,第二盏路灯不亮,林某,13800000000,望溪村,2099-11-27,\n");
        var id = imports.matter(home.county(), "12345", "A-1").orElseThrow();
        bring(home, "A-1,,是村口第三盏路灯不亮,林某,13800000009,望溪村,2026-12-31 10:00,\n");
        var page = staff.browser(home.clerk()).get("/desk/cases/" + id);
        assertThat(page.text()).contains("是村口第三盏路灯不亮").contains("转来的单位作了更正").contains("A-1");
        assertThat(staff.browser(home.clerk()).get("/desk/cases?q=13800000009").body())
                .contains(id.toString());
        assertThat(staff.browser(home.clerk()).get("/desk/cases?q=A-1").status())
                .isEqualTo(200);
        bring(home, "A-1,,是村口第三盏路灯不亮,林某,13800000009,望溪村,2026-12-31 10:00,已撤单\n");
        assertThat(staff.browser(home.clerk()).get("/desk/cases/" + id).text()).contains("已撤回");
    }

    @Test
    void columnsOfAnotherNameAreSaidOnceAndRemembered() {
        var home = home();
        var theirs = "案件号,说了什么,哪个村,电话号\nB-1,垃圾没清,望溪村,13800000001\nB-2,水管漏水,河东社区,12\n";
        var unmapped = (Importing.Unmapped) check(home, theirs);
        assertThat(imports.start(home.county(), unmapped.batch()))
                .as("nothing goes in as long as the columns are not known")
                .isFalse();
        var columns = new java.util.EnumMap<OrderField, String>(OrderField.class);
        columns.put(OrderField.NUMBER, "案件号");
        columns.put(OrderField.WORDS, "说了什么");
        columns.put(OrderField.PLACE, "哪个村");
        columns.put(OrderField.PHONE, "电话号");
        assertThat(imports.remap(home.county(), unmapped.batch(), columns)).isTrue();
        assertThat(imports.faults(home.county(), unmapped.batch()))
                .extracting(fault -> fault.row() + " " + fault.what())
                .containsExactly("3 imports.fault.phone");
        assertThat(check(home, theirs)).as("the next file needs no question").isInstanceOf(Importing.Checked.class);
    }

    @Test
    void aTownSeesNeitherFilesNorResultsOfAnother() {
        var home = home();
        bring(home, "A-1,路灯不亮,第二盏路灯不亮,林某,13800000000,望溪村,,\n");
        var id = imports.matter(home.county(), "12345", "A-1").orElseThrow();
        take(home, id, new Command.TakeOn());
        take(home, id, new Command.Answer(Outcome.SOLVED, "换了灯头", null));
        var other = staff.at(home.county(), home.otherTown(), PostKind.DISPATCHER);
        var batch = imports.newest(by(home.dispatcher())).getFirst().id();
        var browser = staff.browser(other);
        assertThat(browser.get("/desk/imports").text())
                .doesNotContain("orders.csv")
                .doesNotContain("等回传的表");
        assertThat(browser.get("/desk/imports/" + batch).status()).isEqualTo(404);
        assertThat(returns.file(by(other), "12345", rows -> {})).isZero();
        assertThat(staff.browser(home.clerk()).get("/desk/imports").status()).isEqualTo(403);
        assertThat(file(home)).contains("换了灯头");
    }

    private Importing check(Home home, String file) {
        return imports.check(
                home.county(),
                "other",
                "orders.csv",
                new ByteArrayInputStream(file.getBytes(StandardCharsets.UTF_8)),
                by(home.dispatcher()));
    }

    private String file(Home home) {
        var text = new StringBuilder();
        returns.file(by(home.dispatcher()), "12345", into(text));
        return text.toString();
    }

    private static Consumer<List<List<String>>> into(StringBuilder text) {
        return rows -> rows.forEach(row -> text.append(Csv.line(row)));
    }

    /** Other systems sort by subject: said once, it holds for every later file, and only the unsaid waits in triage. */
    @Test
    void aCategoryOfTheSourceIsExplainedOnce() {
        var home = home();
        var desk = staff.browser(home.dispatcher());
        var first = upload(desk, "B");
        assertThat(desk.open(first).body()).contains("市政/照明 对应的事项", "其他 对应的事项").doesNotContain("路灯不亮 对应的事项");
        desk.post(first + "/categories", "word", "市政/照明", "item", "street-light", "word", "其他", "item", "");
        assertThat(desk.open(first).body()).containsPattern("value=\"street-light\" selected");
        var second = upload(desk, "C");
        for (var file : List.of(first, second)) {
            var batch = UUID.fromString(file.substring(file.lastIndexOf('/') + 1));
            imports.start(home.county(), batch);
            imports.run(home.county(), batch);
        }
        var clerk = staff.browser(home.clerk());
        for (var order : List.of("B-1", "B-3", "C-1", "C-3")) {
            assertThat(shown(home, clerk, order)).as(order).startsWith("路灯不亮");
        }
        assertThat(shown(home, clerk, "C-2")).startsWith("帮我问一件事");
        assertThat(clerk.post(second + "/categories", "word", "其他", "item", "street-light")
                        .status())
                .isEqualTo(403);
    }

    private static String upload(ADoor.Visitor desk, String orders) {
        desk.open("/desk/imports");
        var rows = """
            工单编号,诉求内容,所属村社区,类别
            %1$s-1,第二盏灯黑了,望溪村,市政/照明
            %1$s-2,帮我问一件事,望溪村,其他
            %1$s-3,灯坏了,望溪村,路灯不亮
            """;
        var file = rows.formatted(orders).getBytes(StandardCharsets.UTF_8);
        return desk.upload("/desk/imports", "file", "orders.csv", file, Map.of("source", "12345"))
                .path();
    }

    private String shown(Home home, ADoor.Visitor clerk, String order) {
        return clerk.open("/desk/cases/"
                        + imports.matter(home.county(), "12345", order).orElseThrow())
                .text()
                .strip();
    }

    private void take(Home home, UUID id, Command command) {
        staff.as(home.clerk(), home.clerk().post(), () -> cases.take(home.county(), id, 0, command, by(home.clerk())));
    }
}
