package org.onedoor.cases;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.onedoor.ADoor;
import org.onedoor.OneDoorTest;
import org.onedoor.Staff;
import org.onedoor.Statements;
import org.onedoor.frame.Scope;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.json.JsonMapper;

/** Statements of a request, by room, are few and the same with 1, 20 and 200 rows (foundations §4). */
@OneDoorTest
class StatementsTest {

    private static final int[] ROWS = {1, 20, 200};
    private static final Pattern NOUNS = Pattern.compile("technical\\.snapshot");

    private final Village village;
    private final Staff staff;
    private final Cases cases;
    private final JsonMapper json;
    private final JdbcClient db;
    private final TransactionTemplate transaction;

    StatementsTest(
            Village village,
            Staff staff,
            Cases cases,
            JsonMapper json,
            JdbcClient db,
            PlatformTransactionManager transactions) {
        this.village = village;
        this.staff = staff;
        this.cases = cases;
        this.json = json;
        this.db = db;
        this.transaction = new TransactionTemplate(transactions);
    }

    /** What a request says to each: the room, the registry of events, and notices. */
    private record Count(long room, long registry, long notices) {
        static Count of(List<Statements.Said> said) {
            return new Count(
                    said.stream().filter(one -> room(one)).count(),
                    said.stream().filter(one -> one.about("event_publication")).count(),
                    said.stream().filter(one -> one.about("notices.message")).count());
        }

        private static boolean room(Statements.Said said) {
            return said.about("cases.")
                    && !said.about("event_publication")
                    && !NOUNS.matcher(said.sql()).find();
        }
    }

    private static Count count(ADoor.Visitor who, java.util.function.Function<ADoor.Visitor, ADoor.Answer> send) {
        // Once before, so that nouns held in memory and prepared pages are there.
        return Count.of(Statements.of(who, send));
    }

    @Test
    void readingListsAndDetailsIsTheSameWithAnyNumberOfRows() {
        var people = village.found();
        var clerk = staff.program(people.clerk());
        var browser = staff.browser(people.clerk());
        browser.get("/desk/cases");
        var filed = new ArrayList<Receipt>();
        var counts = new LinkedHashMap<String, List<Count>>();
        for (int rows : ROWS) {
            while (filed.size() < rows) {
                filed.add(village.asks(people, "路灯坏了 " + filed.size(), "street-light"));
            }
            var id = filed.getFirst().id();
            var asked = Map.<String, java.util.function.Supplier<Count>>of(
                    "list mine", () -> count(clerk, b -> b.json("GET", "/api/v1/cases?limit=100", null)),
                    "list open", () -> count(clerk, b -> b.json("GET", "/api/v1/cases?view=OPEN&limit=100", null)),
                    "list all", () -> count(clerk, b -> b.json("GET", "/api/v1/cases?view=ALL&limit=100", null)),
                    "detail", () -> count(clerk, b -> b.json("GET", "/api/v1/cases/" + id, null)),
                    "desk", () -> count(browser, b -> b.get("/desk/cases")),
                    "desk open", () -> count(browser, b -> b.get("/desk/cases?view=open")),
                    "desk detail", () -> count(browser, b -> b.get("/desk/cases/" + id)),
                    "track",
                            () -> count(
                                    staff.visitor(people.county()),
                                    b -> b.get("/r/" + filed.getFirst().longId())));
            asked.forEach((name, ask) -> {
                ask.get();
                counts.computeIfAbsent(name, _ -> new ArrayList<>()).add(ask.get());
            });
        }
        counts.forEach((name, each) -> {
            assertThat(each.stream().map(Count::room).distinct())
                    .as(name + " " + each)
                    .hasSize(1);
            assertThat(each.getFirst().registry()).as(name).isZero();
            assertThat(each.getFirst().notices()).as(name).isLessThanOrEqualTo(1);
            int most =
                    switch (name) {
                        // sections: the case, what is attached, for whom, and what lies around it
                        case "track" -> 6;
                        case "desk", "desk open" -> 2;
                        case "desk detail" -> 4;
                        default -> 2;
                    };
            assertThat(each.getFirst().room()).as(name + " " + each).isBetween(1L, (long) most);
        });
    }

