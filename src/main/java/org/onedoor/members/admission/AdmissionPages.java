package org.onedoor.members.admission;

import jakarta.servlet.http.HttpServletResponse;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.onedoor.accounts.Directory;
import org.onedoor.frame.Actor;
import org.onedoor.frame.Allowed;
import org.onedoor.frame.Faults;
import org.onedoor.frame.MenuEntry;
import org.onedoor.frame.NotYours;
import org.onedoor.frame.Now;
import org.onedoor.frame.Page;
import org.onedoor.frame.Role;
import org.onedoor.frame.Scope;
import org.onedoor.members.admission.AdmissionRights.Duty;
import org.onedoor.members.admission.AdmissionRights.Seen;
import org.onedoor.members.admission.AdmissionStore.Owed;
import org.onedoor.members.admission.AdmissionStore.Span;
import org.onedoor.organizations.Organizations;
import org.onedoor.organizations.party.PartyHat;
import org.onedoor.organizations.party.PartyOrganization;
import org.onedoor.organizations.party.PartyOrganizations;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** What is owed on the path of admission, the files, and one file: what comes next, who does it, until when. */
@Controller
@Allowed(Role.PARTY)
class AdmissionPages {

    static final String PATH = "/desk/admission";

    private static final int ROWS = 30;

    /** One way to look: what a post owes, or every file it reads. */
    record View(String text, String organization) {}

    /** A step that is owed. */
    record Row(Owed owed, String key, String branch, boolean late, boolean later) {}

    /** A file in the list. */
    record FileRow(AdmissionStore.Line line, String branch) {}

    /** What comes next. {@code mine}: she records it. */
    record NextRow(Next next, Act act, Side side, String owner, boolean mine, boolean late, boolean possible) {}

    /** One of the 25 steps. */
    record StepRow(
            int number, String key, String state, @Nullable LocalDate day) {}

    /** A line of history. */
    record Told(Entry entry, String key, String said, String who, boolean gone, List<String> warnings) {}

    /** What the form of a new file held. */
    record NewForm(String branch, String name, String idNumber, String phone, String day) {
        NewForm {
            branch = text(branch);
            name = text(name);
            idNumber = text(idNumber);
            phone = text(phone);
            day = text(day);
        }

        private static String text(@Nullable String typed) {
            return typed == null ? "" : typed;
        }
    }

    private final Admissions admissions;
    private final AdmissionRights rights;
    private final PartyOrganizations organizations;
    private final Organizations offices;

    AdmissionPages(
            Admissions admissions, AdmissionRights rights, PartyOrganizations organizations, Organizations offices) {
        this.admissions = admissions;
        this.rights = rights;
        this.organizations = organizations;
        this.offices = offices;
    }

    @Bean
    static MenuEntry admissionMenu(ObjectProvider<AdmissionRights> rights) {
        return new MenuEntry("admission.menu", PATH, "clipboard", Role.PARTY, 420, false, actor -> !rights.getObject()
                .reading(actor)
                .isEmpty());
    }

    @GetMapping(PATH)
    String list(
            @RequestParam(defaultValue = "0") int view,
            @RequestParam @Nullable String cursor,
            @ModelAttribute(name = "page", binding = false) Page page,
            Model model) {
        var actor = Actor.current();
        var reading = rights.reading(actor);
        if (reading.isEmpty()) {
            throw new NotYours("admission.none");
        }
        var duties = rights.duties(actor);
        int chosen = Math.clamp(view, 0, duties.size() + reading.size() - 1);
        var views = new ArrayList<View>();
        duties.forEach(duty -> views.add(new View(
                duty.side() == Side.DEPARTMENT ? "admission.view.filing" : "admission.view.owed",
                name(page, duty.hat().organization()))));
        reading.forEach(hat -> views.add(new View("admission.view.all", name(page, hat.organization()))));
        List<Row> rows = List.of();
        List<FileRow> files = List.of();
        String next;
        if (chosen < duties.size()) {
            var duty = duties.get(chosen);
            var slice = owed(duty, cursor);
            rows = slice.items().stream().map(one -> row(page, one)).toList();
            next = slice.next();
        } else {
            var hat = reading.get(chosen - duties.size());
            var span = new Span(hat.organization().lo(), hat.organization().hi());
            var slice = in(hat, () -> admissions.list(county(), span, cursor, ROWS));
            files = slice.items().stream()
                    .map(line -> new FileRow(line, branch(page, line.branch())))
                    .toList();
            next = slice.next();
        }
        model.addAttribute("views", views);
        model.addAttribute("chosen", chosen);
        model.addAttribute("owing", chosen < duties.size());
        model.addAttribute("rows", rows);
        model.addAttribute("files", files);
        model.addAttribute("next", next == null ? "" : next);
        model.addAttribute("further", cursor != null);
        model.addAttribute("opens", !rights.opening(actor).isEmpty());
        return "members/admission/list";
    }

