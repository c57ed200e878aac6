package org.onedoor.cases;

import jakarta.servlet.http.HttpServletResponse;
import java.time.YearMonth;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.onedoor.frame.Actor;
import org.onedoor.frame.Allowed;
import org.onedoor.frame.Badge;
import org.onedoor.frame.Faults;
import org.onedoor.frame.MenuEntry;
import org.onedoor.frame.NotHere;
import org.onedoor.frame.Now;
import org.onedoor.frame.Page;
import org.onedoor.frame.Role;
import org.onedoor.frame.Scope;
import org.onedoor.frame.Texts;
import org.onedoor.organizations.Office;
import org.onedoor.organizations.Organizations;
import org.onedoor.organizations.StaffActor;
import org.onedoor.regions.PlaceTree;
import org.onedoor.regions.Regions;
import org.springframework.context.annotation.Bean;
import org.springframework.stereotype.Controller;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/**
 * 评价页 · Marks at the desk: the sums of one's own office, and for the post that follows them up the low ones, each with its
 * form. For everybody else a low mark is not there: 404 (R-REQ-11).
 */
@Controller
@Allowed(Role.STAFF)
class MarkPages implements Badge {

    static final String PATH = "/desk/cases/marks";

    /** A follow-up in the list. */
    record Row(
            String path,
            String number,
            String title,
            String place,
            String when,
            String left,
            String light,
            String next) {}

    /** What residents said of one office. */
    record Said(String office, List<Months> months, List<String> comments) {}

    /** Months taken together; {@code of}: the five words, the best first. */
    record Months(String months, List<Integer> of, int all) {}

    /** The form as it was typed. */
    record Typed(String reached, String may, String said, String why, String result, String answer) {
        static final Typed NOTHING = new Typed("", "", "", "", "", "");
    }

    private final LowMarks lowMarks;
    private final MonthlyMarks sums;
    private final Desk desk;
    private final Organizations organizations;
    private final Regions regions;
    private final RuleBook rules;
    private final Texts texts;
    private final TransactionTemplate readOnly;

    MarkPages(
            LowMarks lowMarks,
            MonthlyMarks sums,
            Desk desk,
            Organizations organizations,
            Regions regions,
            RuleBook rules,
            Texts texts,
            PlatformTransactionManager transactions) {
        this.lowMarks = lowMarks;
        this.sums = sums;
        this.desk = desk;
        this.organizations = organizations;
        this.regions = regions;
        this.rules = rules;
        this.texts = texts;
        this.readOnly = new TransactionTemplate(transactions);
        this.readOnly.setReadOnly(true);
    }

    @Bean
    static MenuEntry markEntry() {
        return new MenuEntry("cases.menu.marks", PATH, "mood-4", Role.STAFF, 15, false);
    }

    @Override
    public String path() {
        return PATH;
    }

    /** Follow-ups that wait for her; no statement for those whose posts never follow up. */
    @Override
    public int waiting(Actor actor) {
        return actor instanceof StaffActor staff ? lowMarks.open(staff).size() : 0;
    }

    @GetMapping(PATH)
    String list(Model model) {
        var page = DeskPages.page(model);
        var staff = DeskFront.staff();
        model.addAttribute("open", rows(page, staff, lowMarks.open(staff)));
        model.addAttribute("answered", rows(page, staff, lowMarks.answered(staff)));
        model.addAttribute("follows", LowMarks.follows(staff));
        model.addAttribute("offices", offices(page, staff));
        return "cases/marks";
    }

    private List<Row> rows(Page page, StaffActor staff, List<LowMarks.Line> lines) {
        var timing = new Timing(page, Now.instant(), from -> rules.of(staff.county(), from));
        var tree = regions.tree(staff.county());
        return lines.stream().map(line -> row(page, timing, tree, line)).toList();
    }

