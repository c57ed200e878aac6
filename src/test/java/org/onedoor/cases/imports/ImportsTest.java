package org.onedoor.cases.imports;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.UUID;
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
import org.onedoor.frame.Scope;
import org.onedoor.organizations.PostKind;

/** Orders of the hotline, both ways. */
@OneDoorTest
class ImportsTest {

    private static final String HEADER = "工单编号,标题,诉求内容,来电人,联系电话,所属村社区,办结时限,状态\n";

    private final Imports imports;
    private final ACounty counties;
    private final Staff staff;
    private final Catalogue catalogue;
    private final Cases cases;

    ImportsTest(Imports imports, ACounty counties, Staff staff, Catalogue catalogue, Cases cases) {
        this.imports = imports;
        this.counties = counties;
        this.staff = staff;
        this.catalogue = catalogue;
        this.cases = cases;
    }

    private record Home(int county, Staff.Member clerk, Staff.Member dispatcher) {}

    private Home home() {
        var places = counties.found();
        Scope.in(new Scope.County(places.county()), () -> catalogue.load(places.county()));
        staff.at(places.county(), places.root(), PostKind.SUPERVISOR);
        return new Home(
                places.county(),
                staff.at(places.county(), places.village(), PostKind.CLERK),
                staff.at(places.county(), places.town(), PostKind.DISPATCHER));
    }

    private By.Staff by(Staff.Member member) {
        return new By.Staff(staff.actor(member).hats().getFirst(), member.account());
    }

    private ImportStore.Batch bring(Home home, String rows) {
        var checked = imports.check(
                home.county(),
                "12345",
                "orders.csv",
                new ByteArrayInputStream((HEADER + rows).getBytes(StandardCharsets.UTF_8)),
                by(home.dispatcher()));
        var batch = ((Importing.Checked) checked).batch();
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
        imports.results(home.county(), "12345", false, result -> assertThat(result)
                .as("nothing answered yet")
                .isNull());
        var id = imports.matter(home.county(), "12345", "A-1").orElseThrow();
        take(home, id, new Command.TakeOn());
        take(home, id, new Command.Answer(Outcome.SOLVED, "换了灯头", null));
        var file = imports.file(home.county(), "12345", by(home.dispatcher()));
        assertThat(file.lines().findFirst().orElseThrow())
                .startsWith("\uFEFF工单编号,标题,诉求内容")
                .contains("办理情况");
        assertThat(file)
                .contains("A-1")
                .contains("13800000000")
                .contains("换了灯头")
                .doesNotContain("A-2");
        assertThat(imports.file(home.county(), "12345", by(home.dispatcher()))).doesNotContain("A-1");
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
