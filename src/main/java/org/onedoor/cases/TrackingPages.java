package org.onedoor.cases;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.onedoor.files.Files;
import org.onedoor.files.Kind;
import org.onedoor.files.ServedFile;
import org.onedoor.frame.Actor;
import org.onedoor.frame.Allowed;
import org.onedoor.frame.Faults;
import org.onedoor.frame.Now;
import org.onedoor.frame.Page;
import org.onedoor.frame.Role;
import org.onedoor.frame.Scope;
import org.onedoor.organizations.PostKind;
import org.onedoor.organizations.Staffing;
import org.springframework.core.io.Resource;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;

/**
 * {@code /r/…}: what the QR and the link open. Reading, supplementing and nudging need nothing else; what the resident says
 * about the result needs the answer code, or the phone that confirmed the filing.
 */
@Controller
@Allowed(Role.VISITOR)
class TrackingPages {

    /** What was typed into the forms of the page; stands again when a step is refused. */
    record Said(
            String act,
            String verdict,
            String why,
            String code,
            @Nullable Integer score,
            String comment,
            Boolean show,
            String how,
            String note) {

        static final Said NOTHING = new Said("", "", "", "", null, "", false, "", "");

        @SuppressWarnings("NullAway") // each form has only some of the fields
        Said {
            act = act == null ? "" : act;
            verdict = verdict == null ? "" : verdict;
            why = why == null ? "" : why.strip();
            code = code == null ? "" : code.strip();
            comment = comment == null ? "" : comment.strip();
            how = how == null ? "" : how;
            note = note == null ? "" : note.strip();
            show = show != null && show;
        }
    }

    private final ResidentDoor door;
    private final Tracking tracking;
    private final RuleBook rules;
    private final Files files;

    TrackingPages(ResidentDoor door, Tracking tracking, RuleBook rules, Files files) {
        this.door = door;
        this.tracking = tracking;
        this.rules = rules;
        this.files = files;
    }

    /** The first look at an answer is its delivery; a browser that only fetches ahead has not looked. */
    @GetMapping("/r/{longId}")
    String track(
            @PathVariable String longId,
            @RequestParam(required = false) @Nullable String done,
            @RequestHeader(value = "Sec-Purpose", defaultValue = "") String purpose,
            @ModelAttribute(name = "page", binding = false) Page page,
            HttpServletRequest request,
            Model model) {
        var seen = !ResidentDoor.working(Actor.current()) && !purpose.contains("prefetch");
        model.addAttribute("done", done == null ? "" : thanks(done, page));
        return show(longId, seen, "cases/track", Said.NOTHING, Faults.none(), page, request, model);
    }

    /** For paper, without the answer code. */
    @GetMapping("/r/{longId}/print")
    String print(
            @PathVariable String longId,
            @ModelAttribute(name = "page", binding = false) Page page,
            HttpServletRequest request,
            Model model) {
        model.addAttribute("code", "");
        return show(longId, false, "cases/print", Said.NOTHING, Faults.none(), page, request, model);
    }

