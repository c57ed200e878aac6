package org.onedoor;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.YearMonth;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.regex.Pattern;
import org.onedoor.catalogue.Catalogue;
import org.onedoor.frame.Now;
import org.onedoor.frame.Role;
import org.onedoor.frame.Scope;
import org.onedoor.members.AMember;
import org.onedoor.members.EnrolMember;
import org.onedoor.members.admission.AnAdmission;
import org.onedoor.members.dues.ABook;
import org.onedoor.organizations.PostKind;
import org.onedoor.organizations.party.AParty;
import org.onedoor.organizations.party.PartyPostKind;
import org.springframework.stereotype.Component;

/** Brings phones, ID numbers and addresses in through every door that takes them; each value names its door. */
@Component
public class Plants {

    private static final Pattern CASE = Pattern.compile("/desk/cases/([0-9a-f-]{36})");

    /**
     * A county with something personal behind every door.
     *
     * @param values what was planted, by the door it came in
     * @param matter a case its clerk registered, with phone and address
     * @param member of the branch, with a correction that waits; logs in as the clerk
     */
    public record Garden(
            ACounty.Home home,
            Staff.Member clerk,
            Staff.Member dispatcher,
            ADoor.Visitor desk,
            ADoor.Visitor asker,
            UUID matter,
            AParty.Tree party,
            UUID member,
            AParty.Comrade collector,
            UUID admission,
            Map<String, String> values) {}

    private final Random random = new Random();
    private final ACounty counties;
    private final Staff staff;
    private final Catalogue catalogue;
    private final AParty aParty;
    private final AMember aMember;
    private final AnAdmission anAdmission;
    private final ABook aBook;

    Plants(
            ACounty counties,
            Staff staff,
            Catalogue catalogue,
            AParty aParty,
            AMember aMember,
            AnAdmission anAdmission,
            ABook aBook) {
        this.counties = counties;
        this.staff = staff;
        this.catalogue = catalogue;
        this.aParty = aParty;
        this.aMember = aMember;
        this.anAdmission = anAdmission;
        this.aBook = aBook;
    }

    public Garden planted() {
        var home = counties.found();
        int county = home.county();
        Scope.in(new Scope.County(county), () -> catalogue.load(county));
        staff.at(county, home.root(), PostKind.SUPERVISOR);
        staff.in(county, staff.office(county, home.root(), "discipline"), home.root(), PostKind.PROTECTED);
        var dispatcher = staff.at(county, home.town(), PostKind.DISPATCHER);
        var clerk = staff.at(county, home.village(), PostKind.CLERK);
        var values = new LinkedHashMap<String, String>();
        draft(home, values);
        var asker = filing(home, values);
        var desk = staff.browser(clerk);
        var matter = intake(home, desk, values);
        imported(staff.browser(dispatcher), values);
        rest(home, values);
        var party = aParty.in(home);
        var member = member(party, clerk, values);
        var admission = anAdmission.opened(
                party, party.branch(), "陈思远", id(values, "applicant id"), phone(values, "applicant phone"));
        var collector = aParty.at(party, party.branch(), PartyPostKind.COLLECTOR);
        aBook.stated(collector, party.branch(), member, YearMonth.from(Now.today()), 500_001);
        around(home, desk, asker, matter, values);
        return new Garden(home, clerk, dispatcher, desk, asker, matter, party, member, collector, admission, values);
    }

    /** A member whose correction waits for the branch. */
    private UUID member(AParty.Tree party, Staff.Member clerk, Map<String, String> values) {
        return aMember.corrected(
                party.number(),
                new EnrolMember(
                        party.branch(),
                        AMember.details("林秀菊", null),
                        id(values, "member id"),
                        phone(values, "member phone"),
                        address(values, "member household"),
                        address(values, "member residence")),
                clerk.account(),
                phone(values, "member correction"));
    }

    private void draft(ACounty.Home home, Map<String, String> values) {
        var browser = staff.visitor(home.county());
        browser.post("/cases/new", "how", "say", "words", "没写完，打我 " + phone(values, "draft words") + " 吧");
        var page = browser.get("/cases/new/send");
        var kept = browser.post(
                "/cases/new/send",
                "key",
                page.field("key"),
                "place",
                "",
                "phone",
                phone(values, "draft phone"),
                "address",
                address(values, "draft address"));
        assertThat(kept.status()).isEqualTo(422);
    }

    private ADoor.Visitor filing(ACounty.Home home, Map<String, String> values) {
        var browser = staff.visitor(home.county());
        browser.post(
                "/cases/new",
                "how",
                "say",
                "words",
                "门前的水沟堵了，电话 " + phone(values, "filing words") + "，身份证 " + id(values, "filing words id"));
        var page = browser.get("/cases/new/send");
        var sent = browser.post(
                "/cases/new/send",
                "key",
                page.field("key"),
                "place",
                home.village().code(),
                "move",
                "true",
                "phone",
                phone(values, "filing phone"),
                "visit",
                "true",
                "address",
                address(values, "filing address"),
                "other",
                "true",
                "forName",
                "林桂菊",
                "forPhone",
                phone(values, "filing for phone"),
                "forAddress",
                address(values, "filing for address"),
                "knows",
                "yes",
                "told",
                "yes",
                "toldBy",
                "MAIL",
                "mail",
                mail(values, "filing mail"));
        assertThat(sent.path()).as(sent.text()).isEqualTo("/cases/receipt");
        return browser;
    }

