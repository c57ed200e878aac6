package org.onedoor.cases;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.onedoor.catalogue.Catalogue;
import org.onedoor.catalogue.Item;
import org.onedoor.frame.Actor;
import org.onedoor.frame.Allowed;
import org.onedoor.frame.NotHere;
import org.onedoor.frame.Problem;
import org.onedoor.frame.Role;
import org.onedoor.frame.Texts;
import org.onedoor.frame.Throttle;
import org.onedoor.regions.Level;
import org.onedoor.regions.Place;
import org.onedoor.regions.Regions;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * 提交接口 · {@code POST /api/v1/cases}: file a case, for oneself, for somebody else, or together with neighbours. Filing
 * honours {@code Idempotency-Key}: the same key and body give the same receipt, another body 422, one in flight 409.
 */
@RestController
@RequestMapping("/api/v1/cases")
class FilingResource {

    private final Filing filing;
    private final Sender sender;
    private final Duplicates duplicates;
    private final Regions regions;
    private final Catalogue catalogue;
    private final Texts texts;
    private final Throttle throttle;
    private final Set<String> inFlight = ConcurrentHashMap.newKeySet();

    FilingResource(
            Filing filing,
            Sender sender,
            Duplicates duplicates,
            Regions regions,
            Catalogue catalogue,
            Texts texts,
            Throttle throttle) {
        this.filing = filing;
        this.sender = sender;
        this.duplicates = duplicates;
        this.regions = regions;
        this.catalogue = catalogue;
        this.texts = texts;
        this.throttle = throttle;
    }

    /**
     * What one sends to file a case.
     *
     * @param place 12-digit code of a village or community, or 15-digit code of a grid in it
     * @param item code of a catalogue item
     * @param callAt "call me" with a time of day
     * @param aboutStaff concerns somebody of the village or town: protected path
     * @param toldBy how she wants to be told; left out: by short message
     * @param mail the address, where it is by mail
     * @param join a public matter of this village that was reported already, to wait for together
     */
    record NewCase(
            @NotBlank @Size(max = 15) String place,
            @Nullable @Size(max = 5000) String words,
            @Nullable String item,
            @Nullable RequestType type,
            @Nullable Map<String, String> answers,
            @Nullable @Size(max = 40) String name,
            @Nullable @Size(max = 20) String phone,
            @Nullable Boolean visit,
            @Nullable @Size(max = 200) String address,
            @Nullable @Size(max = 60) String callAt,
            @Nullable @Valid ForWhom forWhom,
            @Nullable Boolean aboutStaff,
            @Nullable Boolean urgent,
            @Nullable Boolean publicShown,
            @Nullable UUID join,
            @Nullable ToldBy toldBy,
            @Nullable @Size(max = 200) String mail) {

        FileCase.Telling telling() {
            return new FileCase.Telling(toldBy == null ? ToldBy.SMS : toldBy, mail);
        }
    }

    /** Filing for somebody else; {@code knows} left out is not said, and both are told unless it is said otherwise. */
    record ForWhom(
            @Nullable @Size(max = 40) String name,
            @Nullable @Size(max = 20) String phone,
            @Nullable @Size(max = 200) String address,
            @Nullable @Size(max = 20) String relation,
            @Nullable Boolean knows,
            @Nullable Boolean told) {

        FileCase.ForWhom whom() {
            return new FileCase.ForWhom(name, phone, address, relation, knows, is(told, true));
        }
    }

    /** What is left out is what is usual (R-SEC-2). */
    private static boolean is(@Nullable Boolean said, boolean usual) {
        return said == null ? usual : said;
    }

    /**
     * The receipt; {@code answerCode} only for somebody without a phone, otherwise it goes by SMS; {@code matter} is the
     * case's own id, for staff who go on with it.
     */
    record ReceiptView(
            String id,
            @Nullable UUID matter,
            String number,
            String link,
            @Nullable String answerCode,
            Instant due,
            boolean provisional,
            String contactTitle,
            String contactName,
            String contactPhone) {}

    /** What one is about to report, to ask whether it is known. */
    record Asked(
            @NotBlank @Size(max = 15) String place,
            @Nullable @Size(max = 5000) String words,
            @Nullable String item) {}

    record SameView(List<Known> items) {}

    /** A matter reported already: {@code id} to join it; never words, names or numbers. */
    record Known(UUID id, String item, LocalDate filedOn, State state, int waiting) {}

    @PostMapping
    @Allowed(Role.VISITOR)
    ResponseEntity<?> file(
            @RequestBody @Valid NewCase body,
            @RequestHeader(value = "Idempotency-Key", required = false) @Nullable String key,
            HttpServletRequest request) {
        if (key == null || key.isBlank() || key.length() > 100) {
            return problem(request, HttpStatus.BAD_REQUEST, "idempotency-key", "cases.api.key");
        }
        var actor = Actor.current();
        var anonymous = actor.is(Role.VISITOR);
        var caller = caller(request, actor);
        throttle.take("cases.file", caller, anonymous ? 60 : 6000, Duration.ofHours(1));
        if (!inFlight.add(caller + key)) {
            return problem(request, HttpStatus.CONFLICT, "in-flight", "cases.api.in-flight");
        }
        try {
            var join = Optional.ofNullable(body.join());
            var joined = join.flatMap(other -> joinable(actor.county(), body, other));
            if (join.isPresent() && joined.isEmpty()) {
                return refused(request, "join", "cases.file.join");
            }
            var outcome = filing.file(actor.county(), command(body, actor, joined.orElse(null), caller, key));
            if (join.isPresent() && outcome instanceof FilingOutcome.Filed(var receipt, var _)) {
                sender.join(actor.county(), receipt, join.get());
            }
            return answer(request, actor, outcome);
        } finally {
            inFlight.remove(caller + key);
        }
    }