    private String show(
            String longId,
            boolean seen,
            String template,
            Said said,
            Faults faults,
            Page page,
            HttpServletRequest request,
            Model model) {
        ResidentDoor.mustBeKey(longId);
        var actor = Actor.current();
        int county = actor.county();
        var opened = tracking.open(county, longId, seen);
        var row = opened.row();
        // Joined to another matter: its progress is what one waits for, by one's own promise.
        var main = opened.main();
        var told = main == null ? row.told() : main.told();
        var staffing = door.staffing(county);
        var item = door.items(county).get(row.told().item());
        var place = door.place(county, row.told().place());
        var days = door.days(county, place);
        model.addAttribute("opened", opened);
        model.addAttribute("told", told);
        model.addAttribute("item", item);
        model.addAttribute(
                "title", item.code().equals("general") ? row.title() : page.name(item.name(), item.nameEn()));
        model.addAttribute("village", page.name(place.name(), place.nameEn()));
        var pace = Pace.of(
                row.told(), item.promise(), days, rules.of(county, row.told().filedAt()), Now.instant());
        model.addAttribute("tag", Track.tag(page, row.told(), pace));
        model.addAttribute(
                "steps",
                main == null
                        ? Track.steps(page, told, staffing)
                        : Track.joined(page, row.told(), main.told(), staffing));
        model.addAttribute("pace", pace);
        model.addAttribute("today", page.weekday(Now.today()));
        model.addAttribute(
                "contact", door.person(county, staffing.post(row.told().contact()), page));
        model.addAttribute("talk", Talk.of(page, row.told(), staffing));
        model.addAttribute("rights", rights(county, longId, opened));
        model.addAttribute("follower", opened.mark() == null ? "" : follower(opened.mark(), staffing, page));
        model.addAttribute("leaders", leaders(county, staffing, page));
        model.addAttribute("link", ResidentDoor.link(request, longId));
        model.addAttribute("said", said);
        model.addAttribute("faults", faults);
        return template;
    }

    /** What the page offers. {@code proven}: no answer code needed. {@code working}: logged in for work, may only read. */
    record Rights(
            boolean working,
            boolean proven,
            boolean nudge,
            boolean supply,
            boolean verdict,
            boolean object,
            boolean rate,
            boolean withdraw,
            boolean look,
            boolean third,
            boolean say) {}

    private Rights rights(int county, String longId, Tracking.Opened opened) {
        var row = opened.row();
        var told = row.told();
        var numbers = rules.of(county, told.filedAt());
        var answered = told.answeredAt();
        var inTime = answered != null
                && Now.instant().isBefore(answered.plus(java.time.Duration.ofDays(numbers.ratingDays())));
        // An objection would be the third: not by this form, and the page says who takes it instead (R-REQ-8).
        var third = told.round() > numbers.objections();
        return new Rights(
                ResidentDoor.working(Actor.current()),
                tracking.by(county, longId).proven(),
                told.refusal(Step.NUDGE) == null && Tracking.nudged(told) == null,
                told.refusal(Step.SUPPLY) == null,
                inTime && told.refusal(Step.CONFIRM) == null,
                inTime && told.state() == State.CLOSED && told.refusal(Step.OBJECT) == null && !third,
                told.refusal(Step.RATE) == null && (told.firstRating() == null ? inTime : again(opened, numbers)),
                told.refusal(Step.WITHDRAW) == null,
                told.refusal(Step.LOOK_AGAIN) == null,
                third && inTime && told.refusal(Step.OBJECT) == null,
                told.refusal(Step.SAY) == null);
    }

    /** Once more, when the follow-up of a low mark has its answer. */
    private static boolean again(Tracking.Opened opened, Rules numbers) {
        var told = opened.row().told();
        var mark = opened.mark();
        var rated = told.ratedAt();
        return told.ratings() == 1
                && mark != null
                && !mark.open()
                && rated != null
                && Now.instant().isBefore(rated.plus(java.time.Duration.ofDays(2L * numbers.ratingDays())));
    }

    /** The office that follows up her mark. */
    private static String follower(LowMark mark, Staffing staffing, Page page) {
        return java.util.Optional.ofNullable(mark.post())
                .flatMap(staffing::find)
                .map(post -> staffing.office(post.office()))
                .map(office -> page.name(office.name(), office.nameEn()))
                .orElse("");
    }

    /** Whom to turn to when an objection no longer opens the case again: the county's supervision. */
    private ResidentDoor.@Nullable Person leaders(int county, Staffing staffing, Page page) {
        return staffing.posts().stream()
                .filter(post -> post.kind() == PostKind.SUPERVISOR
                        && post.place().equals(door.county(county).id()))
                .findFirst()
                .map(post -> door.person(county, post, page))
                .orElse(null);
    }

