package org.onedoor.roof;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.onedoor.ADoor;
import org.onedoor.ADoor.Answer;
import org.onedoor.OneDoorTest;
import org.onedoor.Plants;
import org.onedoor.Staff;
import org.onedoor.frame.Role;
import org.onedoor.frame.Scope;
import org.onedoor.organizations.PostKind;
import org.onedoor.organizations.party.AParty;
import org.onedoor.organizations.party.PartyPostKind;
import org.onedoor.roof.Addresses.Route;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/**
 * Every address of the running program, asked by everybody for everything (trust B1, B2): what is another county's, another
 * village's or another office's reads exactly like what does not exist; no administrator meets a case; no bytes break it; no
 * change without the form's token; no answer without its headers.
 */
@OneDoorTest
class SweepTest {

    private static final Pattern FIELD = Pattern.compile("name ?= ?\"([A-Za-z][A-Za-z0-9_-]*)\"");
    private static final Pattern NUMBER = Pattern.compile("[0-9a-f]{8,32}");
    /** What ends the session itself; comes last. */
    private static final Pattern ENDS = Pattern.compile("/accounts/(logout|me/(close|password|sessions/end)|login.*)");

    private static Plants.Garden ours;
    private static Plants.Garden theirs;
    private static Map<String, String> own;
    private static Map<String, String> foreign;
    /** Who orders the Party's organizations in each of the two counties. */
    private static final Map<Integer, AParty.Comrade> officers = new LinkedHashMap<>();

    private static Map<String, ADoor.Visitor> people;

    private final RequestMappingHandlerMapping mappings;
    private final Plants plants;
    private final Staff staff;
    private final AParty party;
    private final JdbcClient db;
    private final TransactionTemplate transaction;
    private final Random random = new Random(20261122);

    SweepTest(
            @Qualifier("requestMappingHandlerMapping") RequestMappingHandlerMapping mappings,
            Plants plants,
            Staff staff,
            AParty party,
            JdbcClient db,
            PlatformTransactionManager transactions) {
        this.mappings = mappings;
        this.plants = plants;
        this.staff = staff;
        this.party = party;
        this.db = db;
        this.transaction = new TransactionTemplate(transactions);
    }

    @BeforeEach
    void everybody() {
        if (people != null) {
            return;
        }
        ours = plants.planted();
        theirs = plants.planted();
        own = ids(ours);
        foreign = ids(theirs);
        var home = ours.home();
        int county = home.county();
        people = new LinkedHashMap<>();
        people.put("visitor", staff.visitor(county));
        people.put("resident", staff.resident(county, "13900001234"));
        people.put("clerk", ours.desk());
        people.put("sibling", staff.browser(staff.at(county, home.community(), PostKind.CLERK)));
        people.put("other grid", staff.browser(staff.at(county, home.otherGrid(), PostKind.GRID_WORKER)));
        people.put(
                "other office",
                staff.browser(staff.in(
                        county, staff.office(county, home.town(), "civil-affairs"), home.town(), PostKind.HANDLER)));
        people.put("dispatcher", staff.browser(ours.dispatcher()));
        people.put(
                "supervisor",
                staff.browser(
                        staff.at(county, home.root(), PostKind.SUPERVISOR, PostKind.DISPATCHER, PostKind.CALLBACK)));
        people.put("party officer", party.browser(officers.get(county)));
        for (var role : List.of(Role.SYSTEM_ADMIN, Role.SECURITY_ADMIN, Role.AUDIT_ADMIN)) {
            people.put(role.name(), staff.admin(county, role));
        }
    }

    @Test
    void whatIsAnotherCountysReadsLikeWhatDoesNotExist() {
        var findings = new TreeMap<String, String>();
        for (var route : routes()) {
            if (!route.path().contains("{") || route.asset()) {
                continue;
            }
            for (var path : Addresses.concrete(route)) {
                people.forEach((who, browser) -> compare(route, path, who, browser, foreign, findings));
            }
        }
        assertThat(findings).isEmpty();
    }

