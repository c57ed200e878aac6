package org.onedoor.doors;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.onedoor.OneDoorTest;
import org.onedoor.Staff;
import org.onedoor.cases.Command;
import org.onedoor.cases.Following;
import org.onedoor.cases.Receipt;
import org.onedoor.cases.Village;
import org.onedoor.frame.Now;
import org.onedoor.frame.Role;
import org.onedoor.frame.Scope;
import org.onedoor.organizations.PostKind;
import org.onedoor.regions.AddPlace;
import org.onedoor.regions.Level;
import org.onedoor.regions.Regions;

/** The supervisor's page and the public page, as each person who may and may not read them meets them. */
@OneDoorTest
class SupervisorPagesTest {

    private final ACountyAtWork atWork;
    private final Village village;
    private final Staff staff;
    private final Following following;
    private final Regions regions;

    SupervisorPagesTest(ACountyAtWork atWork, Village village, Staff staff, Following following, Regions regions) {
        this.atWork = atWork;
        this.village = village;
        this.staff = staff;
        this.following = following;
        this.regions = regions;
    }

    private static Instant ago(int days) {
        return Now.instant().minus(Duration.ofDays(days));
    }

    private Receipt late(Village.People people) {
        return Now.at(ago(60), () -> village.asks(people, "路灯坏了三天", "street-light"));
    }

    @Test
    void whatIsOverdueStandsThereLongestFirstWithWhomToCall() {
        var people = atWork.people();
        var newer = late(people);
        var older = Now.at(ago(90), () -> village.asks(people, "路灯坏了", "street-light"));
        var page = staff.browser(people.supervisor()).get("/desk/supervisor");
        assertThat(page.status()).isEqualTo(200);
        assertThat(page.text())
                .contains(
                        "下面超时的",
                        newer.number(),
                        people.clerk().name(),
                        people.secretary().name());
        assertThat(page.body()).contains("href=\"tel:1390000");
        assertThat(page.text().indexOf(older.number())).isLessThan(page.text().indexOf(newer.number()));
        assertThat(staff.browser(people.secretary()).get("/desk/supervisor").text())
                .as("the secretary sees her village")
                .contains(newer.number());
        assertThat(staff.browser(people.countySupervisor())
                        .get("/desk/supervisor")
                        .text())
                .contains(newer.number());
    }

    @Test
    void whatClimbedAndWhatIsToBeDecidedCameUp() {
        var people = atWork.people();
        var climbed = late(people);
        var handed = Now.at(ago(2), () -> village.asks(people, "要县里定的事", null));
        Now.at(ago(2), () -> village.take(people.clerk(), handed.id(), new Command.TakeOn()));
        assertThat(staff.browser(people.supervisor())
                        .get("/desk/supervisor/raised")
                        .text())
                .as("nobody has swept yet")
                .contains("没有报上来的");
        var noon = Now.today().minusDays(1).atTime(12, 0).atZone(Now.ZONE).toInstant();
        Now.at(noon, () -> following.sweep(people.county()));
        assertThat(staff.browser(people.supervisor()).get("/desk/notices").body())
                .as("the bell leads there")
                .contains("name=\"path\" value=\"/desk/supervisor/raised\"");
        assertThat(staff.browser(people.supervisor())
                        .get("/desk/supervisor/raised")
                        .text())
                .contains(climbed.number(), "超时，报上来了");
        assertThat(staff.browser(people.secretary())
                        .get("/desk/supervisor/raised")
                        .text())
                .contains(climbed.number());
        Now.at(ago(1), () -> {
            village.take(
                    people.clerk(),
                    handed.id(),
                    new Command.Offer(people.handler().post().id(), "要民政办核对"));
            village.take(people.handler(), handed.id(), new Command.AcceptOffer());
            village.take(people.handler(), handed.id(), new Command.Escalate("镇里定不了"));
        });
        assertThat(staff.browser(people.countySupervisor())
                        .get("/desk/supervisor/raised")
                        .text())
                .contains(handed.number(), "下面上报来的");
        assertThat(staff.browser(people.supervisor())
                        .get("/desk/supervisor/raised")
                        .text())
                .as("it went past the town")
                .doesNotContain(handed.number());
    }

