package org.onedoor.notices;

import jakarta.servlet.http.HttpServletResponse;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.onedoor.frame.Actor;
import org.onedoor.frame.Allowed;
import org.onedoor.frame.Cursors;
import org.onedoor.frame.Faults;
import org.onedoor.frame.MenuEntry;
import org.onedoor.frame.NotHere;
import org.onedoor.frame.Page;
import org.onedoor.frame.Role;
import org.onedoor.frame.Scope;
import org.onedoor.notices.NoticeStore.State;
import org.springframework.context.annotation.Bean;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The operator's outbox: state, channel, masked recipient, attempts; and the wording of templates. Never a text sent. */
@Controller
@Allowed(Role.SYSTEM_ADMIN)
class OutboxPages {

    private final Outbox outbox;
    private final NoticeTemplates templates;
    private final Cursors cursors;
    private final SmsSender sms;
    private final SmtpMail mail;

    OutboxPages(Outbox outbox, NoticeTemplates templates, Cursors cursors, SmsSender sms, SmtpMail mail) {
        this.outbox = outbox;
        this.templates = templates;
        this.cursors = cursors;
        this.sms = sms;
        this.mail = mail;
    }

    @Bean
    static MenuEntry noticesOutboxMenu() {
        return new MenuEntry("notices.menu.outbox", "/admin/notices", "send", Role.SYSTEM_ADMIN, 860, false);
    }

    @GetMapping("/admin/notices")
    String list(@RequestParam(defaultValue = "stuck") String show, @RequestParam @Nullable String after, Model model) {
        var state = state(show);
        var filter = "outbox|" + county() + "|" + show;
        var from = cursors.read(after, filter);
        var slice = in(() -> outbox.list(county(), state, from == null ? null : from.id()));
        var rows = slice.items();
        model.addAttribute("rows", rows);
        model.addAttribute("show", show);
        model.addAttribute("first", from == null);
        model.addAttribute(
                "next",
                slice.next() == null
                        ? ""
                        : cursors.after(rows.getLast().at(), rows.getLast().id(), filter));
        model.addAttribute("gateway", !(sms instanceof LocalOutbox));
        model.addAttribute("mail", mail.offered());
        return "notices/outbox";
    }

    private static @Nullable State state(String show) {
        return switch (show) {
            case "stuck" -> State.STUCK;
            case "waiting" -> State.WAITING;
            case "sent" -> State.SENT;
            case "kept" -> State.KEPT;
            case "all" -> null;
            default -> throw new NotHere();
        };
    }

    @PostMapping("/admin/notices/{id}/again")
    String again(@PathVariable UUID id) {
        if (!in(() -> outbox.again(county(), id, Actor.current().id()))) {
            throw new NotHere();
        }
        return "redirect:/admin/notices";
    }

    @GetMapping("/admin/notices/templates")
    String wordings(Model model) {
        model.addAttribute("wordings", in(() -> outbox.wordings(county())));
        return "notices/wordings";
    }

    @GetMapping("/admin/notices/templates/{code:[a-z.-]+}")
    String askWord(@PathVariable String code, Model model) {
        return word(code, templates(code).text(), Faults.none(), model);
    }

    @PostMapping("/admin/notices/templates/{code:[a-z.-]+}")
    String word(
            @PathVariable String code,
            @RequestParam(defaultValue = "") String text,
            @ModelAttribute(name = "page", binding = false) Page page,
            HttpServletResponse response,
            Model model) {
        templates(code);
        var wrong = text.isBlank()
                ? null
                : templates.original(code).wrong(text.strip()).orElse(null);
        if (wrong != null) {
            response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
            return word(code, text, Faults.none().add("text", page.t(wrong.getKey(), wrong.getValue())), model);
        }
        in(() -> {
            outbox.word(county(), code, text, Actor.current().id());
            return 0;
        });
        return "redirect:/admin/notices/templates";
    }

    private Template templates(String code) {
        if (!templates.has(code)) {
            throw new NotHere();
        }
        return templates.of(county(), code);
    }

    private String word(String code, String text, Faults faults, Model model) {
        model.addAttribute("original", templates.original(code));
        model.addAttribute("text", text);
        model.addAttribute("faults", faults);
        return "notices/wording";
    }

    private static int county() {
        return Actor.current().county();
    }

    private static <T> T in(Supplier<T> work) {
        return Scope.in(new Scope.County(county()), work);
    }
}