    private static String thanks(String done, Page page) {
        return switch (done) {
            case "nudged" -> page.t("cases.track.done.nudged");
            case "supplied" -> page.t("cases.track.done.supplied");
            case "confirmed" -> page.t("cases.track.done.confirmed");
            case "objected" -> page.t("cases.track.done.objected");
            case "rated" -> page.t("cases.track.done.rated");
            case "withdrawn" -> page.t("cases.track.done.withdrawn");
            case "asked" -> page.t("cases.track.done.asked");
            case "shown" -> page.t("cases.track.done.shown");
            case "said" -> page.t("cases.track.done.said");
            case "telling" -> page.t("cases.track.done.telling");
            default -> "";
        };
    }

    @PostMapping("/r/{longId}/nudge")
    String nudge(
            @PathVariable String longId,
            @ModelAttribute(name = "page", binding = false) Page page,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model) {
        var row = begin(longId);
        if (Tracking.nudged(row.told()) != null) {
            return refused(longId, "", "cases.track.nudged-today", Said.NOTHING, page, request, response, model);
        }
        return take(longId, row, new Command.Nudge(), "nudged", "", Said.NOTHING, page, request, response, model);
    }

    /** Gives what was missing, says that nothing is, or asks somebody to come and fetch it. */
    @PostMapping("/r/{longId}/supply")
    String supply(
            @PathVariable String longId,
            Said said,
            @RequestParam(required = false) @Nullable List<MultipartFile> photos,
            @ModelAttribute(name = "page", binding = false) Page page,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model) {
        var row = begin(longId);
        if (row.told().refusal(Step.SUPPLY) != null) {
            return refused(longId, "", "cases.no.state", said, page, request, response, model);
        }
        var sent = photos == null
                ? List.<MultipartFile>of()
                : photos.stream().filter(photo -> !photo.isEmpty()).toList();
        if (said.how().equals("given") && sent.isEmpty() && said.note().isEmpty()) {
            return refused(longId, "photos", "cases.track.supply.nothing", said, page, request, response, model);
        }
        if (!List.of("given", "not-needed", "fetch").contains(said.how())) {
            return refused(longId, "how", "cases.no.how", said, page, request, response, model);
        }
        if (said.note().length() > 2000) {
            return refused(longId, "note", "cases.track.long", said, page, request, response, model);
        }
        int county = row.county();
        var faults = Faults.none();
        var kept = Scope.in(
                new Scope.Receipt(county, Keys.hash(longId)),
                () -> door.keep(county, row.id(), Kind.PHOTO, sent, "photos", faults, page));
        if (faults.any()) {
            response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
            return again(longId, said, faults, page, request, model);
        }
        var command = new Command.Supply(said.how(), said.note().isEmpty() ? null : said.note(), kept);
        return switch (tracking.supply(county, longId, row.id(), command)) {
            case Stepping.Done _ -> "redirect:/r/" + longId + "?done=supplied";
            case Stepping.Refused(var key) -> refused(longId, "", key, said, page, request, response, model);
        };
    }

    /** 办好了 or 没办好, and five words for it: said together with one answer code, or each alone. */
    @PostMapping("/r/{longId}/verdict")
    String verdict(
            @PathVariable String longId,
            Said said,
            @ModelAttribute(name = "page", binding = false) Page page,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model) {
        var row = begin(longId);
        var score = said.score();
        var no = said.verdict().equals("no");
        if (!no && !said.verdict().equals("yes") && score == null) {
            return refused(longId, "verdict", "cases.track.verdict.missing", said, page, request, response, model);
        }
        if (no && said.why().isEmpty()) {
            return refused(longId, "why", "cases.track.why.missing", said, page, request, response, model);
        }
        if (score != null && (score < 1 || score > 5)) {
            return refused(longId, "score", "cases.track.rate.missing", said, page, request, response, model);
        }
        if (said.why().length() > 2000 || said.comment().length() > 500) {
            return refused(longId, "comment", "cases.track.long", said, page, request, response, model);
        }
        if (no) {
            var command = new Command.Disagree(said.why(), said.code());
            return take(longId, row, command, "objected", "code", said, page, request, response, model);
        }
        if (said.verdict().equals("yes")) {
            var result = tracking.take(row.county(), longId, row.id(), new Command.Confirm(said.code()));
            if (result instanceof Stepping.Refused(var key)) {
                return refused(longId, field(key), key, said, page, request, response, model);
            }
        }
        if (score == null) {
            return "redirect:/r/" + longId + "?done=confirmed";
        }
        var comment = said.comment().isEmpty() ? null : said.comment();
        var command = new Command.Rate(score, comment, said.show(), said.code());
        return take(longId, row, command, "rated", "code", said, page, request, response, model);
    }