    private org.onedoor.frame.Slice<Owed> owed(Duty duty, @Nullable String cursor) {
        return in(duty.hat(), () -> admissions.owed(county(), duty.side(), duty.in(), duty.without(), cursor, ROWS));
    }

    private Row row(Page page, Owed owed) {
        var today = Now.today();
        var terms = admissions.terms();
        var rule = StepRule.of(terms.edition(today), Step.values()[owed.step() - 1], terms);
        return new Row(
                owed,
                rule.key(),
                branch(page, owed.branch()),
                today.isAfter(owed.dueOn()),
                owed.fromOn() != null && today.isBefore(owed.fromOn()));
    }

    @GetMapping(PATH + "/new")
    String askNew(@ModelAttribute(name = "page", binding = false) Page page, Model model) {
        var hats = opening();
        return newForm(
                page,
                model,
                hats,
                new NewForm(
                        hats.getFirst().organization().id().toString(),
                        "",
                        "",
                        "",
                        Now.today().toString()),
                Faults.none());
    }

    @PostMapping(PATH + "/new")
    String open(
            @ModelAttribute(name = "form", binding = true) NewForm form,
            @ModelAttribute(name = "page", binding = false) Page page,
            HttpServletResponse response,
            Model model) {
        var hats = opening();
        var faults = Faults.none();
        var hat = hats.stream()
                .filter(one -> one.organization().id().toString().equals(form.branch()))
                .findFirst();
        if (hat.isEmpty()) {
            faults.add("branch", page.t("admission.form.choose"));
        }
        var name = form.name().strip();
        if (name.length() < 2 || name.length() > 40) {
            faults.add("name", page.t("admission.form.name"));
        }
        LocalDate day = null;
        try {
            day = LocalDate.parse(form.day());
        } catch (DateTimeException e) {
            faults.add("day", page.t("admission.form.day"));
        }
        if (hat.isPresent() && day != null && !faults.any()) {
            var wish = new OpenFile(
                    hat.get().organization().id(),
                    name,
                    form.idNumber(),
                    form.phone().isBlank() ? null : form.phone(),
                    day);
            switch (in(
                    hat.get(),
                    () -> admissions.open(county(), wish, hat.get().post().id()))) {
                case Opening.Done done -> {
                    return "redirect:" + PATH + "/" + done.id();
                }
                case Opening.Refused why -> faults.add(why.field(), page.t(why.key(), said(page, why.arguments())));
            }
        }
        response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
        return newForm(page, model, hats, form, faults);
    }

    private String newForm(Page page, Model model, List<PartyHat> hats, NewForm form, Faults faults) {
        Map<String, String> branches = new LinkedHashMap<>();
        hats.forEach(hat -> branches.put(hat.organization().id().toString(), name(page, hat.organization())));
        model.addAttribute("branches", branches);
        model.addAttribute("form", form);
        model.addAttribute("faults", faults);
        return "members/admission/open";
    }

    /** @throws NotYours when no branch is hers to open files in */
    private List<PartyHat> opening() {
        var hats = rights.opening(Actor.current());
        if (hats.isEmpty()) {
            throw new NotYours(Side.BRANCH.who());
        }
        return hats;
    }