    /** R-REQ-14: absent from list, count, picture, table and file of everybody but the post that holds it. */
    @Test
    void aProtectedCaseShowsToItsOwnPostOnly() throws Exception {
        var people = atWork.people();
        var hidden = Now.at(ago(200), () -> village.asks(people, "书记占了低保名额", null, "13800138000", true));
        var seen = Now.at(ago(200), () -> village.asks(people, "路灯坏了", "street-light"));
        following.sweep(people.county());
        atWork.everyNight(people);
        for (var one : List.of(people.secretary(), people.supervisor(), people.countySupervisor(), people.head())) {
            var browser = staff.browser(one);
            for (var path : List.of("/desk/supervisor", "/desk/supervisor/overdue", "/desk/supervisor/raised")) {
                assertThat(browser.get(path + (path.endsWith("visor") ? "?months=12" : ""))
                                .body())
                        .as(one.post().kind() + path)
                        .doesNotContain(hidden.number())
                        .doesNotContain(hidden.id().toString());
            }
        }
        assertThat(staff.browser(people.protector()).get("/desk/supervisor").text())
                .contains(hidden.number(), "保护办理")
                .doesNotContain(seen.number());
        var board = staff.browser(people.supervisor()).get("/desk/supervisor?months=12");
        assertThat(board.text()).contains("望溪村");
        assertThat(board.body()).contains("望溪村：1 件里 0 件按时");
        assertThat(staff.visitor(people.county()).get("/doors/kept").body()).doesNotContain(hidden.number());
    }

    @Test
    void othersAreToldWhoMayAndNeighboursSeeNothing() {
        var people = atWork.people();
        var receipt = late(people);
        for (var one :
                List.of(people.clerk(), people.grid(), people.handler(), people.dispatcher(), people.callback())) {
            for (var path : List.of(
                    "/desk/supervisor",
                    "/desk/supervisor/overdue",
                    "/desk/supervisor/raised",
                    "/desk/supervisor/export")) {
                var answer = staff.browser(one).get(path);
                assertThat(answer.status()).as(one.post().kind() + path).isEqualTo(403);
                assertThat(answer.text()).contains("负责人");
            }
        }
        var root = people.home().root();
        var town = Scope.in(
                new Scope.County(people.county()),
                () -> regions.add(new AddPlace(
                        root.id(), Level.TOWN, root.code().substring(0, 6) + "200000", "青石镇", null, false)));
        var neighbour = staff.browser(Now.at(ago(300), () -> staff.at(people.county(), town, PostKind.SUPERVISOR)));
        var neighbourVillage = staff.browser(
                Now.at(ago(300), () -> staff.at(people.county(), people.home().community(), PostKind.SECRETARY)));
        for (var browser : List.of(neighbour, neighbourVillage)) {
            assertThat(browser.get("/desk/supervisor").status()).isEqualTo(200);
            assertThat(browser.get("/desk/supervisor").body()).doesNotContain(receipt.number());
            assertThat(browser.get("/desk/supervisor/overdue").body()).doesNotContain(receipt.number());
            for (var path : List.of("/desk/supervisor", "/desk/supervisor/overdue", "/desk/supervisor/export")) {
                assertThat(browser.get(path + "?place="
                                        + people.home().village().id())
                                .status())
                        .as("outside her scope a place does not exist")
                        .isEqualTo(404);
                assertThat(browser.get(path + "?place=" + UUID.randomUUID()).status())
                        .isEqualTo(404);
            }
        }
        assertThat(staff.browser(people.secretary())
                        .get("/desk/supervisor?place=" + people.home().town().id())
                        .status())
                .as("a secretary does not look at the town")
                .isEqualTo(404);
    }

    @ParameterizedTest
    @EnumSource(
            value = Role.class,
            names = {"SYSTEM_ADMIN", "SECURITY_ADMIN", "AUDIT_ADMIN"})
    void administratorsSeeNoFigureOfCases(Role role) {
        var people = atWork.people();
        assertThat(staff.admin(people.county(), role).get("/desk/supervisor").status())
                .isEqualTo(403);
        assertThat(staff.admin(people.county(), role)
                        .get("/desk/supervisor/export")
                        .status())
                .isEqualTo(403);
    }

    @Test
    void visitorsAreAskedToLogIn() {
        var people = atWork.people();
        assertThat(staff.visitor(people.county()).get("/desk/supervisor").redirects())
                .isTrue();
    }

    @Test
    void theFileHoldsPlacesAndOfficesAndNobodysName() throws Exception {
        var people = atWork.people();
        late(people);
        atWork.everyNight(people);
        var cells = download(people.supervisor());
        assertThat(cells).contains("望溪村").contains(people.home().village().name() + "村委会");
        for (var one : List.of(people.clerk(), people.secretary(), people.handler(), people.supervisor())) {
            assertThat(cells).doesNotContain(one.name());
        }
        assertThat(staff.browser(people.head()).get("/desk/supervisor/export").status())
                .as("an office head has the list, not the places")
                .isEqualTo(404);
    }

    @Test
    void longListsGoOnAndACursorOfAnotherListIsRefused() {
        var people = atWork.people();
        for (int i = 0; i < 51; i++) {
            Now.at(ago(60).plusSeconds(i), () -> village.asks(people, "路灯坏了", "street-light"));
        }
        var browser = staff.browser(people.supervisor());
        var first = browser.get("/desk/supervisor/overdue");
        var next = java.util.regex.Pattern.compile("cursor=([^\"&]+)").matcher(first.body());
        assertThat(next.find()).isTrue();
        var second = browser.get("/desk/supervisor/overdue?cursor=" + next.group(1));
        assertThat(second.status()).isEqualTo(200);
        assertThat(numbers(second.text())).hasSize(1);
        assertThat(numbers(first.text())).hasSize(50).doesNotContainAnyElementsOf(numbers(second.text()));
        assertThat(browser.get("/desk/supervisor/raised?cursor=" + next.group(1))
                        .status())
                .isEqualTo(400);
    }

