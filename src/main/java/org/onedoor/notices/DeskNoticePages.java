package org.onedoor.notices;

import jakarta.servlet.http.HttpServletResponse;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.onedoor.frame.Actor;
import org.onedoor.frame.Allowed;
import org.onedoor.frame.Badge;
import org.onedoor.frame.Cursors;
import org.onedoor.frame.Faults;
import org.onedoor.frame.Ids;
import org.onedoor.frame.MenuEntry;
import org.onedoor.frame.Page;
import org.onedoor.frame.Remembered;
import org.onedoor.frame.Role;
import org.onedoor.frame.Scope;
import org.springframework.context.annotation.Bean;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The bell of the desk: what a staff member was told, and the mailbox it also goes to. */
@Controller
@Allowed(Role.STAFF)
class DeskNoticePages implements Badge {

    private final Notices notices;
    private final Mailboxes mailboxes;
    private final SmtpMail mail;
    private final NoticeTemplates templates;
    private final Cursors cursors;
    private final Remembered counted = new Remembered();

    DeskNoticePages(Notices notices, Mailboxes mailboxes, SmtpMail mail, NoticeTemplates templates, Cursors cursors) {
        this.notices = notices;
        this.mailboxes = mailboxes;
        this.mail = mail;
        this.templates = templates;
        this.cursors = cursors;
    }

    @Bean
    static MenuEntry noticesDeskMenu() {
        return new MenuEntry("notices.menu", "/desk/notices", "bell", Role.STAFF, 190, true);
    }

    @Override
    public String path() {
        return "/desk/notices";
    }

    @Override
    public int waiting(Actor actor) {
        return counted.of(
                actor,
                () -> Scope.in(new Scope.County(actor.county()), () -> notices.unread(actor.county(), actor.id())));
    }

    @Override
    public void acted(Actor actor) {
        counted.forget(actor);
    }

    @GetMapping("/desk/notices")
    String list(@RequestParam @Nullable String after, Model model) {
        return list(after, "", Faults.none(), model);
    }

    private String list(@Nullable String after, String address, Faults faults, Model model) {
        var filter = "notices|" + me();
        var from = cursors.read(after, filter);
        var inbox = in(() -> notices.inbox(county(), me(), from == null ? null : from.id()));
        var items = inbox.items();
        model.addAttribute("items", items);
        model.addAttribute(
                "next",
                inbox.next() == null
                        ? ""
                        : cursors.after(items.getLast().at(), items.getLast().id(), filter));
        model.addAttribute("first", from == null);
        model.addAttribute("unread", items.stream().anyMatch(notice -> !notice.read()));
        model.addAttribute("offered", mail.offered());
        model.addAttribute("mailbox", in(() -> mailboxes.of(county(), me())).orElse(null));
        model.addAttribute("address", address);
        model.addAttribute("faults", faults);
        return "notices/desk";
    }

    @PostMapping("/desk/notices/read")
    String readAll() {
        read(null);
        return "redirect:/desk/notices";
    }

    @PostMapping("/desk/notices/{id}/open")
    String open(@PathVariable UUID id, @RequestParam(defaultValue = "") String path) {
        read(id);
        boolean inside = path.matches("/desk(/[A-Za-z0-9/_-]*)?");
        return "redirect:" + (inside ? path : "/desk/notices");
    }

    private void read(@Nullable UUID only) {
        in(() -> {
            notices.read(county(), me(), only);
            return 0;
        });
    }

    @PostMapping("/desk/notices/mailbox")
    String give(
            @RequestParam(defaultValue = "") String address,
            @ModelAttribute(name = "page", binding = false) Page page,
            HttpServletResponse response,
            Model model) {
        if (!Mailboxes.fits(address.strip())) {
            return refused(address, "address", page.t("notices.mailbox.wrong"), response, model);
        }
        var code = in(() -> mailboxes.give(county(), me(), address.strip()));
        var text = templates.of(county(), "notices.staff.mail-code").fill(java.util.Map.of("code", code));
        var sent =
                mail.send(new Outgoing(county(), Ids.next(), address.strip(), text), page.t("notices.mailbox.subject"));
        return sent instanceof Delivery.Sent
                ? "redirect:/desk/notices"
                : refused(address, "address", page.t("notices.mailbox.not-sent"), response, model);
    }

    @PostMapping("/desk/notices/mailbox/confirm")
    String confirm(
            @RequestParam(defaultValue = "") String code,
            @ModelAttribute(name = "page", binding = false) Page page,
            HttpServletResponse response,
            Model model) {
        return in(() -> mailboxes.confirm(county(), me(), code))
                ? "redirect:/desk/notices"
                : refused("", "code", page.t("notices.mailbox.code.wrong"), response, model);
    }

    @PostMapping("/desk/notices/mailbox/remove")
    String remove() {
        in(() -> {
            mailboxes.remove(county(), me());
            return 0;
        });
        return "redirect:/desk/notices";
    }

    private String refused(String address, String field, String sentence, HttpServletResponse response, Model model) {
        response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
        return list(null, address, Faults.none().add(field, sentence), model);
    }

    private static UUID me() {
        return Actor.current().id();
    }

    private static int county() {
        return Actor.current().county();
    }

    private static <T> T in(Supplier<T> work) {
        return Scope.in(new Scope.County(county()), work);
    }
}
