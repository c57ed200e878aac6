package org.onedoor.audit;

import java.util.List;
import org.onedoor.frame.Actor;
import org.onedoor.frame.Allowed;
import org.onedoor.frame.MenuEntry;
import org.onedoor.frame.Page;
import org.onedoor.frame.Role;
import org.springframework.context.annotation.Bean;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;

/** 保存期限页 · What is kept how long, and when something of it was last forgotten. */
@Controller
@Allowed({Role.AUDIT_ADMIN, Role.SYSTEM_ADMIN, Role.SECURITY_ADMIN})
class RetentionPages {

    /** A kind of data as it is read. */
    record Line(String what, String term, boolean own, String last) {}

    private final Retention retention;

    RetentionPages(Retention retention) {
        this.retention = retention;
    }

    @GetMapping("/admin/audit/terms")
    String terms(@ModelAttribute(name = "page", binding = false) Page page, Model model) {
        List<Line> lines = retention.kept(Actor.current().county()).stream()
                .map(kept -> new Line(
                        page.t(kept.name()),
                        term(page, kept),
                        kept.own(),
                        kept.last() == null
                                ? page.t("audit.terms.never")
                                : page.t("audit.terms.last", page.moment(kept.last()), kept.removed())))
                .toList();
        model.addAttribute("lines", lines);
        return "audit/terms";
    }

    private static String term(Page page, Retention.Kept kept) {
        long hours = kept.term().toHours();
        return hours % 24 == 0 && hours > 24
                ? page.t("audit.terms.days", hours / 24)
                : page.t("audit.terms.hours", hours);
    }

    @Bean
    static MenuEntry termsMenu() {
        return new MenuEntry("audit.terms.menu", "/admin/audit/terms", "hourglass", Role.AUDIT_ADMIN, 872, false);
    }
}