    /** R-ROLE-1: a case is seen by its village, those above, and the offices that are a party of it. */
    @Test
    void aNeighboursCaseReadsLikeWhatDoesNotExist() {
        var findings = new TreeMap<String, String>();
        var cases = routes().stream()
                .filter(route -> route.path().matches("/(desk|api/v1)/cases/\\{id}.*"))
                .toList();
        for (var route : cases) {
            for (var path : Addresses.concrete(route)) {
                for (var who :
                        List.of("visitor", "resident", "sibling", "other grid", "other office", "SYSTEM_ADMIN")) {
                    compare(route, path, who, people.get(who), own, findings);
                }
            }
        }
        assertThat(findings).isEmpty();
        for (var who : List.of("clerk", "dispatcher", "supervisor")) {
            assertThat(people.get(who).get("/desk/cases/" + own.get("matter")).status())
                    .as("the sweep asks for something that is there: " + who)
                    .isEqualTo(200);
        }
    }

    private void compare(
            Route route,
            String path,
            String who,
            ADoor.Visitor browser,
            Map<String, String> ids,
            Map<String, String> findings) {
        if (who.equals("visitor") && sentToLogin(route)) {
            return;
        }
        // A receipt's link may be tried thirty times an hour.
        if (path.contains("<longId>") && !List.of("visitor", "clerk").contains(who)) {
            return;
        }
        var nothing = new LinkedHashMap<String, String>();
        ids.forEach((name, id) -> nothing.put(name, like(id)));
        var absent = ask(browser, route, Addresses.fill(path, nothing));
        var asked = ask(browser, route, Addresses.fill(path, ids));
        if (!told(absent, nothing).equals(told(asked, ids))) {
            findings.put(
                    route.method() + " " + path + " as " + who,
                    "absent " + brief(absent, nothing) + " | asked " + brief(asked, ids));
        }
        if (path.contains("<") && asked.status() < 400 && !asked.redirects() && !route.open()) {
            findings.put(route.method() + " " + path + " as " + who, "answers " + asked.status());
        }
    }

    /** Her form would be kept for after the login, of which an address has so many an hour. */
    private static boolean sentToLogin(Route route) {
        return !route.open() && !route.method().equals("GET") && !route.api();
    }

    /** Three administrators, every address: none meets a phone, an address, a name or a word of a case. */
    @Test
    void noAdministratorMeetsACaseOrAPhone() {
        var never = new LinkedHashSet<>(ours.values().values());
        never.addAll(List.of("门前的水沟堵了", "他说打", "桥栏杆松了", "林桂菊"));
        // Who holds a receipt's link was given it; that is not what this asks.
        var known = new LinkedHashMap<>(own);
        known.put("longId", like(own.get("longId")));
        var findings = new TreeMap<String, String>();
        for (var route : routes()) {
            if (route.asset() || !route.method().equals("GET") && !route.path().matches("/(desk|api|cases|r)/.*")) {
                continue;
            }
            for (var path : Addresses.concrete(route)) {
                for (var role : List.of(Role.SYSTEM_ADMIN, Role.SECURITY_ADMIN, Role.AUDIT_ADMIN)) {
                    var answer = ask(people.get(role.name()), route, Addresses.fill(path, known));
                    for (var word : never) {
                        if (answer.body().contains(word)) {
                            findings.put(role + " " + route.method() + " " + path, "shows " + word);
                        }
                    }
                    if (!route.open() && !route.roles().contains(role) && answer.status() != 403) {
                        findings.put(role + " " + route.method() + " " + path, "answers " + answer.status());
                    }
                }
            }
        }
        assertThat(findings).isEmpty();
    }

    /** What is bound around an administrator's request until a page asks for more: no table of a county. */
    @Test
    void underTheScopeARequestBeginsWithNoCaseCanBeReadByBareSql() {
        var readable = new TreeSet<String>();
        for (var table : List.of(
                "cases.matter",
                "cases.person",
                "cases.history",
                "cases.draft",
                "imports.entry",
                "notices.message",
                "accounts.resident",
                "audit.entry")) {
            try {
                Scope.in(
                        new Scope.Operator(),
                        () -> transaction.execute(_ -> db.sql("select 1 from " + table + " limit 1")
                                .query(Integer.class)
                                .list()));
                readable.add(table);
            } catch (org.springframework.dao.DataAccessException e) {
                assertThat(e.getMostSpecificCause().getMessage()).contains("permission denied");
            }
        }
        assertThat(readable).isEmpty();
    }

