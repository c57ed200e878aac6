package org.onedoor.roof;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.PlaywrightException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.onedoor.ACounty;
import org.onedoor.ADoor;
import org.onedoor.Journey;
import org.onedoor.Plants;
import org.onedoor.Staff;
import org.onedoor.accounts.Accounts;
import org.onedoor.cases.ACase;
import org.onedoor.frame.Now;
import org.onedoor.frame.Role;
import org.onedoor.frame.Scope;
import org.onedoor.organizations.PostKind;
import org.onedoor.organizations.party.AParty;
import org.onedoor.organizations.party.PartyPostKind;
import org.onedoor.regions.Place;
import org.onedoor.roof.Addresses.Route;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/**
 * Every page of the running program's own list is opened by somebody who may, in a county where things happened and in one
 * where nothing did, its form sent empty, on a phone and at a desk, in Chinese, in English and in elder mode: each owes what
 * every page owes. What answers something else than a page is left out by what it answers. By default each page is seen at
 * both sizes with languages and elder mode taking turns; {@code -Devery.page=ways} sees each of them in every size, language
 * and mode, {@code -Devery.page=all} as everybody who may, too.
 */
class EveryPageIT extends Journey {

    private static final boolean EVERYBODY = "all".equals(System.getProperty("every.page"));
    private static final boolean ALL = EVERYBODY || "ways".equals(System.getProperty("every.page"));
    private static final List<Mode[]> WAYS = List.of(new Mode[] {}, new Mode[] {Mode.ENGLISH}, new Mode[] {Mode.ELDER});

    /** Addresses nobody is shown a page at here, and why; one line too many fails as well. */
    private static final Map<String, String> ELSEWHERE = Map.of(
            "/desk", "leads on to the list",
            "/desk/party", "leads on to the own organization",
            "/desk/dues", "leads on to the own books",
            "/setting", "leads back",
            "/accounts/kept/{key}", "one form, once, after a login: DrillIT",
            "/cases/new/same", "only when a neighbour asked the same: TogetherIT",
            "/desk/cases/marks/{id}", "only after a low mark: MarksIT",
            "/desk/imports/results/{source}/{at}", "a file",
            "/regions/begin/{secret}", "before there is a county: RegionsIT");

    private final RequestMappingHandlerMapping mappings;
    private final Plants plants;
    private final ACase cases;
    private final Staff staff;
    private final AParty party;
    private final Accounts accounts;
    private final JdbcClient db;
    private final TransactionTemplate transaction;
    private final Map<String, TreeSet<String>> findings = new TreeMap<>();
    private final Map<Device, Window> windows = new LinkedHashMap<>();
    private int looks;

    EveryPageIT(
            @Qualifier("requestMappingHandlerMapping") RequestMappingHandlerMapping mappings,
            Plants plants,
            ACase cases,
            Staff staff,
            AParty party,
            Accounts accounts,
            JdbcClient db,
            PlatformTransactionManager transactions) {
        this.mappings = mappings;
        this.plants = plants;
        this.cases = cases;
        this.staff = staff;
        this.party = party;
        this.accounts = accounts;
        this.db = db;
        this.transaction = new TransactionTemplate(transactions);
    }

    /** A page as somebody sees it. */
    private record Sight(String name, String path, String who, ADoor.Visitor browser, String text) {}

    @Test
    void everyPageOwesWhatPagesOweFullEmptyAndInError() {
        for (var device : Device.values()) {
            windows.put(device, visit(device));
        }
        var begun = System.nanoTime();
        var unseen = new TreeSet<String>();
        var full = sights("full", full(), unseen);
        var empty = sights("empty", empty(), new TreeSet<>());
        assertThat(unseen)
                .as("pages nobody was shown")
                .containsExactlyInAnyOrder(ELSEWHERE.keySet().toArray(String[]::new));
        assertThat(full).hasSizeGreaterThan(80);
        assertThat(empty).hasSizeGreaterThan(50);
        if (!EVERYBODY) {
            // What reads the same where nothing happened was looked at already.
            var told = full.stream().map(Sight::text).collect(java.util.stream.Collectors.toSet());
            empty.removeIf(sight -> told.contains(sight.text()));
        }
        int wrong = 0;
        for (int at = 0; at < full.size(); at++) {
            look(full.get(at), at, Device.values());
        }
        for (int at = 0; at < empty.size(); at++) {
            look(empty.get(at), at + 2, ALL ? Device.values() : new Device[] {Device.values()[at % 2]});
        }
        for (int at = 0; at < full.size(); at++) {
            var devices = ALL ? Device.values() : new Device[] {Device.values()[at % 2]};
            wrong += sendEmpty(full.get(at), at, devices) ? 1 : 0;
        }
        assertThat(report()).as("what pages owe").isEmpty();
        assertThat(wrong).as("pages that say what is missing").isGreaterThan(20);
        System.out.printf(
                "Every page: %d full, %d empty, %d in error; %d looks in %d s%n",
                full.size(), empty.size(), wrong, looks, (System.nanoTime() - begun) / 1_000_000_000);
    }