    /** Also for the desk's own list. */
    static Row row(Page page, Timing timing, PlaceTree tree, LowMarks.Line line) {
        var mark = line.mark();
        var late = mark.open() && mark.due().isBefore(Now.instant());
        return new Row(
                PATH + "/" + mark.matter(),
                line.number(),
                mark.guarded() ? page.t("cases.desk.guarded") : line.title(),
                mark.guarded() ? "" : page.english() ? tree.englishPath(line.place()) : tree.path(line.place()),
                !mark.open()
                        ? page.brief(mark.endedAt() == null ? mark.openedAt() : mark.endedAt())
                        : late ? timing.left(mark.due()) : timing.by(mark.due()),
                !mark.open()
                        ? mark.result() == null ? "" : page.t(mark.result().text())
                        : late ? page.t("cases.time.was-due", timing.by(mark.due())) : timing.left(mark.due()),
                mark.open() ? timing.light(mark.openedAt(), mark.due(), false) : "on",
                page.t(mark.next()));
    }

    private List<Said> offices(Page page, StaffActor staff) {
        var county = staff.county();
        return staff.hats().stream()
                .map(hat -> hat.office())
                .distinct()
                .map(office ->
                        Scope.in(new Scope.County(county), () -> readOnly.execute(_ -> said(page, county, office))))
                .toList();
    }

    private Said said(Page page, int county, Office office) {
        var shown = sums.of(county, office.id());
        return new Said(
                page.name(office.name(), office.nameEn()),
                shown.reversed().stream()
                        .limit(12)
                        .map(sum -> new Months(months(page, sum.from(), sum.until()), sum.of(), sum.all()))
                        .toList(),
                sums.comments(county, office.id(), shown));
    }

    private static String months(Page page, YearMonth from, YearMonth until) {
        var last = page.t("cases.mark.month", String.valueOf(until.getYear()), until.getMonthValue());
        return from.equals(until)
                ? last
                : page.t(
                        "cases.mark.months",
                        page.t("cases.mark.month", String.valueOf(from.getYear()), from.getMonthValue()),
                        last);
    }

    @GetMapping(PATH + "/{id}")
    String show(@PathVariable UUID id, HttpServletResponse response, Model model) {
        return show(id, Typed.NOTHING, Faults.none(), Map.of(), response, model);
    }

    /** One follow-up; what was typed stands again when a step is refused. */
    private String show(
            UUID id,
            Typed typed,
            Faults faults,
            Map<String, String> revealed,
            HttpServletResponse response,
            Model model) {
        var page = DeskPages.page(model);
        var staff = DeskFront.staff();
        var opened = lowMarks.open(staff, id);
        var told = opened.row().told();
        var staffing = organizations.of(staff.county());
        var tree = regions.tree(staff.county());
        var owner = staffing.find(told.owner());
        var numbers = rules.of(staff.county(), told.filedAt());
        model.addAttribute("opened", opened);
        model.addAttribute("typed", typed);
        model.addAttribute("faults", faults);
        model.addAttribute("revealed", revealed);
        model.addAttribute("place", page.english() ? tree.englishPath(told.place()) : tree.path(told.place()));
        model.addAttribute(
                "by", owner.map(post -> StepChoices.shown(page, staffing, post)).orElse(""));
        model.addAttribute("comment", comment(told));
        model.addAttribute("longDays", numbers.markLongDays());
        model.addAttribute("acting", DeskList.named(page, opened.hat()));
        response.setHeader("Cache-Control", "no-store");
        return "cases/mark";
    }

    /** What she wrote with her mark; whoever follows it up reads it also without her tick. */
    private static String comment(Case told) {
        return Case.valid(told.history()).stream()
                .map(Entry::fact)
                .filter(Fact.Rated.class::isInstance)
                .map(Fact.Rated.class::cast)
                .findFirst()
                .map(Fact.Rated::comment)
                .orElse("");
    }

    @PostMapping(PATH + "/{id}/call")
    String call(
            @PathVariable UUID id,
            @RequestParam(defaultValue = "0") int version,
            @RequestParam(defaultValue = "") String reached,
            @RequestParam(defaultValue = "") String may,
            @RequestParam(defaultValue = "") String said,
            HttpServletResponse response,
            Model model) {
        var page = DeskPages.page(model);
        var faults = Faults.none();
        var words = said.strip();
        if (!reached.equals("true") && !reached.equals("false")) {
            faults.add("reached", page.t("cases.mark.fault.reached"));
        }
        if (reached.equals("true") && !may.equals("true") && !may.equals("false")) {
            faults.add("may", page.t("cases.mark.fault.may"));
        }
        if (reached.equals("true") && (words.isEmpty() || words.length() > 2000)) {
            faults.add("said", page.t("cases.mark.fault.said"));
        }
        var typed = new Typed(reached, may, said, "", "", "");
        if (faults.any()) {
            return again(id, typed, faults, 400, response, model);
        }
        var staff = DeskFront.staff();
        var by = lowMarks.open(staff, id).by(staff);
        var call = new LowMarks.Call(reached.equals("true"), may.isEmpty() ? null : may.equals("true"), words);
        return outcome(id, lowMarks.call(staff.county(), id, version, by, call), typed, response, model);
    }