    private UUID intake(ACounty.Home home, ADoor.Visitor desk, Map<String, String> values) {
        var done = desk.post(
                "/desk/cases/new",
                "key",
                UUID.randomUUID().toString(),
                "place",
                home.village().id().toString(),
                "words",
                "他说打 " + phone(values, "intake words") + "，证号 " + id(values, "intake words id"),
                "name",
                "林秀菊",
                "phone",
                phone(values, "intake phone"),
                "address",
                address(values, "intake address"),
                "whomName",
                "林桂菊",
                "whomPhone",
                phone(values, "intake for phone"));
        var found = CASE.matcher(done.path());
        assertThat(found.find()).as(done.text()).isTrue();
        return UUID.fromString(found.group(1));
    }

    private void imported(ADoor.Visitor browser, Map<String, String> values) {
        var rows = "工单编号,标题,诉求内容,姓名,联系电话,所属村社区,详细地址\n"
                + "P-1,路灯不亮,路灯不亮，可以打 %s，证号 %s,林某,%s,望溪村,%s\n"
                        .formatted(
                                phone(values, "import words"),
                                id(values, "import words id"),
                                phone(values, "import phone"),
                                address(values, "import address"))
                + "P-2,路灯不亮,路灯不亮,林某,%s9,望溪村,%s\n"
                        .formatted(phone(values, "import bad phone"), address(values, "import bad address"))
                + "P-3,路灯不亮,路灯不亮,林某,,%s,\n".formatted(phone(values, "import shifted column"));
        browser.get("/desk/imports");
        var checked = browser.upload(
                "/desk/imports",
                "file",
                "orders.csv",
                rows.getBytes(StandardCharsets.UTF_8),
                Map.of("source", "12345"));
        assertThat(checked.redirects()).as(checked.text()).isTrue();
        browser.post(checked.path() + "/start");
        org.awaitility.Awaitility.await()
                .pollDelay(java.time.Duration.ZERO)
                .pollInterval(java.time.Duration.ofMillis(50))
                .atMost(java.time.Duration.ofSeconds(20))
                .until(() -> browser.get(checked.path()).text().contains("已导完"));
    }

    private void rest(ACounty.Home home, Map<String, String> values) {
        var answer = staff.visitor(home.county())
                .with("Idempotency-Key", UUID.randomUUID().toString())
                .json("POST", "/api/v1/cases", """
                    {"place":"%s","words":"桥栏杆松了，打 %s","phone":"%s","address":"%s"}
                    """.formatted(
                                home.village().code(),
                                phone(values, "rest words"),
                                phone(values, "rest phone"),
                                address(values, "rest address")));
        assertThat(answer.status()).as(answer.body()).isIn(200, 201);
    }

    /** Looking at them, codes to phones, a mailbox, a form kept after the session, an authenticator. */
    private void around(
            ACounty.Home home, ADoor.Visitor desk, ADoor.Visitor asker, UUID matter, Map<String, String> values) {
        int county = home.county();
        var seen = desk.post("/desk/cases/" + matter + "/reveal", "role", "ASKER", "field", "phone");
        assertThat(seen.body()).contains(values.get("intake phone").substring(7));
        staff.resident(county, phone(values, "resident login"));
        asker.post("/cases/receipt/phone");
        staff.visitor(county)
                .post(
                        "/cases/find",
                        "number",
                        phone(values, "find"),
                        "village",
                        home.village().code());
        desk.post("/desk/notices/mailbox", "address", mail(values, "mailbox"));
        var gone = staff.visitor(county)
                .post(
                        "/desk/cases/new",
                        "words",
                        "会话过期前写好的一大段话",
                        "phone",
                        phone(values, "kept form"),
                        "address",
                        address(values, "kept form address"));
        assertThat(gone.status()).isEqualTo(303);
        staff.admin(county, Role.SECURITY_ADMIN);
    }

    private String phone(Map<String, String> values, String door) {
        return put(values, door, "199%08d".formatted(random.nextInt(100_000_000)));
    }

    private String address(Map<String, String> values, String door) {
        return put(values, door, "梧桐巷%06d号后门".formatted(random.nextInt(1_000_000)));
    }

    private String mail(Map<String, String> values, String door) {
        return put(values, door, "lin%08d@example.test".formatted(random.nextInt(100_000_000)));
    }

    private String id(Map<String, String> values, String door) {
        var body = "600101195807%02d%03d".formatted(1 + random.nextInt(28), random.nextInt(1000));
        int[] weights = {7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2};
        int sum = 0;
        for (int i = 0; i < weights.length; i++) {
            sum += (body.charAt(i) - '0') * weights[i];
        }
        return put(values, door, body + "10X98765432".charAt(sum % 11));
    }

    private static String put(Map<String, String> values, String door, String value) {
        values.put(door, value);
        return value;
    }
}
