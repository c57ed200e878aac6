package org.onedoor.cases;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.onedoor.files.Files;
import org.onedoor.files.Kind;
import org.onedoor.files.Storing;
import org.onedoor.frame.Allowed;
import org.onedoor.frame.Faults;
import org.onedoor.frame.NotHere;
import org.onedoor.frame.Now;
import org.onedoor.frame.Overtaken;
import org.onedoor.frame.Page;
import org.onedoor.frame.Role;
import org.onedoor.frame.Scope;
import org.onedoor.organizations.Hat;
import org.onedoor.organizations.StaffActor;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;

/** 办理一步 · One form for every step of a case, beside the list; whatever goes wrong, what was typed stays. */
@Controller
@Allowed(Role.STAFF)
class StepPages {

    private final DeskFront front;
    private final Desk desk;
    private final PaneMaker panes;
    private final StepForms forms;
    private final StepAnswers answers;
    private final Cases cases;
    private final Entitlement entitlement;
    private final TearOffs tearOffs;
    private final Files files;

    StepPages(
            DeskFront front,
            Desk desk,
            PaneMaker panes,
            StepForms forms,
            StepAnswers answers,
            Cases cases,
            Entitlement entitlement,
            TearOffs tearOffs,
            Files files) {
        this.front = front;
        this.desk = desk;
        this.panes = panes;
        this.forms = forms;
        this.answers = answers;
        this.cases = cases;
        this.entitlement = entitlement;
        this.tearOffs = tearOffs;
        this.files = files;
    }

    @GetMapping("/desk/cases/{id}/{step}")
    String form(
            @PathVariable UUID id,
            @PathVariable String step,
            @RequestParam(required = false) @Nullable String list,
            @RequestHeader(value = "HX-Request", required = false) @Nullable String script,
            @RequestHeader(value = "HX-History-Restore-Request", required = false) @Nullable String restored,
            HttpServletResponse response,
            Model model) {
        var taken = step(step);
        var staff = DeskFront.staff();
        var opened = front.open(staff, id);
        entitled(opened, taken);
        var shown = new Shown(opened, taken, Map.of(), Faults.none(), List.of());
        return show(model, staff, shown, list, script != null && restored == null, response);
    }

    /** Throws when the step is somebody else's, wherever the case stands; what is hers but not possible now is told on the page. */
    private void entitled(Desk.Opened opened, Step step) {
        var seats = opened.seats();
        var row = opened.row();
        var hers = seats.staff().hats().stream()
                .anyMatch(hat -> !Collections.disjoint(step.who(), entitlement.roles(row, seats.by(hat))));
        if (!seats.may(step) && (!hers || row.told().refusal(step) == null)) {
            entitlement.demand(row, step, seats.by());
        }
    }

    /** What the page shows again: the form with what was typed. */
    private record Shown(
            Desk.Opened opened, Step step, Map<String, String> typed, Faults faults, List<History.Line> changed) {}

    private String show(
            Model model,
            StaffActor staff,
            Shown shown,
            @Nullable String list,
            boolean fragment,
            HttpServletResponse response) {
        var page = DeskPages.page(model);
        var opened = shown.opened();
        var filter = DeskFront.from(list);
        var no = opened.row().told().refusal(shown.step());
        if (no != null && shown.changed().isEmpty()) {
            shown.faults().add("", page.t(no));
        }
        model.addAttribute("pane", panes.pane(page, opened));
        model.addAttribute("revealed", Map.of());
        model.addAttribute("query", filter.query());
        model.addAttribute("faults", shown.faults());
        model.addAttribute("changed", shown.changed());
        model.addAttribute(
                "form",
                forms.form(
                        page,
                        shown.step(),
                        opened,
                        opened.seats().may().getOrDefault(shown.step(), List.of()),
                        shown.typed()));
        response.setHeader("Vary", "HX-Request");
        response.setHeader("Cache-Control", "no-store");
        if (fragment) {
            return "cases/pane";
        }
        model.addAttribute("list", front.list(page, staff, filter, null));
        return "cases/desk";
    }