    @Test
    void writingSaysThreeThingsToTheRoomHoweverMuchThereIs() {
        var people = village.found();
        var clerk = staff.program(people.clerk());
        var counts = new LinkedHashMap<String, List<Count>>();
        int there = 0;
        for (int rows : ROWS) {
            while (there++ < rows) {
                village.asks(people, "低保怎么申请", null);
            }
            for (int warm = 0; warm < 2; warm++) {
                var seen = new LinkedHashMap<String, Count>();
                var key = UUID.randomUUID().toString();
                var body = json.writeValueAsString(
                        Map.of("place", people.home().village().code(), "words", "水管漏了", "phone", "13800138000"));
                seen.put(
                        "file",
                        count(
                                staff.visitor(people.county()).with("Idempotency-Key", key),
                                b -> b.json("POST", "/api/v1/cases", body)));
                var receipt = village.asks(people, "低保怎么申请", null);
                var own = "/api/v1/cases/" + receipt.longId();
                var id = "/api/v1/cases/" + receipt.id();
                seen.put("take on", step(clerk, 1, id + "/take-on", "{}"));
                seen.put("answer", step(clerk, 4, id + "/answer", "{\"outcome\":\"SOLVED\",\"done\":\"办好了\"}"));
                var code = "\"code\":\"" + receipt.answerCode() + "\"";
                var resident = staff.visitor(people.county());
                seen.put("confirm", step(resident, 6, own + "/confirm", "{" + code + "}"));
                seen.put("rate", step(resident, 7, own + "/rate", "{\"score\":5,\"show\":false," + code + "}"));
                if (warm == 1) {
                    seen.forEach((name, count) ->
                            counts.computeIfAbsent(name, _ -> new ArrayList<>()).add(count));
                }
            }
        }
        counts.forEach((name, each) -> {
            assertThat(each.stream().map(Count::room).distinct())
                    .as(name + " " + each)
                    .hasSize(1);
            assertThat(each.getFirst().room()).as(name + " " + each).isBetween(1L, 3L);
            assertThat(each.getFirst().notices()).as(name + " " + each).isLessThanOrEqualTo(1);
            assertThat(each.getFirst().registry()).as(name + " " + each).isLessThanOrEqualTo(4);
        });
    }

    /** Random digits that somebody else has cost no second statement; where four are used up, five are given. */
    @Test
    void aFullDayGivesAReceiptInOneStatement() {
        var people = village.found();
        var first = village.asks(people, "低保怎么申请", null);
        assertThat(first.number()).matches("\\d{4}-\\d{4}");
        allFourDigitsAreTaken(people.county(), first.id());
        for (int filed = 0; filed < 3; filed++) {
            var receipts = new ArrayList<Receipt>();
            var said = Statements.of(() -> receipts.add(village.asks(people, "低保怎么申请", null)));
            assertThat(receipts.getFirst().number()).matches("\\d{4}-\\d{5}");
            assertThat(Count.of(said).room()).as(said.toString()).isEqualTo(1);
        }
    }

    private void allFourDigitsAreTaken(int county, UUID pattern) {
        Scope.in(
                new Scope.County(county),
                () -> transaction.execute(_ -> db.sql("""
                    insert into cases.matter
                    select taken.* from cases.matter m, generate_series(0, 9999) n,
                      jsonb_populate_record(m, jsonb_build_object('id', gen_random_uuid(), 'receipt_hash', 'taken' || n,
                        'number', to_char(n, 'FM0000'), 'state', 'WITHDRAWN', 'next_rung_at', null,
                        'ladder_codes', '[]'::jsonb, 'ladder_times', '[]'::jsonb)) taken
                    where m.county = :county and m.id = :pattern
                    on conflict (county, number_place, number_day, number) do nothing\
                    """)
                        .param("county", county)
                        .param("pattern", pattern)
                        .update()));
    }

    private static Count step(ADoor.Visitor who, int version, String path, String body) {
        return count(who.copy().with("If-Match", "\"" + version + "\""), b -> b.json("POST", path, body));
    }

    /** However many households wait together, their answer is one lock more. */
    @Test
    void theAnswerToManyIsAsFewStatementsAsToTwo() {
        var people = village.found();
        var clerk = staff.program(people.clerk());
        var each = new ArrayList<Count>();
        for (int households : ROWS) {
            var lead = village.asks(people, "路灯坏了", "street-light");
            village.take(people.clerk(), lead.id(), new Command.TakeOn());
            for (int i = 0; i < households; i++) {
                var joined = village.asks(people, "路灯不亮", "street-light");
                assertThat(Scope.in(
                                new Scope.Receipt(people.county(), Keys.hash(joined.longId())),
                                () -> cases.take(
                                        people.county(),
                                        joined.id(),
                                        0,
                                        new Command.Merge(lead.id()),
                                        By.Resident.holder())))
                        .isInstanceOf(Stepping.Done.class);
            }
            each.add(step(
                    clerk,
                    4 + households,
                    "/api/v1/cases/" + lead.id() + "/answer",
                    "{\"outcome\":\"SOLVED\",\"done\":\"换了灯头\"}"));
        }
        assertThat(each.stream().distinct()).as(each.toString()).hasSize(1);
        assertThat(each.getFirst().room()).as(each.toString()).isLessThanOrEqualTo(4);
    }
}