    @GetMapping(PATH + "/{id}")
    String show(@PathVariable UUID id, @ModelAttribute(name = "page", binding = false) Page page, Model model) {
        var seen = rights.see(Actor.current(), id);
        var person = seen.dossier().person();
        var file = seen.dossier().file();
        var next = file.next(Now.today()).stream()
                .map(one -> next(page, seen, one))
                .toList();
        model.addAttribute("person", person);
        model.addAttribute("file", file);
        model.addAttribute("branch", branch(page, person.branch()));
        model.addAttribute("idNumber", in(seen.hat(), () -> admissions.idNumber(county(), person)));
        model.addAttribute("phone", in(seen.hat(), () -> admissions.phone(county(), person)));
        model.addAttribute("next", next);
        model.addAttribute("steps", steps(file, next));
        model.addAttribute("history", told(page, seen));
        model.addAttribute("keeps", works(seen, Side.BRANCH) && file.end() == null);
        model.addAttribute(
                "backs",
                !file.standing().isEmpty()
                        && file.standing().size() > 1
                        && works(seen, Side.of(new Fact.TakenBack(0), file)));
        return "members/admission/show";
    }

    private boolean works(Seen seen, Side side) {
        return rights.works(Actor.current(), seen.dossier().person().branch(), side)
                .isPresent();
    }

    private NextRow next(Page page, Seen seen, Next next) {
        var file = seen.dossier().file();
        var act = Act.of(next.step(), file);
        var side = act.side(file);
        var owner = AdmissionRights.owner(
                organizations.tree(county()), seen.dossier().person().branch(), side);
        return new NextRow(
                next,
                act,
                side,
                owner == null ? "" : name(page, owner),
                works(seen, side),
                next.late(Now.today()),
                next.possible(Now.today()));
    }

    private static List<StepRow> steps(AdmissionFile file, List<NextRow> next) {
        var rows = new ArrayList<StepRow>();
        for (var step : Step.values()) {
            boolean open = next.stream().anyMatch(one -> one.next().step() == step);
            var lines = file.lines(step);
            var day = file.day(step).orElse(step.running() && !lines.isEmpty() ? lines.getLast() : null);
            rows.add(new StepRow(
                    step.number(),
                    file.rule(step, Now.today()).key(),
                    open ? "now" : day == null ? "todo" : "done",
                    day));
        }
        return rows;
    }

    /** Newest first. */
    private List<Told> told(Page page, Seen seen) {
        var file = seen.dossier().file();
        var standing = file.standing();
        var told = new ArrayList<Told>();
        for (var entry : file.history()) {
            var earlier = AdmissionFile.of(
                    file.history().subList(0, entry.seq() - 1), file.born(), file.terms(), admissions.time(county()));
            var warnings = new ArrayList<String>();
            if (earlier.check(entry.day(), Now.local(entry.at()).toLocalDate(), entry.fact())
                    instanceof Recording.Done(List<Recording.Warning> given)) {
                given.forEach(one -> warnings.add(page.t(one.key(), said(page, one.arguments()))));
            }
            var step = entry.fact().step();
            told.addFirst(new Told(
                    entry,
                    step == null
                            ? ""
                            : StepRule.of(file.terms().edition(entry.day()), step, file.terms())
                                    .key(),
                    Telling.of(entry.fact(), page),
                    name(entry.actor()),
                    !standing.contains(entry) && !(entry.fact() instanceof Fact.TakenBack),
                    warnings));
        }
        return told;
    }

    private String name(UUID account) {
        return offices.of(county()).person(account).map(Directory.Person::name).orElse("");
    }

    private String branch(Page page, UUID branch) {
        return organizations
                .tree(county())
                .find(branch)
                .map(one -> name(page, one))
                .orElse("");
    }

    private static String name(Page page, PartyOrganization one) {
        return page.name(one.name(), one.nameEn());
    }

    /** Arguments of a sentence; days as people write them. */
    static Object[] said(Page page, List<Object> arguments) {
        return arguments.stream()
                .map(one -> one instanceof LocalDate day ? String.valueOf(day) : one)
                .toArray();
    }

    static int county() {
        return Actor.current().county();
    }

    static <T> T in(PartyHat hat, Supplier<T> work) {
        return Scope.in(hat.scope(), work);
    }
}