    /** What stands already in this village, of the public matters only; asked before filing. */
    @PostMapping("/same")
    @Allowed(Role.VISITOR)
    SameView same(@RequestBody @Valid Asked body, HttpServletRequest request) {
        var actor = Actor.current();
        throttle.take("cases.same", caller(request, actor), 600, Duration.ofHours(1));
        var items = catalogue.of(actor.county());
        var item = item(actor.county(), body.item());
        return new SameView(village(actor.county(), body.place()).stream()
                .flatMap(village -> duplicates.find(actor.county(), village, item, words(body.words())).stream())
                .map(same ->
                        new Known(same.id(), items.get(same.item()).code(), same.day(), same.state(), same.joined()))
                .toList());
    }

    private static String caller(HttpServletRequest request, Actor actor) {
        return actor.is(Role.VISITOR)
                ? "ip:" + request.getRemoteAddr()
                : actor.id().toString();
    }

    private static String words(@Nullable String words) {
        return words == null ? "" : words;
    }

    private @Nullable Item item(int county, @Nullable String code) {
        return code == null ? null : catalogue.of(county).byCode(code).orElseThrow(NotHere::new);
    }

    private Optional<Place> village(int county, String code) {
        var tree = regions.tree(county);
        return tree.byCode(code).flatMap(place -> tree.above(place.id(), Level.VILLAGE));
    }

    /** The item of a matter that may be joined from this village; whoever reports staff joins nobody. */
    private Optional<UUID> joinable(int county, NewCase body, UUID other) {
        return is(body.aboutStaff(), false)
                ? Optional.empty()
                : village(county, body.place()).flatMap(village -> duplicates.item(county, village, other));
    }

    private FileCase command(NewCase body, Actor actor, @Nullable UUID joined, String caller, String key) {
        var place = regions.tree(actor.county()).byCode(body.place());
        var item = item(actor.county(), body.item());
        var resident = actor.is(Role.RESIDENT);
        return new FileCase(
                        Channel.WEB,
                        body.type(),
                        joined != null ? joined : item == null ? null : item.id(),
                        place.map(p -> p.id()).orElse(Actor.NOBODY),
                        words(body.words()),
                        body.answers() == null ? Map.of() : body.answers(),
                        body.name(),
                        body.phone(),
                        is(body.visit(), false),
                        body.address(),
                        body.callAt(),
                        body.forWhom() == null ? null : body.forWhom().whom(),
                        is(body.aboutStaff(), false),
                        List.of(),
                        is(body.urgent(), false),
                        is(body.publicShown(), false),
                        List.of(),
                        null,
                        false,
                        resident ? actor.id() : null,
                        caller,
                        key)
                .told(body.telling())
                .withoutNumbers();
    }

    private ResponseEntity<?> answer(HttpServletRequest request, Actor actor, FilingOutcome outcome) {
        return switch (outcome) {
            case FilingOutcome.Filed(var receipt, var again) -> {
                var here = request.getContextPath() + "/api/v1/cases/" + receipt.longId();
                var body = new ReceiptView(
                        receipt.longId(),
                        actor.is(Role.STAFF) ? receipt.id() : null,
                        receipt.number(),
                        request.getContextPath() + "/r/" + receipt.longId(),
                        actor.is(Role.STAFF) ? null : receipt.answerCode(),
                        receipt.due(),
                        receipt.provisional(),
                        receipt.contactTitle(),
                        receipt.contactName(),
                        receipt.contactPhone());
                yield again
                        ? ResponseEntity.ok().location(URI.create(here)).body(body)
                        : ResponseEntity.created(URI.create(here)).body(body);
            }
            case FilingOutcome.OtherBody _ ->
                problem(request, HttpStatus.UNPROCESSABLE_CONTENT, "other-body", "cases.api.other-body");
            case FilingOutcome.Refused(var field, var why) -> refused(request, field, why);
        };
    }

    private ResponseEntity<ProblemDetail> refused(HttpServletRequest request, String field, String why) {
        return detail(request, HttpStatus.UNPROCESSABLE_CONTENT, why.substring(why.lastIndexOf('.') + 1), why)
                .with("field", field)
                .answer();
    }

    private ResponseEntity<ProblemDetail> problem(
            HttpServletRequest request, HttpStatus status, String type, String sentence) {
        return detail(request, status, type, sentence).answer();
    }

    private Problem detail(HttpServletRequest request, HttpStatus status, String type, String sentence) {
        return Problem.of(status, type, texts.text("zh", sentence)).at(request.getRequestURI());
    }
}
