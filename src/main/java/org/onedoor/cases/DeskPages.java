package org.onedoor.cases;

import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.onedoor.files.Files;
import org.onedoor.files.ServedFile;
import org.onedoor.frame.Allowed;
import org.onedoor.frame.Faults;
import org.onedoor.frame.NotHere;
import org.onedoor.frame.NotYours;
import org.onedoor.frame.Now;
import org.onedoor.frame.Page;
import org.onedoor.frame.Role;
import org.onedoor.frame.Scope;
import org.onedoor.frame.Texts;
import org.springframework.core.io.Resource;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;

/** 工作台 · The staff desk: what is due first, over all posts of a person, and one case beside the list. */
@Controller
@Allowed(Role.STAFF)
class DeskPages {

    private final DeskFront front;
    private final Desk desk;
    private final PaneMaker panes;
    private final Files files;
    private final Texts texts;

    DeskPages(DeskFront front, Desk desk, PaneMaker panes, Files files, Texts texts) {
        this.front = front;
        this.desk = desk;
        this.panes = panes;
        this.files = files;
        this.texts = texts;
    }

    static Page page(Model model) {
        return (Page) java.util.Objects.requireNonNull(model.getAttribute("page"));
    }

    @GetMapping("/desk")
    String home() {
        return "redirect:/desk/cases";
    }

    @GetMapping("/desk/cases")
    String list(
            @RequestParam(required = false) @Nullable String view,
            @RequestParam(required = false) @Nullable String post,
            @RequestParam(required = false) @Nullable String place,
            @RequestParam(required = false) @Nullable String item,
            @RequestParam(required = false) @Nullable String urgent,
            @RequestParam(required = false) @Nullable String q,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(required = false) @Nullable String did,
            @RequestParam(defaultValue = "0") long at,
            @RequestParam(defaultValue = "false") boolean batch,
            Model model) {
        var page = page(model);
        var staff = DeskFront.staff();
        model.addAttribute("list", front.list(page, staff, DeskFilter.of(view, post, place, item, urgent, q), cursor));
        model.addAttribute("batch", batch);
        model.addAttribute("toast", toast(page, did, at, ""));
        return "cases/desk";
    }

    @GetMapping("/desk/cases/{id}")
    String show(
            @PathVariable UUID id,
            @RequestParam(required = false) @Nullable String list,
            @RequestParam(required = false) @Nullable String did,
            @RequestParam(defaultValue = "0") long at,
            @RequestParam(defaultValue = "false") boolean undo,
            @RequestHeader(value = "HX-Request", required = false) @Nullable String script,
            @RequestHeader(value = "HX-History-Restore-Request", required = false) @Nullable String restored,
            HttpServletResponse response,
            Model model) {
        var page = page(model);
        var staff = DeskFront.staff();
        var filter = DeskFront.from(list);
        Desk.Opened opened;
        try {
            opened = front.open(staff, id);
        } catch (NotHere gone) {
            // Her own step took it out of her sight.
            if (fresh(at) && did != null) {
                return "redirect:/desk/cases?" + filter.query() + "&did=" + did + "&at=" + at;
            }
            throw gone;
        }
        model.addAttribute("pane", panes.pane(page, opened));
        model.addAttribute("revealed", Map.of());
        var toast = toast(page, did, at, undo ? "/desk/cases/" + id + "/undo" + carried(filter) : "");
        model.addAttribute(
                "toast",
                toast != null && "assign".equals(did) && opened.seats().may(Step.TAKE)
                        ? new Toast(page.t("cases.did.assign-own"), toast.undo())
                        : toast);
        model.addAttribute("query", filter.query());
        response.setHeader("Vary", "HX-Request");
        response.setHeader("Cache-Control", "no-store");
        if (script != null && restored == null) {
            return "cases/pane";
        }
        model.addAttribute("list", front.list(page, staff, filter, null));
        return "cases/desk";
    }

    private static String carried(DeskFilter filter) {
        return "?list=" + DeskFront.encoded(filter.query());
    }

    /** What was just done, as long as it may be taken back. */
    record Toast(String sentence, String undo) {}

    private static @Nullable Toast toast(Page page, @Nullable String did, long at, String undo) {
        if (did == null || !fresh(at) || !known(did)) {
            return null;
        }
        return new Toast(page.t("cases.did." + did), undo.isEmpty() ? "" : page.at(undo));
    }

    private static boolean known(String did) {
        if (did.equals("filed") || did.equals("spot") || did.equals("written") || did.equals("saved")) {
            return true;
        }
        for (var step : Step.values()) {
            if (step.path().equals(did) && step.byStaff()) {
                return true;
            }
        }
        return false;
    }