    /** The looking itself is looked at: a page with faults is told by each of them. */
    @Test
    void aFaultIsNoticed() {
        var window = visit(Device.PHONE).go("/");
        window.page.evaluate("""
            document.documentElement.removeAttribute('lang');
            document.querySelector('h1').remove();
            document.querySelector('main').innerHTML += '<img src="/favicon.ico"><div class="wide">x</div><button>y</button>';
            document.querySelector('.wide').style.width = '1900px';
            document.querySelector('main > button').style.cssText = 'height: 20px; min-height: 0; padding: 0';\
            """);
        window.check("every-fault");
        assertThat(String.join("\n", window.owed()))
                .contains("html-has-lang", "image-alt", "one h1", "sideways scroll", "under 44 px");
    }

    private void look(Sight sight, int turn, Device... devices) {
        for (var device : devices) {
            for (var way : ways(turn + device.ordinal())) {
                var window = windows.get(device).handTo(sight.browser(), way);
                window.go("/c/" + sight.browser().county() + sight.path());
                check(window, sight, sight.name());
            }
        }
    }

    private static List<Mode[]> ways(int turn) {
        return ALL ? WAYS : Collections.singletonList(WAYS.get(turn % WAYS.size()));
    }

    /** True when the page says each time what is missing. */
    private boolean sendEmpty(Sight sight, int turn, Device... devices) {
        for (var device : devices) {
            for (var way : ways(turn)) {
                if (!sendEmpty(sight, device, way)) {
                    return false;
                }
            }
        }
        return true;
    }

    /** The first form one writes into, with nothing written; true when the page says so. */
    @SuppressWarnings("deprecation") // what replaces it cannot tell the status of the answer
    private boolean sendEmpty(Sight sight, Device device, Mode[] way) {
        var window = windows.get(device).handTo(sight.browser(), way);
        window.go("/c/" + sight.browser().county() + sight.path());
        var form = window.page.evaluateHandle("""
            Array.from(document.querySelectorAll('main form'))
              .find(form => form.method === 'post'
                && form.querySelector('textarea, select, input:not([type=hidden], [type=checkbox])')) || null\
            """).asElement();
        if (form == null) {
            return false;
        }
        try {
            var answer = window.page.waitForNavigation(
                    new Page.WaitForNavigationOptions().setTimeout(5_000), () -> form.evaluate("""
                        form => {
                          form.noValidate = true;
                          form.querySelectorAll('textarea, input:not([type=hidden], [type=checkbox], [type=radio])')
                            .forEach(one => one.value = '');
                          form.requestSubmit();
                        }\
                        """));
            if (answer == null || answer.status() < 400) {
                return false;
            }
            if (answer.status() >= 500) {
                findings.computeIfAbsent("answers " + answer.status(), _ -> new TreeSet<>())
                        .add(sight.name());
            }
        } catch (PlaywrightException e) {
            findings.computeIfAbsent("does not answer an empty form", _ -> new TreeSet<>())
                    .add(sight.name());
            return false;
        }
        check(window, sight, sight.name().replace("full", "error"));
        return true;
    }

    private void check(Window window, Sight sight, String name) {
        looks++;
        window.check("every-" + name);
        var where = " on every-" + name;
        var seen = name + " as " + sight.who() + window.toString().replaceFirst("^[^ ]*", "");
        for (var finding : window.owed()) {
            var what = finding.replace(where, "").replaceAll(" at /\\S* \\([^)]*\\)", "");
            findings.computeIfAbsent(what, _ -> new TreeSet<>()).add(seen);
        }
    }

    private List<String> report() {
        return findings.entrySet().stream()
                .map(entry ->
                        "\n" + entry.getKey() + "\n  — " + entry.getValue().size() + " times: "
                                + entry.getValue().stream().limit(8).toList())
                .toList();
    }