    @Test
    void noChangeWithoutTheFormsOwnToken() {
        var findings = new TreeMap<String, String>();
        var clerk = people.get("clerk");
        var token = "x".repeat(48);
        var other = staff.visitor(ours.home().county()).get("/accounts/login").field("_csrf");
        for (var route : routes()) {
            if (route.method().equals("GET")) {
                continue;
            }
            var path = Addresses.fill(Addresses.concrete(route).getFirst(), own);
            var answers = new TreeMap<String, Integer>();
            answers.put("none", clerk.copy().bare(path).status());
            answers.put("made up", clerk.copy().bare(path, "_csrf", token).status());
            answers.put(
                    "another browser's", clerk.copy().bare(path, "_csrf", other).status());
            answers.put(
                    "in the address",
                    clerk.copy().bare(path + "?_csrf=" + token).status());
            answers.values().removeIf(status -> status == 403);
            if (!answers.isEmpty()) {
                findings.put(route.toString(), answers.toString());
            }
        }
        assertThat(findings).isEmpty();
    }

    @Test
    void everyAnswerCarriesItsHeaders() {
        var findings = new TreeMap<String, String>();
        var nothing = new LinkedHashMap<String, String>();
        own.forEach((name, id) -> nothing.put(name, like(id)));
        for (var route : routes()) {
            if (ENDS.matcher(route.path()).matches() && !route.method().equals("GET")) {
                continue;
            }
            for (var who : List.of("visitor", "clerk", "SYSTEM_ADMIN")) {
                if (who.equals("visitor") && sentToLogin(route)) {
                    continue;
                }
                boolean reads = route.method().equals("GET");
                var answer = ask(
                        people.get(who),
                        route,
                        Addresses.fill(Addresses.concrete(route).getFirst(), reads ? own : nothing));
                var missing = new ArrayList<String>();
                var policy =
                        answer.headers().firstValue("Content-Security-Policy").orElse("");
                if (!policy.contains("default-src 'none'")
                        || !policy.contains("frame-ancestors 'none'")
                        || policy.contains("unsafe")) {
                    missing.add("Content-Security-Policy: " + policy);
                }
                has(answer, "X-Content-Type-Options", "nosniff", missing);
                has(answer, "Cross-Origin-Opener-Policy", "same-origin", missing);
                has(answer, "Referrer-Policy", "same-origin", missing);
                if (answer.headers()
                        .firstValue("Set-Cookie")
                        .filter(cookie -> cookie.startsWith("SESSION"))
                        .filter(cookie -> !cookie.contains("HttpOnly"))
                        .isPresent()) {
                    missing.add("HttpOnly");
                }
                if (!missing.isEmpty()) {
                    findings.put(route + " as " + who + " " + answer.status(), missing.toString());
                }
            }
        }
        for (var path : List.of("/nothing", "/assets/frame/nothing.css", "/health", "/error", "/api/v1/nothing")) {
            var missing = new ArrayList<String>();
            has(people.get("visitor").get(path), "X-Content-Type-Options", "nosniff", missing);
            if (!missing.isEmpty()) {
                findings.put(path, missing.toString());
            }
        }
        assertThat(findings).isEmpty();
    }

    private static void has(Answer answer, String header, String value, List<String> missing) {
        if (!answer.headers().firstValue(header).filter(value::equals).isPresent()) {
            missing.add(header);
        }
    }

    /** Random bytes on every field of every form, with a token that is right: a clear no, never a fault of ours. */
    @Test
    void noBytesBreakAForm() {
        var fields = fields();
        assertThat(fields).hasSizeGreaterThan(80);
        // In the other county, where what is locked, ended or closed by chance disturbs no other test.
        var home = theirs.home();
        var worker = staff.at(home.county(), home.village(), PostKind.CLERK, PostKind.SECRETARY);
        var above = staff.at(home.county(), home.root(), PostKind.SUPERVISOR, PostKind.DISPATCHER);
        var browsers = new LinkedHashMap<Role, ADoor.Visitor>();
        browsers.put(Role.VISITOR, staff.visitor(home.county()));
        browsers.put(Role.RESIDENT, staff.resident(home.county(), "13900004321"));
        browsers.put(Role.STAFF, staff.browser(worker));
        browsers.put(Role.SUPERVISOR, staff.browser(above));
        browsers.put(Role.PARTY, party.browser(officers.get(home.county())));
        for (var role : List.of(Role.SYSTEM_ADMIN, Role.SECURITY_ADMIN, Role.AUDIT_ADMIN)) {
            browsers.put(role, staff.admin(home.county(), role));
        }
        var findings = new TreeMap<String, String>();
        var routes = new ArrayList<>(routes());
        routes.sort(java.util.Comparator.comparing(
                route -> ENDS.matcher(route.path()).matches() ? 1 : 0));
        for (var route : routes) {
            if (route.asset()) {
                continue;
            }
            for (var role : browsers.keySet()) {
                boolean may = route.roles().contains(role)
                        || role == Role.VISITOR && route.open()
                        || role == Role.SUPERVISOR && route.roles().contains(Role.STAFF);
                if (!may) {
                    continue;
                }
                for (var path : Addresses.concrete(route)) {
                    for (int round = 0; round < 5; round++) {
                        // One round also has nonsense where the address names something.
                        var to = Addresses.fill(path, round == 3 ? nonsense() : foreign);
                        var answer = garbage(browsers.get(role), route, to, fields, round);
                        if (answer.status() >= 500) {
                            findings.put(route + " as " + role + " round " + round, "answers " + answer.status());
                        }
                    }
                }
            }
        }
        assertThat(findings).isEmpty();
    }