    @PostMapping("/desk/cases/{id}/{step}")
    String take(
            @PathVariable UUID id,
            @PathVariable String step,
            @RequestParam(defaultValue = "0") int version,
            @RequestParam(required = false) @Nullable UUID seat,
            @RequestParam(required = false) @Nullable String list,
            @RequestParam(required = false) @Nullable List<MultipartFile> photos,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model) {
        var page = DeskPages.page(model);
        var taken = step(step);
        var staff = DeskFront.staff();
        var typed = StepAnswers.typed(request.getParameterMap());
        var glance = front.glance(staff, id);
        var filter = DeskFront.from(list);
        if (taken == Step.MERGE && typed.getOrDefault("other", "").isBlank()) {
            number(staff, typed);
        }
        var kept = new ArrayList<UUID>();
        var faults = Faults.none();
        if (photos != null && taken == Step.SUPPLY) {
            keep(page, staff.county(), id, photos, kept, faults);
        }
        var parsed = answers.parse(page, taken, glance.row(), typed, kept);
        parsed.faults().all().forEach(faults::add);
        var command = parsed.command();
        if (faults.any() || command == null) {
            return again(model, staff, id, taken, typed, faults, List.of(), list, 400, response);
        }
        Hat hat;
        if (glance.seats().may(taken)) {
            // Who takes back a step does so under the post that took it.
            var named =
                    taken == Step.UNDO ? glance.row().told().history().getLast().post() : seat;
            var chosen = glance.seats().seat(taken, named);
            if (chosen.isEmpty()) {
                faults.add("seat", page.t("cases.fault.seat"));
                return again(model, staff, id, taken, typed, faults, List.of(), list, 400, response);
            }
            hat = chosen.get();
        } else {
            hat = glance.seats().own();
        }
        Stepping result;
        try {
            result = Scope.in(
                    hat.scope(),
                    () -> cases.take(
                            staff.county(), id, version, command, glance.seats().by(hat)));
        } catch (Overtaken overtaken) {
            var changed = panes.since(page, glance.row(), version);
            return again(model, staff, id, taken, typed, faults, changed, list, 409, response);
        }
        return switch (result) {
            case Stepping.Done _
            when taken == Step.PRINT -> {
                response.setHeader("Cache-Control", "no-store");
                model.addAttribute(
                        "tear", tearOffs.of(glance.row(), glance.row().told().codeIssue() + 1));
                model.addAttribute("sentence", page.t("cases.tear.new"));
                model.addAttribute("back", "/desk/cases/" + id + "?list=" + DeskFront.encoded(filter.query()));
                yield "cases/tearoff";
            }
            case Stepping.Done done -> {
                if (!kept.isEmpty()) {
                    Scope.in(hat.scope(), () -> desk.attach(staff.county(), id, kept));
                }
                yield "redirect:/desk/cases/" + id + "?list=" + DeskFront.encoded(filter.query()) + "&did="
                        + taken.path() + "&at=" + Now.instant().getEpochSecond()
                        + (done.undoable() ? "&undo=true" : "");
            }
            case Stepping.Refused(var key) -> {
                faults.add(StepAnswers.field(key), page.t(key));
                yield again(model, staff, id, taken, typed, faults, List.of(), list, 409, response);
            }
        };
    }

    private String again(
            Model model,
            StaffActor staff,
            UUID id,
            Step step,
            Map<String, String> typed,
            Faults faults,
            List<History.Line> changed,
            @Nullable String list,
            int status,
            HttpServletResponse response) {
        response.setStatus(status);
        var shown = new Shown(front.open(staff, id), step, typed, faults, changed);
        return show(model, staff, shown, list, false, response);
    }

    /** The case to join, named by its number. */
    private void number(StaffActor staff, Map<String, String> typed) {
        var number = typed.getOrDefault("number", "");
        for (var hat : staff.hats()) {
            var found =
                    Scope.in(hat.scope(), () -> desk.search(hat, number, null)).lines();
            if (found.size() == 1) {
                typed.put("other", found.getFirst().id().toString());
                return;
            }
        }
    }

    private void keep(Page page, int county, UUID id, List<MultipartFile> photos, List<UUID> kept, Faults faults) {
        for (var photo : photos) {
            if (photo.isEmpty()) {
                continue;
            }
            try {
                switch (files.store(county, Kind.PHOTO, photo.getBytes(), id)) {
                    case Storing.Stored stored -> kept.add(stored.id().id());
                    case Storing.Refused(var key) -> faults.add("photos", page.t(key));
                }
            } catch (java.io.IOException e) {
                faults.add("photos", page.t("cases.fault.upload"));
            }
        }
    }

    private static Step step(String path) {
        for (var step : Step.values()) {
            if (step.path().equals(path) && step.byStaff()) {
                return step;
            }
        }
        throw new NotHere();
    }
}
