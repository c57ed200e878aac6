package org.onedoor.cases;

import jakarta.servlet.http.HttpServletResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.onedoor.frame.Allowed;
import org.onedoor.frame.NotHere;
import org.onedoor.frame.NotYours;
import org.onedoor.frame.Overtaken;
import org.onedoor.frame.Page;
import org.onedoor.frame.Role;
import org.onedoor.frame.Scope;
import org.onedoor.organizations.StaffActor;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** 批量办理 · The same step for several cases that are alike: one transaction for each, and one result for each. */
@Controller
@Allowed(Role.STAFF)
class BatchPages {

    private static final int MOST = 100;

    private final DeskFront front;
    private final StepChoices choices;
    private final Cases cases;

    BatchPages(DeskFront front, StepChoices choices, Cases cases) {
        this.front = front;
        this.choices = choices;
        this.cases = cases;
    }

    /** What came of one case; the number is empty where it could not be opened. */
    record Result(UUID id, String number, String title, boolean done, String sentence) {}

    @PostMapping("/desk/cases/batch")
    String take(
            @RequestParam(defaultValue = "") String act,
            @RequestParam(required = false) @Nullable List<String> ids,
            @RequestParam(defaultValue = "") String note,
            @RequestParam(required = false) @Nullable String list,
            HttpServletResponse response,
            Model model) {
        var page = DeskPages.page(model);
        var staff = DeskFront.staff();
        var results = new ArrayList<Result>();
        for (var ticked : ids == null ? List.<String>of() : ids.subList(0, Math.min(ids.size(), MOST))) {
            int colon = ticked.indexOf(':');
            if (colon == 36) {
                results.add(take(
                        page,
                        staff,
                        UUID.fromString(ticked.substring(0, colon)),
                        Integer.parseInt(ticked.substring(colon + 1)),
                        act,
                        note.strip()));
            }
        }
        if (results.isEmpty()) {
            response.setStatus(400);
        }
        model.addAttribute("results", results);
        model.addAttribute("query", DeskFront.from(list).query());
        return "cases/batch";
    }

    private Result take(Page page, StaffActor staff, UUID id, int version, String act, String note) {
        Desk.Glance glance;
        try {
            glance = front.glance(staff, id);
        } catch (NotHere e) {
            return new Result(id, "", "", false, page.t("cases.batch.gone"));
        }
        var row = glance.row();
        var command = command(row, act, note);
        if (command.isEmpty()) {
            return result(row, false, page.t(act.equals("note") ? "cases.batch.empty-note" : "cases.batch.no-rule"));
        }
        var step = command.get().step();
        var seat = glance.seats().seat(step, null);
        if (seat.isEmpty() && glance.seats().may(step)) {
            return result(row, false, page.t("cases.batch.seat"));
        }
        var hat = seat.orElse(glance.seats().own());
        try {
            var outcome = Scope.in(
                    hat.scope(),
                    () -> cases.take(
                            staff.county(),
                            id,
                            version,
                            command.get(),
                            glance.seats().by(hat)));
            return switch (outcome) {
                case Stepping.Done _ -> result(row, true, page.t("cases.batch.done"));
                case Stepping.Refused(var key) -> result(row, false, page.t(key));
            };
        } catch (Overtaken e) {
            return result(row, false, page.t("cases.batch.overtaken"));
        } catch (NotYours e) {
            return result(row, false, page.t(e.who(), e.args()));
        } catch (NotHere e) {
            return result(row, false, page.t("cases.batch.gone"));
        }
    }

    private static Result result(CaseStore.Row row, boolean done, String sentence) {
        return new Result(row.id(), row.sayable(), row.title(), done, sentence);
    }

    private Optional<Command> command(CaseStore.Row row, String act, String note) {
        return switch (act) {
            case "take-on" -> Optional.of(new Command.TakeOn());
            case "assign" -> choices.suggested(row).map(post -> new Command.Assign(post.id(), null));
            case "note" -> note.isEmpty() ? Optional.empty() : Optional.of(new Command.Note(note));
            default -> throw new NotHere();
        };
    }
}