    private Answer garbage(ADoor.Visitor browser, Route route, String path, Set<String> fields, int round) {
        if (route.api() && !route.method().equals("GET")) {
            return browser.send(browser.request(path)
                    .header("Content-Type", "application/json")
                    .header("Idempotency-Key", UUID.randomUUID().toString())
                    .header("X-XSRF-TOKEN", browser.token())
                    .header("If-Match", round == 1 ? "nonsense" : "1")
                    .method(route.method(), HttpRequest.BodyPublishers.ofString(json(fields, round))));
        }
        var upload = Arrays.stream(route.handler().getMethodParameters())
                .filter(parameter -> parameter.getParameterType() == MultipartFile.class)
                .map(parameter -> {
                    parameter.initParameterNameDiscovery(new org.springframework.core.DefaultParameterNameDiscoverer());
                    return String.valueOf(parameter.getParameterName());
                })
                .findFirst();
        if (upload.isPresent() && route.method().equals("POST")) {
            var bytes = new byte[3000];
            random.nextBytes(bytes);
            var prefix = List.of(
                            "",
                            "PK\u0003\u0004",
                            "{\"type\":\"FeatureCollection\",\"features\":[{\"x\":",
                            "a,b\n\"",
                            "\u00ff")
                    .get(round)
                    .getBytes(StandardCharsets.ISO_8859_1);
            System.arraycopy(prefix, 0, bytes, 0, prefix.length);
            return browser.upload(path, upload.get(), "ab.csv", bytes, Map.of("source", "\u0001x", "words", "x"));
        }
        var form = new StringBuilder("_csrf=" + URLEncoder.encode(browser.token(), StandardCharsets.UTF_8));
        for (var field : fields) {
            form.append('&').append(field).append('=').append(value(round));
        }
        if (route.method().equals("GET")) {
            var query = form.length() > 6000 ? form.substring(0, form.lastIndexOf("&", 6000)) : form.toString();
            return browser.send(browser.request(path + "?" + query).GET());
        }
        return browser.send(browser.request(path)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .method(route.method(), HttpRequest.BodyPublishers.ofString(form.toString())));
    }

    private String value(int round) {
        return switch (round) {
            case 0 ->
                List.of("%00", "%FF%FE%80", "%F0%28%8C", "a%00b", "%ED%A0%80", "%0D%0Ax", "%E2%80%AE%F0%9F%98%80")
                        .get(random.nextInt(7));
            case 1 -> "x".repeat(random.nextBoolean() ? 300 : 6000);
            case 2 ->
                List.of(
                                "-1",
                                "99999999999999999999",
                                "2026-02-31",
                                "1e309",
                                "NaN",
                                "true",
                                "%27%3B--",
                                "9999-12-31",
                                "-999999999-01-01",
                                "0001-01-01",
                                "24:61",
                                "%24%7B7*7%7D",
                                "..%2F..%2Fx")
                        .get(random.nextInt(13));
            default ->
                List.of(
                                UUID.randomUUID().toString(),
                                foreign.get("place"),
                                foreign.get("matter"),
                                foreign.get("post"),
                                foreign.get("office"),
                                foreign.get("account"),
                                "13900000000",
                                "2026-12-01",
                                "2026-12-01T10:00",
                                "on",
                                "1")
                        .get(random.nextInt(11));
        };
    }