    /** Each address with whoever is the first to be shown a page there, or with everybody who is. */
    private List<Sight> sights(String state, Town town, TreeSet<String> unseen) {
        var sights = new ArrayList<Sight>();
        for (var route : Addresses.routes(mappings)) {
            if (!route.method().equals("GET") || !page(route)) {
                continue;
            }
            int before = sights.size();
            for (var path : Addresses.concrete(route)) {
                opened(state, town, route, path, sights);
            }
            if (sights.size() == before) {
                unseen.add(route.path());
            }
        }
        var nobody = town.people().get("visitor");
        sights.add(new Sight(state + "-not-here", "/nothing", "visitor", nobody, state));
        sights.add(
                new Sight(state + "-not-yours", "/admin", "clerk", town.people().get("clerk"), state));
        return sights;
    }

    private void opened(String state, Town town, Route route, String path, List<Sight> sights) {
        for (var entry : town.people().entrySet()) {
            for (var filled : town.filled(path)) {
                var answer = entry.getValue().get(filled);
                if (answer.status() == 200
                        && answer.headers()
                                .firstValue("Content-Type")
                                .orElse("")
                                .startsWith("text/html")) {
                    var name = state + path.replaceAll("[^a-z0-9]+", "-").replaceAll("-$", "");
                    sights.add(new Sight(name, filled, entry.getKey(), entry.getValue(), plain(answer)));
                    if (!EVERYBODY || route.open()) {
                        return;
                    }
                    break;
                }
            }
        }
    }

    /** What it says, whatever the county's number. */
    private static String plain(ADoor.Answer answer) {
        return answer.text().replaceAll("\\d+", "");
    }

    private static boolean page(Route route) {
        var answer = route.handler().getMethod().getReturnType();
        return !route.api() && (answer == String.class || answer == ModelAndView.class || answer == Object.class);
    }

    /** A county, who is in it, and what its addresses may name. */
    private record Town(Map<String, ADoor.Visitor> people, Map<String, List<String>> ids) {
        List<String> filled(String path) {
            var paths = List.of(path
                    + switch (path) {
                        case "/cases/new/question/1" -> "?item=old-age-allowance";
                        case "/admin/cases/rules/new" -> "?from=" + Now.today().plusDays(9);
                        default -> "";
                    });
            for (var id : ids.entrySet()) {
                paths = paths.stream()
                        .flatMap(one -> one.contains("<" + id.getKey() + ">")
                                ? id.getValue().stream().map(value -> Addresses.fill(one, Map.of(id.getKey(), value)))
                                : java.util.stream.Stream.of(one))
                        .toList();
            }
            return paths;
        }
    }

    private Town full() {
        var garden = plants.planted();
        var home = garden.home();
        int county = home.county();
        var people = new LinkedHashMap<String, ADoor.Visitor>();
        people.put("visitor", staff.visitor(county));
        var drafting = staff.visitor(county);
        drafting.post("/cases/new", "how", "say", "words", "老人补贴上个月没有到卡上，帮我问一问");
        people.put("drafting", drafting);
        people.put("checking", checking(home));
        people.put("asker", garden.asker());
        people.put("resident", staff.resident(county, "13900001234"));
        people.put("clerk", garden.desk());
        people.put("secretary", staff.browser(staff.at(county, home.village(), PostKind.SECRETARY)));
        people.put("dispatcher", staff.browser(garden.dispatcher()));
        people.put(
                "supervisor",
                staff.browser(
                        staff.at(county, home.root(), PostKind.SUPERVISOR, PostKind.DISPATCHER, PostKind.CALLBACK)));
        administrators(county, people);
        var tree = garden.party();
        people.put("party officer", party.browser(party.at(tree, tree.county(), PartyPostKind.OFFICER)));
        people.put("collector", party.browser(garden.collector()));
        people.put("party secretary", party.browser(party.at(tree, tree.branch(), PartyPostKind.SECRETARY)));
        var longId = Pattern.compile("/r/([A-Za-z0-9_-]{22})")
                .matcher(garden.asker().get("/cases/receipt").body());
        assertThat(longId.find()).isTrue();
        work(garden, matters(county));
        var ids = ids(county, garden.clerk(), home.village());
        ids.put("longId", List.of(longId.group(1)));
        ids.put("admission", List.of(garden.admission().toString()));
        ids.put("party", List.of(tree.branch().toString(), tree.town().toString()));
        ids.put("member", List.of(garden.member().toString()));
        return new Town(people, ids);
    }