    /** 4.10, A06, A26: read by everybody, without a login; what is too small is not there. */
    @Test
    void everybodyReadsWhichPromisesWereKept() {
        var people = atWork.people();
        var month = Now.today().withDayOfMonth(1).minusMonths(1);
        for (int i = 0; i < 6; i++) {
            atWork.confirmed(people, month, "street-light");
        }
        atWork.confirmed(people, month, "water-off");
        atWork.everyNight(people);
        var visitor = staff.visitor(people.county());
        var page = visitor.get("/doors/kept");
        assertThat(page.status()).isEqualTo(200);
        assertThat(page.text()).contains("7 件到了点，7 件说到做到", "未表态", "多久办完");
        assertThat(page.body().split("件数少，不显示", -1).length - 1)
                .as("one item is too small, and the other would tell it")
                .isEqualTo(2);
        assertThat(page.headers().firstValue("Set-Cookie")).isEmpty();
        var townCode = people.home().town().code();
        assertThat(visitor.get("/doors/kept/" + townCode).text()).contains("望溪村");
        assertThat(visitor.get("/doors/kept/" + people.home().village().code()).text())
                .contains("7 件到了点");
        assertThat(visitor.get("/doors/kept/" + people.home().grid().code()).status())
                .isEqualTo(404);
        assertThat(visitor.get("/doors/kept/999999999999").status()).isEqualTo(404);
        assertThat(visitor.get("/").body()).contains("/doors/kept");
    }

    /** A23: of the village's office, by the way one came; too few say nothing. */
    @Test
    void myPeopleSaysHowOftenSomebodyAnswersInTime() {
        var people = atWork.people();
        for (int i = 0; i < 6; i++) {
            var receipt = Now.at(ago(40), () -> village.asks(people, "请来看看", "street-light"));
            if (i > 0) {
                Now.at(ago(40).plusSeconds(60), () -> {
                    village.take(people.clerk(), receipt.id(), new Command.TakeOn());
                    village.take(people.clerk(), receipt.id(), new Command.Contact("call", null));
                });
            }
        }
        var visitor = staff.visitor(people.county());
        var path = "/doors/people?village=" + people.home().village().code();
        assertThat(visitor.open(path).text()).contains("网上说 件数少");
        atWork.everyNight(people);
        assertThat(visitor.open(path).text()).contains("按时有人应吗", "网上说 6 件里 5 件", "打电话 件数少");
    }

    @Test
    void aMatterIsPublicOnlyWhileItsResidentAgrees() {
        var people = atWork.people();
        var receipt = Now.at(ago(1), () -> village.asks(people, "第二盏路灯坏了，我家门口", "street-light"));
        var visitor = staff.visitor(people.county());
        assertThat(visitor.get("/doors/kept").text()).contains("还没有人公开");
        var resident = staff.visitor(people.county());
        resident.get("/r/" + receipt.longId());
        resident.post("/r/" + receipt.longId() + "/public", "shown", "true");
        var page = visitor.get("/doors/kept");
        assertThat(page.text())
                .contains("望溪村")
                .doesNotContain("还没有人公开")
                .doesNotContain("我家门口")
                .doesNotContain("林桂菊")
                .doesNotContain(receipt.number());
        resident.post("/r/" + receipt.longId() + "/public", "shown", "false");
        assertThat(visitor.get("/doors/kept").text()).contains("还没有人公开");
    }

    private List<String> numbers(String text) {
        return java.util.regex.Pattern.compile("\\d{4}-\\d{4}")
                .matcher(text)
                .results()
                .map(found -> found.group())
                .distinct()
                .toList();
    }

    /** Every cell of the file. */
    private String download(Staff.Member member) throws IOException, InterruptedException {
        var browser = staff.browser(member);
        var answer = HttpClient.newHttpClient()
                .send(
                        browser.request("/desk/supervisor/export?months=12")
                                .GET()
                                .build(),
                        HttpResponse.BodyHandlers.ofByteArray());
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Disposition").orElse(""))
                .contains("attachment", ".xlsx");
        try (var book = new ReadableWorkbook(new ByteArrayInputStream(answer.body()))) {
            return book.getSheets()
                    .flatMap(sheet -> {
                        try {
                            return sheet.read().stream();
                        } catch (IOException e) {
                            throw new java.io.UncheckedIOException(e);
                        }
                    })
                    .flatMap(row -> row.stream())
                    .map(cell -> cell == null ? "" : cell.getText())
                    .collect(Collectors.joining("\n"));
        }
    }
}