    @PostMapping("/r/{longId}/withdraw")
    String withdraw(
            @PathVariable String longId,
            Said said,
            @ModelAttribute(name = "page", binding = false) Page page,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model) {
        var row = begin(longId);
        if (said.why().isEmpty() || said.why().length() > 500) {
            var key = said.why().isEmpty() ? "cases.track.withdraw.missing" : "cases.track.long";
            return refused(longId, "why", key, said, page, request, response, model);
        }
        var command = new Command.Withdraw(said.why(), said.code());
        return take(longId, row, command, "withdrawn", "code", said, page, request, response, model);
    }

    /** A second look at a refusal, one level up, once. */
    @PostMapping("/r/{longId}/look-again")
    String lookAgain(
            @PathVariable String longId,
            Said said,
            @ModelAttribute(name = "page", binding = false) Page page,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model) {
        var row = begin(longId);
        if (said.why().isEmpty() || said.why().length() > 2000) {
            var key = said.why().isEmpty() ? "cases.track.look.missing" : "cases.track.long";
            return refused(longId, "why", key, said, page, request, response, model);
        }
        var command = new Command.LookAgain(said.why(), said.code());
        return take(longId, row, command, "asked", "code", said, page, request, response, model);
    }

    /** Whether neighbours may see how a public matter goes on. */
    @PostMapping("/r/{longId}/public")
    String show(@PathVariable String longId, @RequestParam(defaultValue = "false") boolean shown) {
        door.enter();
        var row = begin(longId);
        tracking.show(row.county(), longId, row.id(), shown && !row.told().guarded());
        return "redirect:/r/" + longId + "?done=shown";
    }

    @GetMapping("/r/{longId}/file/{file}")
    ResponseEntity<Resource> file(@PathVariable String longId, @PathVariable UUID file) {
        ResidentDoor.mustBeKey(longId);
        int county = Actor.current().county();
        tracking.mustHold(county, longId, file);
        return ServedFile.answer(
                Scope.in(new Scope.Receipt(county, Keys.hash(longId)), () -> files.open(county, file)));
    }

    private CaseStore.Row begin(String longId) {
        ResidentDoor.mustBeKey(longId);
        door.act(longId);
        return tracking.row(Actor.current().county(), longId);
    }

    private String take(
            String longId,
            CaseStore.Row row,
            Command command,
            String done,
            String field,
            Said said,
            Page page,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model) {
        return switch (tracking.take(row.county(), longId, row.id(), command)) {
            case Stepping.Done _ -> "redirect:/r/" + longId + "?done=" + done;
            case Stepping.Refused(var key) ->
                refused(longId, field(key).equals(field) ? field : "", key, said, page, request, response, model);
        };
    }

    private static String field(String key) {
        return key.equals("cases.no.code") ? "code" : "";
    }

    private String refused(
            String longId,
            String field,
            String key,
            Said said,
            Page page,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model) {
        response.setStatus(
                key.equals("cases.no.staff-session")
                        ? HttpStatus.FORBIDDEN.value()
                        : field.isEmpty() ? HttpStatus.CONFLICT.value() : HttpStatus.UNPROCESSABLE_CONTENT.value());
        return again(longId, said, Faults.none().add(field, page.t(key)), page, request, model);
    }

    private String again(String longId, Said said, Faults faults, Page page, HttpServletRequest request, Model model) {
        model.addAttribute("done", "");
        return show(longId, false, "cases/track", said, faults, page, request, model);
    }
}
