package org.onedoor.cases;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.Valid;
import jakarta.validation.Validator;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.onedoor.catalogue.Catalogue;
import org.onedoor.frame.Actor;
import org.onedoor.frame.Allowed;
import org.onedoor.frame.NotHere;
import org.onedoor.frame.NotLoggedIn;
import org.onedoor.frame.Now;
import org.onedoor.frame.Role;
import org.onedoor.frame.Scope;
import org.onedoor.frame.Texts;
import org.onedoor.frame.Throttle;
import org.onedoor.organizations.Hat;
import org.onedoor.organizations.Organizations;
import org.onedoor.organizations.StaffActor;
import org.onedoor.regions.Regions;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * 办件接口 · {@code /api/v1/cases}: file, read by receipt or under a post, and take every step.
 *
 * <p>A receipt's long id reads and acts for the resident; a token of staff acts under the post named by {@code post}, or
 * under her only one. Changes need {@code If-Match} (428 without, 412 when stale); filing honours {@code Idempotency-Key}.
 */
@RestController
@RequestMapping("/api/v1/cases")
class CaseResource {

    private static final int MOST = 100;
    private static final Pattern CASE = Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");

    private final Filing filing;
    private final Cases cases;
    private final CaseReading reading;
    private final Keys keys;
    private final Regions regions;
    private final Catalogue catalogue;
    private final Organizations organizations;
    private final Texts texts;
    private final Throttle throttle;
    private final Validator validator;
    private final JsonMapper json;
    private final Set<String> inFlight = ConcurrentHashMap.newKeySet();

    CaseResource(
            Filing filing,
            Cases cases,
            CaseReading reading,
            Keys keys,
            Regions regions,
            Catalogue catalogue,
            Organizations organizations,
            Texts texts,
            Throttle throttle,
            Validator validator,
            JsonMapper json) {
        this.filing = filing;
        this.cases = cases;
        this.reading = reading;
        this.keys = keys;
        this.regions = regions;
        this.catalogue = catalogue;
        this.organizations = organizations;
        this.texts = texts;
        this.throttle = throttle;
        this.validator = validator;
        this.json = json;
    }

    private static final Map<String, Class<? extends Command>> COMMANDS = Arrays.stream(
                    Command.class.getPermittedSubclasses())
            .map(type -> type.<Command>asSubclass(Command.class))
            .collect(Collectors.toMap(CaseResource::path, Function.identity()));

    /** By the last part of their address. */
    static Map<String, Class<? extends Command>> commands() {
        return COMMANDS;
    }

    /** {@code AcceptOffer} → {@code accept-offer}. */
    private static String path(Class<?> command) {
        return command.getSimpleName().replaceAll("(?<=[a-z])(?=[A-Z])", "-").toLowerCase(Locale.ROOT);
    }

    /**
     * What one sends to file a case; {@code place} is a 12-digit code of a village or community.
     *
     * @param item code of a catalogue item
     * @param callAt "call me" with a time of day
     * @param aboutStaff concerns somebody of the village or town: protected path
     */
    record NewCase(
            @NotBlank @Size(max = 12) String place,
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
            @Nullable Boolean publicShown) {}

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

    /** A case as its resident or its staff may read it; {@code joined}: how many other households wait for its answer. */
    record CaseView(
            String id,
            String number,
            String title,
            State state,
            @Nullable End end,
            Instant filedAt,
            Instant due,
            boolean provisional,
            @Nullable Outcome outcome,
            @Nullable String answer,
            List<String> missing,
            String contactTitle,
            String ownerTitle,
            @Nullable String words,
            List<LineView> history,
            int joined,
            int version) {}

    record LineView(int seq, Instant at, String what) {}

    record ListView(List<RowView> items, @Nullable String next) {}

    record RowView(
            UUID id,
            String number,
            String title,
            State state,
            boolean urgent,
            Instant filedAt,
            Instant due,
            int version) {}

