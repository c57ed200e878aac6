package org.onedoor.cases;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.onedoor.ADoor;
import org.onedoor.OneDoorTest;
import org.onedoor.Staff;
import org.onedoor.frame.Ids;
import org.onedoor.frame.Scope;
import org.onedoor.organizations.PostKind;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Cases for programs: file, read, list, and every step, with every "no" as a problem document. */
@OneDoorTest
class CaseResourceTest {

    private final Village village;
    private final Staff staff;
    private final JsonMapper json;
    private final JdbcClient db;
    private final TransactionTemplate transaction;
    private Village.People people;

    CaseResourceTest(
            Village village, Staff staff, JsonMapper json, JdbcClient db, PlatformTransactionManager transactions) {
        this.village = village;
        this.staff = staff;
        this.json = json;
        this.db = db;
        this.transaction = new TransactionTemplate(transactions);
    }

    @BeforeEach
    void aCounty() {
        people = village.found();
    }

    private ADoor.Visitor resident() {
        return staff.visitor(people.county());
    }

    private String body(String words) {
        return json.writeValueAsString(Map.of("place", people.home().village().code(), "words", words, "name", "林桂菊"));
    }

    private JsonNode read(ADoor.Answer answer) {
        return json.readTree(answer.body());
    }

    private static void problem(ADoor.Answer answer, int status) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(status);
        assertThat(answer.headers().firstValue("Content-Type").orElse(""))
                .as(answer.body())
                .startsWith("application/problem+json");
        assertThat(answer.body()).contains("\"detail\"").contains("\"type\"").doesNotContain("Exception");
    }

    private static String tag(ADoor.Answer answer) {
        return answer.headers().firstValue("ETag").orElseThrow();
    }

    // ------------------------------------------------------------------ filing

    @Test
    void theSameKeyGivesTheSameReceiptAndAnotherBodyIsRefused() {
        var program = resident().with("Idempotency-Key", "k-" + UUID.randomUUID());
        var first = program.json("POST", "/api/v1/cases", body("水管漏了"));
        assertThat(first.status()).as(first.body()).isEqualTo(201);
        assertThat(first.headers().firstValue("Location").orElse(""))
                .endsWith("/api/v1/cases/" + read(first).get("id").asString());
        assertThat(read(first).get("number").asString()).matches("\\d{4}-\\d{4}");
        assertThat(read(first).get("answerCode").asString()).matches("[0-9A-Z]{8}");
        var again = program.json("POST", "/api/v1/cases", body("水管漏了"));
        assertThat(again.status()).isEqualTo(200);
        assertThat(read(again)).isEqualTo(read(first));
        problem(program.json("POST", "/api/v1/cases", body("电停了")), 422);
        assertThat(count("select count(*) from cases.matter")).isEqualTo(1);
    }

    private long count(String sql) {
        return Scope.in(
                new Scope.County(people.county()),
                () -> transaction.execute(_ -> db.sql(sql).query(Long.class).single()));
    }

    @Test
    void withoutAKeyOrBadlyFilledInItSaysWhatIsMissing() {
        problem(resident().json("POST", "/api/v1/cases", body("水管漏了")), 400);
        var program = resident().with("Idempotency-Key", "k-" + UUID.randomUUID());
        problem(program.json("POST", "/api/v1/cases", "{\"words\":\"没有地方\"}"), 400);
        problem(program.json("POST", "/api/v1/cases", "not json"), 400);
        problem(program.json("POST", "/api/v1/cases", "{\"place\":\"609999999999\",\"words\":\"x\"}"), 422);
        var empty = program.json(
                "POST",
                "/api/v1/cases",
                "{\"place\":\"" + people.home().village().code() + "\"}");
        problem(empty, 422);
        assertThat(read(empty).get("field").asString()).isEqualTo("words");
    }

    /** The first request is held in the database by another filing with its key, so that the second meets it in flight. */
    @Test
    void theSameKeyInFlightIsToldToWait() throws Exception {
        var key = "k-" + UUID.randomUUID();
        var sent = new ArrayList<CompletableFuture<ADoor.Answer>>();
        Scope.in(
                new Scope.County(people.county()),
                () -> transaction.execute(status -> {
                    db.sql("insert into cases.idempotency (county, caller, key, body_sha256, matter, at)"
                                    + " values (:county, 'ip:127.0.0.1', :key, 'x', :id, '2026-01-01')")
                            .param("county", people.county())
                            .param("key", key)
                            .param("id", Ids.next())
                            .update();
                    ADoor.Answer second;
                    do {
                        // Where the probe was faster, it was the first that met it in flight: sent again.
                        if (sent.isEmpty() || sent.getLast().isDone()) {
                            sent.add(CompletableFuture.supplyAsync(() -> resident()
                                    .with("Idempotency-Key", key)
                                    .json("POST", "/api/v1/cases", body("水管漏了"))));
                        }
                        second = resident().with("Idempotency-Key", key).json("POST", "/api/v1/cases", body(""));
                    } while (second.status() != 409);
                    problem(second, 409);
                    assertThat(sent.getLast()).isNotDone();
                    status.setRollbackOnly();
                    return key;
                }));
        assertThat(sent.getLast().get().status()).isEqualTo(201);
    }

    @Test
    void aGridIsAPlaceToo() {
        var grid = people.home().grid();
        assertThat(grid.code()).hasSize(15);
        var filed = resident()
                .with("Idempotency-Key", "k-" + UUID.randomUUID())
                .json("POST", "/api/v1/cases", "{\"place\":\"" + grid.code() + "\",\"words\":\"井盖不见了\"}");
        assertThat(filed.status()).as(filed.body()).isEqualTo(201);
        assertThat(read(staff.program(people.grid()).json("GET", "/api/v1/cases?view=OPEN", null))
                        .get("items"))
                .as("its grid worker sees it")
                .hasSize(1);
    }

    @Test
    void aPublicMatterIsJoinedAndOnlyOneThatMayBe() {
        var place = people.home().village().code();
        var first = village.asks(people, "村口的路灯不亮", "street-light");
        var own = village.asks(people, "我的低保断了", "old-age-allowance");
        var asked = resident()
                .json(
                        "POST",
                        "/api/v1/cases/same",
                        "{\"place\":\"" + place + "\",\"item\":\"street-light\",\"words\":\"灯不亮\"}");
        assertThat(asked.status()).as(asked.body()).isEqualTo(200);
        var known = read(asked).get("items");
        assertThat(known).hasSize(1);
        assertThat(known.get(0).get("id").asString()).isEqualTo(first.id().toString());
        assertThat(known.get(0).get("waiting").asInt()).isEqualTo(1);
        assertThat(asked.body()).doesNotContain("村口").doesNotContain("林");

        var program = resident().with("Idempotency-Key", "k-" + UUID.randomUUID());
        var joining = "{\"place\":\"" + place + "\",\"words\":\"我家门口也黑\",\"join\":\"" + first.id() + "\"}";
        var joined = program.json("POST", "/api/v1/cases", joining);
        assertThat(joined.status()).as(joined.body()).isEqualTo(201);
        var again = program.json("POST", "/api/v1/cases", joining);
        assertThat(again.status()).as(again.body()).isEqualTo(200);
        assertThat(read(again)).isEqualTo(read(joined));
        var hers = read(
                resident().json("GET", "/api/v1/cases/" + read(joined).get("id").asString(), null));
        assertThat(hers.get("state").asString()).isEqualTo("MERGED");
        assertThat(read(resident().json("GET", "/api/v1/cases/" + first.longId(), null))
                        .get("joined")
                        .asInt())
                .isEqualTo(1);

        for (var other : List.of(own.id(), UUID.randomUUID())) {
            var refused = resident()
                    .with("Idempotency-Key", "k-" + UUID.randomUUID())
                    .json("POST", "/api/v1/cases", joining.replace(first.id().toString(), other.toString()));
            problem(refused, 422);
            assertThat(read(refused).get("field").asString()).isEqualTo("join");
        }
        assertThat(count("select count(*) from cases.matter")).isEqualTo(3);
    }

    // ------------------------------------------------------------------ several posts

    @Test
    void whoHasSeveralPostsNamesOneOnlyWhereTwoCouldAct() {
        var town = people.home().town();
        var both = staff.at(people.county(), town, PostKind.DISPATCHER, PostKind.SUPERVISOR);
        var program = staff.program(both);
        var receipt = village.asks(people, "水管漏了", null);
        var path = "/api/v1/cases/" + receipt.id();

        var list = program.json("GET", "/api/v1/cases?view=OPEN", null);
        problem(list, 400);
        assertThat(read(list).get("type").asString()).isEqualTo("/problems/which-post");
        assertThat(read(list).get("parameter").asString()).isEqualTo("post");
        assertThat(read(list).get("posts")).hasSize(2);
        var named = program.json(
                "GET", "/api/v1/cases?view=OPEN&post=" + both.posts().getFirst().id(), null);
        assertThat(named.status()).isEqualTo(200);

        assertThat(program.json("GET", path, null).status()).isEqualTo(200);
        var either = program.copy().with("If-Match", "\"1\"").json("POST", path + "/accept", "{}");
        problem(either, 400);
        assertThat(read(either).get("posts")).hasSize(2);
        var tag = step(
                program,
                "\"1\"",
                path + "/accept?post=" + both.posts().getLast().id(),
                "{}",
                "ACCEPTED");
        village.take(
                people.clerk(),
                receipt.id(),
                new Command.Assign(both.posts().getFirst().id(), null));
        var taken = program.copy()
                .with("If-Match", "\"" + (Integer.parseInt(tag.replace("\"", "")) + 1) + "\"")
                .json("POST", path + "/take", "{}");
        assertThat(taken.status())
                .as("only one of them was asked: " + taken.body())
                .isEqualTo(200);
    }

    // ------------------------------------------------------------------ reading

    @Test
    void aReceiptReadsItsOwnCaseAndATokenWhatItsPostSees() {
        var receipt = village.asks(people, "低保怎么申请", null);
        var own = resident().json("GET", "/api/v1/cases/" + receipt.longId(), null);
        assertThat(own.status()).isEqualTo(200);
        assertThat(read(own).get("state").asString()).isEqualTo("REGISTERED");
        assertThat(tag(own)).isEqualTo("\"1\"");
        assertThat(own.headers().firstValue("Cache-Control").orElse("")).contains("no-store");
        assertThat(own.body()).doesNotContain("13800138000");
        var clerk = staff.program(people.clerk()).json("GET", "/api/v1/cases/" + receipt.id(), null);
        assertThat(clerk.status()).isEqualTo(200);
        assertThat(clerk.body()).doesNotContain("13800138000");
        problem(staff.program(people.otherClerk()).json("GET", "/api/v1/cases/" + receipt.id(), null), 404);
        problem(staff.program(people.clerk()).json("GET", "/api/v1/cases/" + UUID.randomUUID(), null), 404);
        problem(resident().json("GET", "/api/v1/cases/" + receipt.id(), null), 401);
        problem(resident().json("GET", "/api/v1/cases/AAAAAAAAAAAAAAAAAAAAAA", null), 404);
        problem(resident().json("GET", "/api/v1/cases", null), 401);
    }

    /** Nothing twice while rows are filed, taken on and handed away between two pages (foundations §10). */
    @Test
    void aListIsPagedByCursorAndShowsNothingTwiceWhileRowsMove() {
        var filed = new ArrayList<UUID>();
        for (int i = 0; i < 25; i++) {
            filed.add(village.asks(people, "水管漏了 " + i, null).id());
        }
        var program = staff.program(people.clerk());
        for (var view : List.of("MINE", "OPEN", "ALL")) {
            var seen = new ArrayList<String>();
            String cursor = null;
            int pages = 0;
            do {
                var page = program.json(
                        "GET",
                        "/api/v1/cases?limit=7&view=" + view + (cursor == null ? "" : "&cursor=" + cursor),
                        null);
                assertThat(page.status()).as(page.body()).isEqualTo(200);
                read(page).get("items").forEach(row -> seen.add(row.get("id").asString()));
                var next = read(page).get("next");
                cursor = next == null || next.isNull() ? null : next.asString();
                pages++;
                if (cursor != null) {
                    problem(program.json("GET", "/api/v1/cases?view=LATE&cursor=" + cursor, null), 400);
                    problem(program.json("GET", "/api/v1/cases?view=" + view + "&cursor=x" + cursor, null), 400);
                }
                village.asks(people, "又一件", null);
                var moving = filed.removeLast();
                village.take(people.clerk(), moving, new Command.TakeOn());
                village.take(
                        people.clerk(),
                        moving,
                        new Command.Offer(people.handler().post().id(), "归民政办"));
                village.take(people.handler(), moving, new Command.AcceptOffer());
            } while (cursor != null && pages < 20);
            assertThat(seen).as(view).doesNotHaveDuplicates().hasSizeGreaterThanOrEqualTo(20);
        }
        var elsewhere = staff.program(people.otherClerk()).json("GET", "/api/v1/cases?view=OPEN", null);
        assertThat(read(elsewhere).get("items")).isEmpty();
        problem(
                program.json(
                        "GET", "/api/v1/cases?post=" + people.handler().post().id(), null),
                404);
    }

    // ------------------------------------------------------------------ steps

    /** A body for each step that is filled in rightly. */
    private Map<String, String> bodies() {
        var post = people.handler().post().id();
        var bodies = new TreeMap<String, String>();
        for (var step :
                List.of("accept", "take", "take-on", "accept-offer", "deliver", "protect", "print", "nudge", "undo")) {
            bodies.put(step, "{}");
        }
        for (var step : List.of(
                "send-back", "escalate", "refuse-offer", "allow-asking-again", "look-again", "disagree", "withdraw")) {
            bodies.put(step, "{\"why\":\"有原因\"}");
        }
        for (var step : List.of("assign", "offer", "invite", "change-contact")) {
            bodies.put(step, "{\"to\":\"" + post + "\",\"why\":\"归民政办\"}");
        }
        bodies.put("decline", "{\"reason\":\"court\",\"basis\":\"民事诉讼法\",\"channel\":\"县法院\"}");
        bodies.put("decide-look", "{\"accepted\":true,\"why\":\"归这里\"}");
        bodies.put("contact", "{\"how\":\"call\"}");
        for (var step : List.of("decide-send-back", "decide-extension")) {
            bodies.put(step, "{\"granted\":true,\"why\":\"同意\"}");
        }
        bodies.put("ask", "{\"missing\":[\"社保卡\"],\"days\":3}");
        bodies.put("supply", "{\"how\":\"given\"}");
        bodies.put("ask-extension", "{\"days\":3,\"why\":\"等名单\"}");
        bodies.put("answer", "{\"outcome\":\"SOLVED\",\"done\":\"办好了\"}");
        bodies.put("say", "{\"words\":\"什么时候来\",\"code\":\"22222222\"}");
        bodies.put("change-telling", "{\"by\":\"PAGE\",\"code\":\"22222222\"}");
        bodies.put("confirm", "{\"code\":\"22222222\"}");
        bodies.put("recheck", "{\"result\":\"solved\"}");
        bodies.put("rate", "{\"score\":5,\"show\":false,\"code\":\"22222222\"}");
        bodies.put("merge", "{\"other\":\"" + UUID.randomUUID() + "\"}");
        bodies.put(
                "change-item",
                "{\"item\":\"" + village.item(people, "street-light") + "\",\"type\":\"HELP\",\"urgent\":false}");
        bodies.put("correct-place", "{\"place\":\"" + people.home().grid().id() + "\"}");
        bodies.put("correct", "{\"words\":\"是第三盏灯\"}");
        bodies.put("note", "{\"note\":\"记一笔\"}");
        return bodies;
    }

    @Test
    void everyStepHasItsAddressAndIsRefusedWithoutVersionOrInsight() {
        var receipt = village.asks(people, "低保怎么申请", null);
        var bodies = bodies();
        assertThat(bodies.keySet())
                .as("a body for each")
                .containsAll(CaseResource.commands().keySet());
        var own = staff.program(people.clerk());
        var other = staff.program(people.otherClerk()).with("If-Match", "\"1\"");
        var nobody = resident().with("If-Match", "\"1\"");
        for (var step : CaseResource.commands().keySet()) {
            var path = "/api/v1/cases/" + receipt.id() + "/" + step;
            problem(own.json("POST", path, bodies.get(step)), 428);
            problem(other.json("POST", path, bodies.get(step)), 404);
            problem(nobody.json("POST", path, bodies.get(step)), 401);
        }
        for (var stale : List.of("\"7\"", "\"0\"", "\"-1\"", "x", "*")) {
            problem(
                    staff.program(people.clerk())
                            .with("If-Match", stale)
                            .json("POST", "/api/v1/cases/" + receipt.id() + "/take-on", "{}"),
                    412);
        }
        problem(own.json("POST", "/api/v1/cases/" + receipt.id() + "/abolish", "{}"), 404);
        assertThat(state(receipt)).isEqualTo("REGISTERED");
    }

    private String state(Receipt receipt) {
        return read(resident().json("GET", "/api/v1/cases/" + receipt.longId(), null))
                .get("state")
                .asString();
    }

    /** Inside, but not hers: 403 with the name of who may; a receipt takes no step of staff and staff none of hers. */
    @Test
    void whoMayNotIsToldWhoMay() {
        var receipt = village.asks(people, "低保怎么申请", null);
        var answer = staff.program(people.supervisor())
                .with("If-Match", "\"1\"")
                .json("POST", "/api/v1/cases/" + receipt.id() + "/contact", "{\"how\":\"call\"}");
        problem(answer, 403);
        assertThat(answer.body()).contains(people.clerk().name());
        var bodies = bodies();
        for (var step : List.of(
                "accept",
                "decline",
                "assign",
                "take-on",
                "contact",
                "offer",
                "ask",
                "answer",
                "protect",
                "note",
                "print",
                "change-item",
                "correct-place",
                "recheck",
                "decide-extension")) {
            problem(
                    resident()
                            .with("If-Match", "\"1\"")
                            .json("POST", "/api/v1/cases/" + receipt.longId() + "/" + step, bodies.get(step)),
                    403);
        }
        for (var step : List.of("confirm", "disagree", "rate", "withdraw", "look-again")) {
            problem(
                    staff.program(people.clerk())
                            .with("If-Match", "\"1\"")
                            .json("POST", "/api/v1/cases/" + receipt.longId() + "/" + step, bodies.get(step)),
                    403);
        }
        assertThat(state(receipt)).isEqualTo("REGISTERED");
    }

    @Test
    void badBodiesAreSaidFieldByField() {
        var receipt = village.asks(people, "低保怎么申请", null);
        var clerk = staff.program(people.clerk()).with("If-Match", "\"1\"");
        var path = "/api/v1/cases/" + receipt.id();
        for (var bad : List.of("{", "[]", "\"x\"", "{\"outcome\":\"GREAT\",\"done\":\"x\"}", "{\"outcome\":7}")) {
            problem(clerk.json("POST", path + "/answer", bad), 400);
        }
        var missing = clerk.json("POST", path + "/answer", "{\"outcome\":\"SOLVED\"}");
        problem(missing, 400);
        assertThat(read(missing).get("fields").get("done").asString()).isNotBlank();
        var refused = clerk.json("POST", path + "/answer", "{\"outcome\":\"SOLVED\",\"done\":\"办好了\"}");
        problem(refused, 409);
        assertThat(read(refused).get("type").asString()).isEqualTo("/problems/cases/state");
    }

    @Test
    void aWholeLifeIsLivedByProgramsAlone() {
        var filed = resident()
                .with("Idempotency-Key", "k-" + UUID.randomUUID())
                .json("POST", "/api/v1/cases", body("低保怎么申请"));
        var longId = read(filed).get("id").asString();
        var code = read(filed).get("answerCode").asString();
        var receipt = "/api/v1/cases/" + longId;
        var list = read(staff.program(people.clerk()).json("GET", "/api/v1/cases", null));
        var id = "/api/v1/cases/" + list.get("items").get(0).get("id").asString();
        var clerk = staff.program(people.clerk());
        var handler = staff.program(people.handler());
        var tag = "\"1\"";
        tag = step(clerk, tag, id + "/take-on", "{}", "TAKEN");
        tag = step(clerk, tag, id + "/contact", "{\"how\":\"call\"}", "WORKING");
        tag = step(
                clerk,
                tag,
                id + "/offer",
                "{\"to\":\"" + people.handler().post().id() + "\",\"why\":\"归民政办\"}",
                "WORKING");
        tag = step(handler, tag, id + "/accept-offer", "{}", "WORKING");
        tag = step(handler, tag, id + "/ask", "{\"missing\":[\"社保卡\"],\"days\":3}", "WAITING");
        tag = step(resident(), tag, receipt + "/supply", "{\"how\":\"given\"}", "WORKING");
        tag = step(handler, tag, id + "/answer", "{\"outcome\":\"SOLVED\",\"done\":\"下月起发\"}", "ANSWERED");
        problem(resident().with("If-Match", tag).json("POST", receipt + "/confirm", "{\"code\":\"22222222\"}"), 409);
        tag = step(resident(), tag, receipt + "/confirm", "{\"code\":\"" + code + "\"}", "CLOSED");
        step(resident(), tag, receipt + "/rate", "{\"score\":5,\"show\":false,\"code\":\"" + code + "\"}", "CLOSED");
        var end = read(resident().json("GET", receipt, null));
        assertThat(end.get("end").asString()).isEqualTo("APPROVED");
        assertThat(end.get("answer").asString()).isEqualTo("下月起发");
    }

    private String step(ADoor.Visitor who, String tag, String path, String body, String state) {
        var answer = who.copy().with("If-Match", tag).json("POST", path, body);
        assertThat(answer.status()).as(path + " " + answer.body()).isEqualTo(200);
        assertThat(read(answer).get("state").asString()).as(path).isEqualTo(state);
        problem(who.copy().with("If-Match", tag).json("POST", path, body), 412);
        return tag(answer);
    }

    @Test
    void triesWithAReceiptAreLimitedAndSayWhenAgain() {
        var receipt = village.asks(people, "低保怎么申请", null);
        var guesser = resident().with("If-Match", "\"1\"");
        ADoor.Answer last = null;
        for (int tries = 0; tries < 31; tries++) {
            last = guesser.json(
                    "POST",
                    "/api/v1/cases/" + receipt.longId() + "/withdraw",
                    "{\"why\":\"猜\",\"code\":\"2222222" + tries % 10 + "\"}");
        }
        problem(last, 429);
        assertThat(Long.parseLong(last.headers().firstValue("Retry-After").orElseThrow()))
                .isBetween(1L, Duration.ofHours(1).toSeconds());
    }

    // ------------------------------------------------------------------ description

    /** Valid by what OpenAPI 3.1 demands, and complete for these routes. */
    @Test
    void theDescriptionNamesEveryStepWithItsBodyAndEveryNo() {
        var answer = resident().json("GET", "/api/docs/openapi", null);
        var api = read(answer);
        assertThat(api.get("openapi").asString()).startsWith("3.1");
        assertThat(api.get("info").get("title").asString()).isEqualTo("OneDoor 一扇门");
        assertThat(api.get("info").get("version").asString()).isNotBlank();
        var ids = new HashSet<String>();
        api.get("paths")
                .properties()
                .forEach(path -> path.getValue().properties().forEach(operation -> {
                    var where = path.getKey() + " " + operation.getKey();
                    assertThat(ids.add(operation.getValue().get("operationId").asString()))
                            .as(where)
                            .isTrue();
                    assertThat(operation.getValue().get("responses").size())
                            .as(where)
                            .isPositive();
                    var declared = new HashSet<String>();
                    if (operation.getValue().has("parameters")) {
                        operation.getValue().get("parameters").forEach(parameter -> {
                            if (parameter.get("in").asString().equals("path")) {
                                assertThat(parameter.get("required").asBoolean())
                                        .as(where)
                                        .isTrue();
                                declared.add("{" + parameter.get("name").asString() + "}");
                            }
                        });
                    }
                    assertThat(declared)
                            .as(where)
                            .containsExactlyInAnyOrderElementsOf(
                                    Stream.of(path.getKey().split("/"))
                                            .filter(part -> part.startsWith("{"))
                                            .toList());
                }));
        var references =
                Pattern.compile("\"\\$ref\":\"#/components/schemas/([^\"]+)\"").matcher(answer.body());
        var schemas = api.get("components").get("schemas");
        while (references.find()) {
            assertThat(schemas.has(references.group(1))).as(references.group(1)).isTrue();
        }
        for (var command : CaseResource.commands().entrySet()) {
            var step = api.get("paths").get("/api/v1/cases/{id}/" + command.getKey());
            assertThat(step).as(command.getKey()).isNotNull();
            var post = step.get("post");
            for (var status : List.of("200", "400", "401", "403", "404", "409", "412", "428", "429")) {
                assertThat(post.get("responses").has(status))
                        .as(command.getKey() + status)
                        .isTrue();
            }
            var schema = schemas.get(command.getValue().getSimpleName());
            for (var field : command.getValue().getRecordComponents()) {
                assertThat(schema.get("properties").has(field.getName()))
                        .as(command.getKey() + "." + field.getName())
                        .isTrue();
            }
        }
        assertThatCode(() -> api.get("components")
                        .get("securitySchemes")
                        .get("token")
                        .get("scheme"))
                .doesNotThrowAnyException();
    }
}
