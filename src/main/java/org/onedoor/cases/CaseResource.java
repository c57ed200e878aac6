package org.onedoor.cases;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.Validator;
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
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
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
 * 办件接口 · {@code /api/v1/cases}: read by receipt or under a post, and take every step.
 *
 * <p>A receipt's long id reads and acts for the resident; a token of staff acts under the post named by {@code post}, or
 * under the only one of hers that can; where two could she is asked to name it (400). Changes need {@code If-Match} (428
 * without, 412 when stale).
 */
@RestController
@RequestMapping("/api/v1/cases")
class CaseResource {

    private static final int MOST = 100;
    private static final Pattern CASE = Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");

    private final Cases cases;
    private final CaseReading reading;
    private final DeskFront front;
    private final Organizations organizations;
    private final Texts texts;
    private final Throttle throttle;
    private final Validator validator;
    private final JsonMapper json;

    CaseResource(
            Cases cases,
            CaseReading reading,
            DeskFront front,
            Organizations organizations,
            Texts texts,
            Throttle throttle,
            Validator validator,
            JsonMapper json) {
        this.cases = cases;
        this.reading = reading;
        this.front = front;
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

    /** A post to choose from. */
    record PostView(UUID id, String office, String title) {}

    @GetMapping
    @Allowed(Role.STAFF)
    ResponseEntity<?> list(
            @RequestParam(defaultValue = "MINE") CaseQueue.View view,
            @RequestParam(required = false) @Nullable UUID post,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(defaultValue = "20") int limit,
            HttpServletRequest request) {
        var staff = staff();
        if (post == null && staff.hats().size() > 1) {
            return whichPost(request, staff.hats());
        }
        var slice = reading.list(hat(staff, post), view, Now.instant(), cursor, Math.clamp(limit, 1, MOST));
        return ResponseEntity.ok(new ListView(
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
                slice.next()));
    }

    /** By the receipt's long id, or by the case's id with a token of staff. */
    @GetMapping("/{id}")
    @Allowed(Role.VISITOR)
    ResponseEntity<CaseView> show(@PathVariable String id, @RequestParam(required = false) @Nullable UUID post) {
        var row = isCase(id)
                ? seen(staff(), UUID.fromString(id), post)
                : reading.byReceipt(Actor.current().county(), id);
        return ResponseEntity.ok()
                .eTag("\"" + row.told().version() + "\"")
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .body(view(row, id));
    }

    /** Under the post named, or the first of hers that sees it: reading is the same under each. */
    private CaseStore.Row seen(StaffActor staff, UUID id, @Nullable UUID post) {
        if (post == null) {
            for (var hat : staff.hats()) {
                try {
                    return reading.show(hat, id);
                } catch (NotHere _) {
                    // Perhaps under her next one.
                }
            }
        }
        return reading.show(hat(staff, post), id);
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
            hat(staff(), post);
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
            var could = acting(staff(), UUID.fromString(id), command.step(), post);
            if (could.size() > 1) {
                return whichPost(request, could);
            }
            var hat = could.getFirst();
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

    private static StaffActor staff() {
        if (Actor.current() instanceof StaffActor staff) {
            return staff;
        }
        throw new NotLoggedIn();
    }

    /** The post named, or the first: enough where she has one. */
    private static Hat hat(StaffActor staff, @Nullable UUID post) {
        return (post == null ? staff.hats().stream().findFirst() : staff.hat(post)).orElseThrow(NotHere::new);
    }

    /** Those of her posts that could take the step; the one closest to the case where none can, to be told why. */
    private List<Hat> acting(StaffActor staff, UUID id, Step step, @Nullable UUID post) {
        if (post != null || staff.hats().size() < 2) {
            return List.of(hat(staff, post));
        }
        var seats = front.glance(staff, id).seats();
        return seats.may().getOrDefault(step, List.of(seats.own()));
    }

    private ResponseEntity<ProblemDetail> whichPost(HttpServletRequest request, List<Hat> hats) {
        var problem = detail(request, HttpStatus.BAD_REQUEST, "which-post", "cases.api.which-post");
        problem.setProperty("parameter", "post");
        problem.setProperty(
                "posts",
                hats.stream()
                        .map(hat -> new PostView(
                                hat.post().id(), hat.office().name(), hat.post().title()))
                        .toList());
        return send(problem);
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