    private String json(Set<String> fields, int round) {
        return switch (round) {
            case 0 -> "{\"place\":\"\\u0000\",\"words\":\"a\\u0000b\",\"phone\":\"\\u0000\"}";
            case 1 -> "[".repeat(3000);
            case 2 -> {
                var all = new StringBuilder(
                        "{\"place\":\"" + theirs.home().village().code() + "\"");
                fields.forEach(
                        field -> all.append(",\"" + field + "\":").append(random.nextBoolean() ? "-1" : "\"\\ud800\""));
                yield all.append('}').toString();
            }
            default ->
                "{\"place\":\"" + theirs.home().village().code() + "\",\"words\":\"a\\u0000b\",\"name\":\"\\u0000\"}";
        };
    }

    private static Set<String> fields() {
        var names = new TreeSet<String>();
        for (var template : Sources.main(".jte")) {
            var field = FIELD.matcher(template.text());
            while (field.find()) {
                names.add(field.group(1));
            }
        }
        names.remove("_csrf");
        return names;
    }

    private static Map<String, String> nonsense() {
        var nonsense = new LinkedHashMap<String, String>();
        own.keySet().forEach(name -> nonsense.put(name, "%F0%9F%98%80-------------------------------x"));
        return nonsense;
    }

    /** Ids of what stands in a county, by what they name. */
    private Map<String, String> ids(Plants.Garden garden) {
        int county = garden.home().county();
        var ids = new LinkedHashMap<String, String>();
        ids.put("matter", garden.matter().toString());
        ids.put("place", garden.home().village().id().toString());
        ids.put("placeCode", garden.home().village().code());
        ids.put("post", garden.clerk().post().id().toString());
        var tree = garden.party();
        ids.put("party", tree.branch().toString());
        ids.put("member", garden.member().toString());
        ids.put("admission", garden.admission().toString());
        officers.put(county, party.at(tree, tree.county(), PartyPostKind.OFFICER));
        ids.put("office", garden.clerk().post().office().toString());
        ids.put("account", garden.clerk().account().toString());
        Scope.in(
                new Scope.County(county),
                () -> transaction.executeWithoutResult(_ -> {
                    ids.put(
                            "batch",
                            db.sql("select id::text from imports.batch limit 1")
                                    .query(String.class)
                                    .single());
                    ids.put(
                            "message",
                            db.sql("select id::text from notices.message order by channel limit 1")
                                    .query(String.class)
                                    .single());
                }));
        var link = Pattern.compile("/r/([A-Za-z0-9_-]{22})")
                .matcher(garden.asker().get("/cases/receipt").body());
        assertThat(link.find()).isTrue();
        ids.put("longId", link.group(1));
        return ids;
    }

    /** Another id of the same shape that names nothing. */
    private static String like(String id) {
        if (id.matches("\\d+")) {
            return id.substring(0, 2) + "9".repeat(id.length() - 2);
        }
        return id.length() == 36 ? UUID.randomUUID().toString() : id.substring(0, 4) + "A".repeat(id.length() - 4);
    }

    private static Answer ask(ADoor.Visitor browser, Route route, String path) {
        if (route.api()) {
            return browser.copy()
                    .with("If-Match", "1")
                    .with("X-XSRF-TOKEN", browser.token())
                    .json(route.method(), path, route.method().equals("GET") ? null : "{}");
        }
        return route.method().equals("GET") ? browser.get(path) : browser.post(path);
    }

    /** Status, where to and body, without what differs each time. */
    private static String told(Answer answer, Map<String, String> ids) {
        var body = answer.body().replaceAll("name=\"_csrf\" value=\"[^\"]*\"", "");
        for (var id : ids.values()) {
            body = body.replace(id, "ID").replace(URLEncoder.encode(id, StandardCharsets.UTF_8), "ID");
        }
        var number = answer.headers().firstValue("X-Request-Id").orElse("none");
        var to = answer.location();
        for (var id : ids.values()) {
            to = to.replace(id, "ID");
        }
        return answer.status() + " " + to.replaceAll("back=.*", "back") + " "
                + NUMBER.matcher(body.replace(number, "")).replaceAll("N");
    }

    private static String brief(Answer answer, Map<String, String> ids) {
        var text = answer.text();
        return told(answer, ids).split(" ", 2)[0] + " " + answer.location() + " "
                + text.substring(0, Math.min(200, text.length()));
    }

    private List<Route> routes() {
        return Addresses.routes(mappings);
    }
}