    record StepView(UUID id, State state, int version) {}

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
        var caller = anonymous ? "ip:" + request.getRemoteAddr() : actor.id().toString();
        throttle.take("cases.file", caller, anonymous ? 60 : 6000, Duration.ofHours(1));
        if (!inFlight.add(caller + key)) {
            return problem(request, HttpStatus.CONFLICT, "in-flight", "cases.api.in-flight");
        }
        try {
            return answer(request, actor, filing.file(actor.county(), command(body, actor, caller, key)));
        } finally {
            inFlight.remove(caller + key);
        }
    }

    private FileCase command(NewCase body, Actor actor, String caller, String key) {
        var place = regions.tree(actor.county()).byCode(body.place());
        var item = body.item() == null
                ? null
                : catalogue.of(actor.county()).byCode(body.item()).orElseThrow(NotHere::new);
        var resident = actor.is(Role.RESIDENT);
        return new FileCase(
                        Channel.WEB,
                        body.type(),
                        item == null ? null : item.id(),
                        place.map(p -> p.id()).orElse(Actor.NOBODY),
                        body.words() == null ? "" : body.words(),
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
            case FilingOutcome.Refused(var field, var why) -> {
                var refusal =
                        detail(request, HttpStatus.UNPROCESSABLE_CONTENT, why.substring(why.lastIndexOf('.') + 1), why);
                refusal.setProperty("field", field);
                yield send(refusal);
            }
        };
    }

    @GetMapping
    @Allowed(Role.STAFF)
    ListView list(
            @RequestParam(defaultValue = "MINE") CaseQueue.View view,
            @RequestParam(required = false) @Nullable UUID post,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(defaultValue = "20") int limit) {
        var slice = reading.list(hat(post), view, Now.instant(), cursor, Math.clamp(limit, 1, MOST));
        return new ListView(
                slice.items().stream()
                        .map(line -> new RowView(
                                line.id(),
                                line.number(),
                                line.title(),
                                line.state(),
                                line.urgent(),
                                line.filedAt(),
                                line.due(),
                                line.version()))
                        .toList(),
                slice.next());
    }

    /** By the receipt's long id, or by the case's id with a token of staff. */
    @GetMapping("/{id}")
    @Allowed(Role.VISITOR)
    ResponseEntity<CaseView> show(@PathVariable String id, @RequestParam(required = false) @Nullable UUID post) {
        var county = Actor.current().county();
        var row = isCase(id) ? reading.show(hat(post), UUID.fromString(id)) : reading.byReceipt(county, id);
        return ResponseEntity.ok()
                .eTag("\"" + row.told().version() + "\"")
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .body(view(row, id));
    }

    @PostMapping("/{id}/{step}")
    @Allowed(Role.VISITOR)
    ResponseEntity<?> take(
            @PathVariable String id,
            @PathVariable String step,
            @RequestParam(required = false) @Nullable UUID post,
            @RequestHeader(value = "If-Match", required = false) @Nullable String match,
            @RequestBody(required = false) @Nullable String body,
            HttpServletRequest request) {
        var type = COMMANDS.get(step);
        if (type == null) {
            throw new NotHere();
        }
        if (isCase(id)) {
            // Who is nobody is told that, and nothing about the form.
            hat(post);
        }
        if (match == null) {
            return problem(request, HttpStatus.PRECONDITION_REQUIRED, "if-match", "cases.api.if-match");
        }
        int version = version(match);
        if (version < 1) {
            return problem(request, HttpStatus.PRECONDITION_FAILED, "overtaken", "frame.problem.overtaken");
        }
        Command command;
        try {
            command = json.readValue(body == null || body.isBlank() ? "{}" : body, type);
        } catch (JacksonException e) {
            return problem(request, HttpStatus.BAD_REQUEST, "badly-filled", "cases.api.badly-filled");
        }
        var faults = validator.validate(command);
        if (!faults.isEmpty()) {
            return send(faults(request, faults));
        }
        var county = Actor.current().county();
        Stepping result;
        if (isCase(id)) {
            var hat = hat(post);
            var by = new By.Staff(hat, Actor.current().id());
            result = Scope.in(hat.scope(), () -> cases.take(county, UUID.fromString(id), version, command, by));
        } else {
            throttle.take("cases.receipt", id, 30, Duration.ofHours(1));
            result = Scope.in(
                    new Scope.Receipt(county, Keys.hash(id)),
                    () -> cases.take(
                            county, reading.byReceipt(county, id).id(), version, command, By.Resident.holder()));
        }
        return switch (result) {
            case Stepping.Done done ->
                ResponseEntity.ok()
                        .eTag("\"" + done.version() + "\"")
                        .body(new StepView(done.id(), done.state(), done.version()));
            case Stepping.Refused(var why) ->
                problem(
                        request,
                        why.equals("cases.no.staff-session") ? HttpStatus.FORBIDDEN : HttpStatus.CONFLICT,
                        "cases/" + why.substring(why.lastIndexOf('.') + 1),
                        why);
        };
    }

    /** The version of an ETag; 0 for what is none of ours. */
    private static int version(String match) {
        try {
            return Integer.parseInt(match.replace("\"", "").replace("W/", "").strip());
        } catch (NumberFormatException e) {
            return 0;
        }
    }

    /** Anything else is a receipt's long id. */
    private static boolean isCase(String id) {
        return CASE.matcher(id).matches();
    }

    /** The post one acts under: named, or the only one. */
    private static Hat hat(@Nullable UUID post) {
        if (!(Actor.current() instanceof StaffActor staff)) {
            throw new NotLoggedIn();
        }
        if (post != null) {
            return staff.hat(post).orElseThrow(NotHere::new);
        }
        return staff.hats().stream().findFirst().orElseThrow(NotHere::new);
    }

    private CaseView view(CaseStore.Row row, String id) {
        var told = row.told();
        var staffing = organizations.of(row.county());
        var language = "zh";
        return new CaseView(
                id,
                row.sayable(),
                row.title(),
                told.state(),
                told.end(),
                told.filedAt(),
                told.due(),
                told.provisional(),
                told.outcome(),
                told.done(),
                told.missing(),
                staffing.post(told.contact()).title(),
                staffing.post(told.owner()).title(),
                row.words(),
                History.shown(Case.valid(told.history())).stream()
                        .map(entry -> new LineView(
                                entry.seq(),
                                entry.at(),
                                texts.text(
                                        language, "cases.fact." + entry.fact().kind())))
                        .toList(),
                told.joined().size(),
                told.version());
    }

    private ProblemDetail faults(HttpServletRequest request, Set<? extends ConstraintViolation<?>> faults) {
        var problem = detail(request, HttpStatus.BAD_REQUEST, "badly-filled", "cases.api.badly-filled");
        var fields = new TreeMap<String, String>();
        faults.forEach(fault -> fields.put(fault.getPropertyPath().toString(), fault.getMessage()));
        problem.setProperty("fields", fields);
        return problem;
    }

    private ResponseEntity<ProblemDetail> problem(
            HttpServletRequest request, HttpStatus status, String type, String sentence) {
        return send(detail(request, status, type, sentence));
    }

    private ProblemDetail detail(HttpServletRequest request, HttpStatus status, String type, String sentence) {
        var problem = ProblemDetail.forStatusAndDetail(status, texts.text("zh", sentence));
        problem.setType(URI.create("/problems/" + type));
        problem.setInstance(URI.create(request.getRequestURI()));
        return problem;
    }

    private static ResponseEntity<ProblemDetail> send(ProblemDetail problem) {
        return ResponseEntity.status(problem.getStatus())
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .body(problem);
    }
}