    private static boolean fresh(long at) {
        var since = Duration.between(Instant.ofEpochSecond(at), Now.instant());
        return !since.isNegative() && since.compareTo(Cases.UNDO) < 0;
    }

    /**
     * Shows one masked field. The two named people of an open case need no other reason than its number; the others
     * choose one. Each look is written down, and the resident sees it.
     */
    @PostMapping("/desk/cases/{id}/reveal")
    String reveal(
            @PathVariable UUID id,
            @RequestParam String role,
            @RequestParam String field,
            @RequestParam(defaultValue = "") String why,
            @RequestParam(required = false) @Nullable String list,
            @RequestHeader(value = "HX-Request", required = false) @Nullable String script,
            HttpServletResponse response,
            Model model) {
        var page = page(model);
        var staff = DeskFront.staff();
        var opened = front.open(staff, id);
        var named = PaneMaker.named(opened);
        var told = opened.row().told();
        var own = opened.seats().own().post().id();
        if (told.guarded() && !own.equals(told.contact()) && !own.equals(told.owner())) {
            throw new NotYours("cases.who.contact", "");
        }
        var filter = DeskFront.from(list);
        model.addAttribute("pane", panes.pane(page, opened));
        model.addAttribute("query", filter.query());
        response.setHeader("Cache-Control", "no-store");
        if (!named && !PaneMaker.reason(why)) {
            model.addAttribute("revealed", Map.of());
            model.addAttribute("faults", Faults.none().add("why-" + role, page.t("cases.reveal.why.needed")));
            response.setStatus(400);
        } else {
            var what = field(field);
            var reason = named ? opened.row().sayable() : texts.text("zh", "cases.reveal.why." + why);
            var value = Scope.in(
                    opened.seats().own().scope(),
                    () -> desk.reveal(opened.row(), role, what, opened.seats().by(), reason));
            model.addAttribute("revealed", Map.of(role + "." + what.name(), value.orElse("")));
        }
        if (script != null) {
            return "cases/pane";
        }
        model.addAttribute("list", front.list(page, staff, filter, null));
        return "cases/desk";
    }

    private static Desk.Field field(String name) {
        for (var field : Desk.Field.values()) {
            if (field.name().equals(name.toUpperCase(Locale.ROOT))) {
                return field;
            }
        }
        throw new NotHere();
    }

    @GetMapping("/desk/cases/{id}/files/{file}")
    ResponseEntity<Resource> file(@PathVariable UUID id, @PathVariable UUID file) {
        var staff = DeskFront.staff();
        var glance = front.glance(staff, id);
        return Scope.in(glance.seats().own().scope(), () -> {
            if (!desk.holds(staff.county(), id, file)) {
                throw new NotHere();
            }
            return ServedFile.answer(files.open(staff.county(), file));
        });
    }

    /** A person wrote down what was said in a recording. */
    @PostMapping("/desk/cases/{id}/files/{file}/words")
    String written(
            @PathVariable UUID id,
            @PathVariable UUID file,
            @RequestParam String words,
            @RequestParam(required = false) @Nullable String list) {
        var staff = DeskFront.staff();
        var glance = front.glance(staff, id);
        var text = words.strip();
        var kept = text.length() > 5000 ? text.substring(0, 5000) : text;
        var done = Scope.in(
                glance.seats().own().scope(),
                () -> desk.writeDown(
                        staff.county(), id, file, kept, glance.seats().by()));
        if (!done) {
            throw new NotHere();
        }
        return "redirect:/desk/cases/" + id + carried(DeskFront.from(list)) + "&did=written&at="
                + Now.instant().getEpochSecond();
    }

    @PostMapping("/desk/cases/views")
    String save(@RequestParam String name, @RequestParam String query) {
        var staff = DeskFront.staff();
        var filter = DeskFront.from(query);
        var called = name.strip();
        if (!called.isEmpty() && !staff.hats().isEmpty()) {
            var view = new Desk.SavedView(called.length() > 20 ? called.substring(0, 20) : called, filter.query());
            Scope.in(staff.hats().getFirst().scope(), () -> desk.save(staff.county(), staff.id(), view));
        }
        return "redirect:/desk/cases?" + filter.query() + "&did=saved&at="
                + Now.instant().getEpochSecond();
    }

    @PostMapping("/desk/cases/views/forget")
    String forget(@RequestParam String name) {
        var staff = DeskFront.staff();
        if (!staff.hats().isEmpty()) {
            Scope.in(staff.hats().getFirst().scope(), () -> desk.forget(staff.county(), staff.id(), name));
        }
        return "redirect:/desk/cases";
    }
}