    /** She has answered an item's questions, and is asked whether all is right. */
    private ADoor.Visitor checking(ACounty.Home home) {
        var browser = staff.visitor(home.county());
        browser.get("/cases/new/question/1?item=old-age-allowance");
        browser.post("/cases/new/question/1", "item", "old-age-allowance", "answer", "老人本人");
        browser.post("/cases/new/question/2", "item", "old-age-allowance", "answer", "1945-03-12");
        browser.post("/cases/new", "item", "old-age-allowance", "words", "");
        var key = browser.get("/cases/new/send").field("key");
        var sent = browser.post(
                "/cases/new/send", "key", key, "place", home.village().code(), "phone", "13900139001");
        assertThat(sent.path()).as(sent.text()).isEqualTo("/cases/new/check");
        return browser;
    }

    /** One case is taken on, one waits for its resident, one is answered; the others are as they came. */
    private static void work(Plants.Garden garden, List<String> matters) {
        var desk = garden.desk();
        var mine = new ArrayList<>(matters);
        mine.removeIf(matter -> desk.get("/desk/cases/" + matter).status() != 200);
        assertThat(mine).hasSizeGreaterThan(3);
        mine.subList(0, 3).forEach(matter -> step(desk, matter, "take-on"));
        step(desk, mine.get(1), "ask", "missing", "卡的照片", "days", "3");
        step(desk, mine.get(2), "answer", "outcome", "SOLVED", "done", "灯修好了");
    }

    private static void step(ADoor.Visitor desk, String matter, String step, String... fields) {
        var form = new ArrayList<>(List.of(fields));
        form.addAll(List.of("version", desk.get("/desk/cases/" + matter).field("version")));
        var answer = desk.post("/desk/cases/" + matter + "/" + step, form.toArray(String[]::new));
        assertThat(answer.redirects()).as(step + ": " + answer.text()).isTrue();
    }

    private Town empty() {
        var town = cases.town();
        int county = town.number();
        var people = new LinkedHashMap<String, ADoor.Visitor>();
        people.put("visitor", staff.visitor(county));
        people.put("resident", staff.resident(county, "13900001234"));
        people.put("clerk", staff.browser(town.clerk()));
        people.put("dispatcher", staff.browser(town.dispatcher()));
        people.put("supervisor", staff.browser(town.county()));
        administrators(county, people);
        return new Town(people, ids(county, town.clerk(), town.home().village()));
    }

    /** With one who is setting her second factor, and one who is asked for its code. */
    private void administrators(int county, Map<String, ADoor.Visitor> people) {
        for (var role : List.of(Role.SYSTEM_ADMIN, Role.SECURITY_ADMIN, Role.AUDIT_ADMIN)) {
            people.put(role.name(), staff.admin(county, role));
        }
        var known = staff.account(county, Role.AUDIT_ADMIN);
        for (var who : List.of("enrolling", "asked for a code")) {
            var browser = staff.visitor(county);
            browser.post("/accounts/login", "login", staff.login(county, known), "password", Staff.PASSWORD);
            people.put(who, browser);
            if (who.equals("enrolling")) {
                known = staff.account(county, Role.SYSTEM_ADMIN);
                staff.admin(county, known);
            }
        }
        var given = staff.account(county, null);
        Scope.in(new Scope.County(county), () -> accounts.password(county, given, Staff.PASSWORD, false));
        var browser = staff.visitor(county);
        browser.post("/accounts/login", "login", staff.login(county, given), "password", Staff.PASSWORD);
        people.put("given a password", browser);
    }

    private Map<String, List<String>> ids(int county, Staff.Member clerk, Place place) {
        var ids = new LinkedHashMap<String, List<String>>();
        ids.put("matter", matters(county));
        ids.put("place", List.of(place.id().toString()));
        ids.put("placeCode", List.of(place.code()));
        ids.put("post", List.of(clerk.post().id().toString()));
        ids.put("office", List.of(clerk.post().office().toString()));
        ids.put("account", List.of(clerk.account().toString()));
        ids.put("batch", texts(county, "select id::text from imports.batch limit 1"));
        ids.put("message", texts(county, "select id::text from notices.message order by channel limit 1"));
        ids.put("longId", List.of());
        ids.put("party", List.of());
        ids.put("member", List.of());
        ids.put("admission", List.of());
        return ids;
    }

    private List<String> matters(int county) {
        return texts(county, "select id::text from cases.matter order by filed_at, id");
    }

    private List<String> texts(int county, String sql) {
        return Scope.in(
                new Scope.County(county),
                () -> transaction.execute(_ -> db.sql(sql).query(String.class).list()));
    }
}