    @PostMapping(PATH + "/{id}/longer")
    String longer(
            @PathVariable UUID id,
            @RequestParam(defaultValue = "0") int version,
            @RequestParam(defaultValue = "") String why,
            HttpServletResponse response,
            Model model) {
        var typed = new Typed("", "", "", why, "", "");
        if (why.isBlank() || why.strip().length() > 500) {
            var faults = Faults.none().add("why", DeskPages.page(model).t("cases.mark.fault.why"));
            return again(id, typed, faults, 400, response, model);
        }
        var staff = DeskFront.staff();
        var by = lowMarks.open(staff, id).by(staff);
        return outcome(id, lowMarks.lengthen(staff.county(), id, version, by, why.strip()), typed, response, model);
    }

    @PostMapping(PATH + "/{id}/answer")
    String answer(
            @PathVariable UUID id,
            @RequestParam(defaultValue = "0") int version,
            @RequestParam(defaultValue = "") String result,
            @RequestParam(defaultValue = "") String answer,
            HttpServletResponse response,
            Model model) {
        var page = DeskPages.page(model);
        var faults = Faults.none();
        LowMark.@Nullable Result chosen = null;
        for (var one : LowMark.Result.values()) {
            chosen = one.name().equals(result) ? one : chosen;
        }
        if (chosen == null) {
            faults.add("result", page.t("cases.mark.fault.result"));
        }
        if (answer.isBlank() || answer.strip().length() > 2000) {
            faults.add("answer", page.t("cases.mark.fault.answer"));
        }
        var typed = new Typed("", "", "", "", result, answer);
        if (chosen == null || faults.any()) {
            return again(id, typed, faults, 400, response, model);
        }
        var staff = DeskFront.staff();
        var by = lowMarks.open(staff, id).by(staff);
        var done = lowMarks.answer(staff.county(), id, version, by, chosen, answer.strip());
        return outcome(id, done, typed, response, model);
    }

    /** One masked field; the look is written down and the resident sees it. */
    @PostMapping(PATH + "/{id}/reveal")
    String reveal(
            @PathVariable UUID id,
            @RequestParam String role,
            @RequestParam String field,
            HttpServletResponse response,
            Model model) {
        var staff = DeskFront.staff();
        var opened = lowMarks.open(staff, id);
        Desk.Field wanted;
        try {
            wanted = Desk.Field.valueOf(field.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            throw new NotHere();
        }
        if (!opened.mark().open()) {
            return again(
                    id,
                    Typed.NOTHING,
                    Faults.none().add("", DeskPages.page(model).t("cases.mark.no.ended")),
                    409,
                    response,
                    model);
        }
        var value = Scope.in(
                new Scope.County(staff.county()),
                () -> desk.reveal(
                        opened.row(), role, wanted, opened.by(staff), texts.text("zh", "cases.mark.reveal.why")));
        return show(
                id,
                Typed.NOTHING,
                Faults.none(),
                Map.of(role + "." + wanted.name(), value.orElse("")),
                response,
                model);
    }

    private String outcome(UUID id, Followed followed, Typed typed, HttpServletResponse response, Model model) {
        return switch (followed) {
            case Followed.Done() -> "redirect:" + PATH + "/" + id;
            case Followed.Refused(var key) ->
                again(id, typed, Faults.none().add("", DeskPages.page(model).t(key)), 409, response, model);
        };
    }

    private String again(UUID id, Typed typed, Faults faults, int status, HttpServletResponse response, Model model) {
        response.setStatus(status);
        return show(id, typed, faults, Map.of(), response, model);
    }
}
