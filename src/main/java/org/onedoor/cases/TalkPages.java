package org.onedoor.cases;

import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.onedoor.frame.Actor;
import org.onedoor.frame.Allowed;
import org.onedoor.frame.Faults;
import org.onedoor.frame.Page;
import org.onedoor.frame.Role;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/**
 * {@code /r/…/talk} and {@code /r/…/telling}: what the resident writes to those who work on her case, and how she wants to be
 * told. The link reads; to write or to change needs the answer code, or the phone that confirmed the filing (R-REQ-15).
 */
@Controller
@Allowed(Role.VISITOR)
class TalkPages {

    private static final int WORDS = 1000;

    private final ResidentDoor door;
    private final Tracking tracking;
    private final CaseNotices notices;

    TalkPages(ResidentDoor door, Tracking tracking, CaseNotices notices) {
        this.door = door;
        this.tracking = tracking;
        this.notices = notices;
    }

    @GetMapping("/r/{longId}/talk")
    String talk(@PathVariable String longId, @ModelAttribute(name = "page", binding = false) Page page, Model model) {
        return talk(longId, "", Faults.none(), page, model);
    }

    private String talk(String longId, String words, Faults faults, Page page, Model model) {
        var row = begin(longId, model, page);
        var told = row.told();
        var staffing = door.staffing(row.county());
        model.addAttribute("talk", Talk.of(page, told, staffing));
        model.addAttribute("contact", door.person(row.county(), staffing.post(told.contact()), page));
        var no = told.refusal(Step.SAY);
        model.addAttribute("no", no == null ? "" : page.t(no.equals("cases.no.state") ? "cases.talk.over" : no));
        model.addAttribute("words", words);
        model.addAttribute("faults", faults);
        return "cases/talk";
    }

    @PostMapping("/r/{longId}/talk")
    String say(
            @PathVariable String longId,
            @RequestParam(defaultValue = "") String words,
            @RequestParam(defaultValue = "") String code,
            @ModelAttribute(name = "page", binding = false) Page page,
            HttpServletResponse response,
            Model model) {
        ResidentDoor.mustBeKey(longId);
        door.act(longId);
        var row = tracking.row(Actor.current().county(), longId);
        if (words.isBlank() || words.length() > WORDS) {
            var faults = Faults.none()
                    .add("words", words.isBlank() ? page.t("cases.no.message") : page.t("cases.answer.long", WORDS));
            response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
            return talk(longId, words, faults, page, model);
        }
        return switch (tracking.take(row.county(), longId, row.id(), new Command.Say(words, code))) {
            case Stepping.Done _ -> "redirect:/r/" + longId + "?done=said";
            case Stepping.Refused(var key) -> {
                response.setStatus(status(key));
                yield talk(longId, words, Faults.none().add(field(key), page.t(key)), page, model);
            }
        };
    }

    @GetMapping("/r/{longId}/telling")
    String telling(
            @PathVariable String longId, @ModelAttribute(name = "page", binding = false) Page page, Model model) {
        return telling(longId, null, "", Faults.none(), page, model);
    }

    private String telling(String longId, @Nullable ToldBy chosen, String mail, Faults faults, Page page, Model model) {
        var row = begin(longId, model, page);
        var now = tracking.telling(row.county(), longId, row.id());
        model.addAttribute("now", now);
        model.addAttribute("chosen", chosen == null ? now : chosen);
        model.addAttribute("mobile", row.hasPhone());
        model.addAttribute("mails", notices.mails());
        model.addAttribute("mail", mail);
        model.addAttribute("open", row.told().refusal(Step.CHANGE_TELLING) == null);
        model.addAttribute("faults", faults);
        return "cases/telling";
    }

    @PostMapping("/r/{longId}/telling")
    String tell(
            @PathVariable String longId,
            @RequestParam(defaultValue = "") String toldBy,
            @RequestParam(defaultValue = "") String mail,
            @RequestParam(defaultValue = "") String code,
            @ModelAttribute(name = "page", binding = false) Page page,
            HttpServletResponse response,
            Model model) {
        ResidentDoor.mustBeKey(longId);
        door.act(longId);
        var row = tracking.row(Actor.current().county(), longId);
        var by = ToldBy.of(toldBy);
        if (!by.name().equals(toldBy) || mail.length() > 200) {
            var faults = Faults.none()
                    .add(
                            mail.length() > 200 ? "mail" : "toldBy",
                            page.t(mail.length() > 200 ? "cases.no.mail" : "cases.no.how"));
            response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
            return telling(longId, null, mail, faults, page, model);
        }
        var command = new Command.ChangeTelling(by, mail.isBlank() ? null : mail.strip(), code);
        return switch (tracking.take(row.county(), longId, row.id(), command)) {
            case Stepping.Done _ -> "redirect:/r/" + longId + "?done=telling";
            case Stepping.Refused(var key) -> {
                response.setStatus(status(key));
                yield telling(longId, by, mail, Faults.none().add(field(key), page.t(key)), page, model);
            }
        };
    }

    /** What both pages show: the case by its number, and whether whoever looks may write. */
    private CaseStore.Row begin(String longId, Model model, Page page) {
        ResidentDoor.mustBeKey(longId);
        int county = Actor.current().county();
        var row = tracking.row(county, longId);
        model.addAttribute("longId", longId);
        model.addAttribute("row", row);
        model.addAttribute("working", ResidentDoor.working(Actor.current()));
        model.addAttribute("proven", tracking.by(county, longId).proven());
        return row;
    }

    private static String field(String key) {
        return switch (key) {
            case "cases.no.code" -> "code";
            case "cases.no.mail" -> "mail";
            case "cases.no.mail-off", "cases.no.no-mobile", "cases.no.nowhere" -> "toldBy";
            default -> "";
        };
    }

    private static int status(String key) {
        return key.equals("cases.no.staff-session")
                ? HttpStatus.FORBIDDEN.value()
                : field(key).isEmpty() ? HttpStatus.CONFLICT.value() : HttpStatus.UNPROCESSABLE_CONTENT.value();
    }
}
