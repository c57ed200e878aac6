package org.onedoor.audit;

import jakarta.servlet.http.HttpServletResponse;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.onedoor.frame.Actor;
import org.onedoor.frame.Allowed;
import org.onedoor.frame.Faults;
import org.onedoor.frame.MenuEntry;
import org.onedoor.frame.Now;
import org.onedoor.frame.Page;
import org.onedoor.frame.Role;
import org.onedoor.frame.Scope;
import org.springframework.context.annotation.Bean;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/**
 * 保存期限页 · What is kept how long, and when something of it was last forgotten; the security administrator plans another
 * term from a later day on, as with every rule (R-SEC-5, foundations §7).
 */
@Controller
@Allowed({Role.AUDIT_ADMIN, Role.SYSTEM_ADMIN, Role.SECURITY_ADMIN})
class RetentionPages {

    private static final int YEARS_AHEAD = 2;
    /** Ten years: what is to be kept longer is not for forgetting. */
    private static final int MOST_HOURS = 87_600;

    /** A kind of data as it is read. */
    record Line(String what, String term, boolean own, String last) {}

    /** A term from a day on, as it is read; {@code from} as the form to take it back names it. */
    record Planned(String name, LocalDate from, String what, String term, String reason, String by) {}

    /** What the form held, as it was typed. */
    record Form(String name, String amount, String unit, String from, String reason) {

        @SuppressWarnings("NullAway") // a form may leave out any field
        Form {
            name = name == null ? "" : name;
            amount = amount == null ? "" : amount.strip();
            unit = unit == null ? "days" : unit;
            from = from == null ? "" : from.strip();
            reason = reason == null ? "" : reason.strip();
        }
    }

    private final Retention retention;
    private final ActorNames names;

    RetentionPages(Retention retention, ActorNames names) {
        this.retention = retention;
        this.names = names;
    }

    @GetMapping("/admin/audit/terms")
    String terms(
            @RequestParam(defaultValue = "") String done,
            @ModelAttribute(name = "page", binding = false) Page page,
            Model model) {
        var form = new Form("", "", "days", Now.today().plusDays(1).toString(), "");
        return show(form, done, Faults.none(), page, model);
    }

    private String show(Form form, String done, Faults faults, Page page, Model model) {
        int county = Actor.current().county();
        var kept = retention.kept(county);
        List<Line> lines = kept.stream()
                .map(one -> new Line(
                        page.t(one.name()),
                        term(page, one.term()),
                        one.own(),
                        one.last() == null
                                ? page.t("audit.terms.never")
                                : page.t("audit.terms.last", page.moment(one.last()), one.removed())))
                .toList();
        var choices = new LinkedHashMap<String, String>();
        kept.forEach(one -> choices.put(one.name(), page.t(one.name())));
        var plans = retention.plans(county);
        var people = Scope.in(
                new Scope.County(county),
                () -> names.names(
                        county, plans.stream().map(Retention.Term::plannedBy).collect(Collectors.toSet())));
        model.addAttribute("lines", lines);
        model.addAttribute("choices", choices);
        model.addAttribute("units", units(page));
        model.addAttribute("planned", planned(page, plans, people, true));
        model.addAttribute("past", planned(page, plans, people, false).reversed());
        model.addAttribute("plans", Actor.current().is(Role.SECURITY_ADMIN));
        model.addAttribute("form", form);
        model.addAttribute("done", done);
        model.addAttribute("faults", faults);
        return "audit/terms";
    }

    private static Map<String, String> units(Page page) {
        var units = new LinkedHashMap<String, String>();
        units.put("days", page.t("audit.terms.unit.days"));
        units.put("hours", page.t("audit.terms.unit.hours"));
        units.put("default", page.t("audit.terms.unit.default"));
        return units;
    }

    private static List<Planned> planned(
            Page page, List<Retention.Term> plans, Map<UUID, String> people, boolean later) {
        return plans.stream()
                .filter(term -> term.effectiveFrom().isAfter(Now.today()) == later)
                .map(term -> new Planned(
                        term.name(),
                        term.effectiveFrom(),
                        page.t(term.name()),
                        term.hours() == null
                                ? page.t("audit.terms.unit.default")
                                : term(page, Duration.ofHours(term.hours())),
                        term.reason(),
                        page.t(
                                "audit.terms.by",
                                people.getOrDefault(term.plannedBy(), ""),
                                page.moment(term.plannedAt()))))
                .toList();
    }

    @PostMapping("/admin/audit/terms")
    @Allowed(Role.SECURITY_ADMIN)
    String plan(
            Form form,
            @ModelAttribute(name = "page", binding = false) Page page,
            HttpServletResponse response,
            Model model) {
        var faults = Faults.none();
        var from = day(form.from(), page, faults);
        var hours = hours(form, page, faults);
        if (form.reason().length() < 2 || form.reason().length() > 200) {
            faults.add("reason", page.t("audit.terms.why.reason"));
        }
        if (!faults.any() && from.isPresent()) {
            switch (retention.plan(form.name(), from.get(), hours, form.reason())) {
                case Retention.Planning.Done _ -> {
                    return "redirect:/admin/audit/terms?done=planned";
                }
                case Retention.Planning.Unknown _ -> faults.add("name", page.t("audit.terms.why.name"));
                case Retention.Planning.TooEarly _ -> faults.add("from", page.t("audit.terms.why.early"));
                case Retention.Planning.Nothing _ -> faults.add("amount", page.t("audit.terms.why.nothing"));
            }
        }
        response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
        return show(form, "", faults, page, model);
    }

    @PostMapping("/admin/audit/terms/withdraw")
    @Allowed(Role.SECURITY_ADMIN)
    String withdraw(@RequestParam String name, @RequestParam LocalDate from) {
        retention.withdraw(name, from);
        return "redirect:/admin/audit/terms?done=withdrawn";
    }

    /** From tomorrow on, and not so far ahead that nobody will remember. */
    private static Optional<LocalDate> day(String typed, Page page, Faults faults) {
        try {
            var day = LocalDate.parse(typed);
            if (!day.isAfter(Now.today())) {
                faults.add("from", page.t("audit.terms.why.early"));
            } else if (day.isAfter(Now.today().plusYears(YEARS_AHEAD))) {
                faults.add("from", page.t("audit.terms.why.far"));
            }
            return faults.any() ? Optional.empty() : Optional.of(day);
        } catch (DateTimeException e) {
            faults.add("from", page.t("audit.terms.why.date"));
            return Optional.empty();
        }
    }

    private static @Nullable Integer hours(Form form, Page page, Faults faults) {
        if (form.unit().equals("default")) {
            return null;
        }
        int each = form.unit().equals("hours") ? 1 : 24;
        if (form.amount().matches("[1-9][0-9]{0,4}") && Integer.parseInt(form.amount()) * each <= MOST_HOURS) {
            return Integer.parseInt(form.amount()) * each;
        }
        faults.add("amount", page.t("audit.terms.why.amount", MOST_HOURS / each));
        return null;
    }

    private static String term(Page page, Duration term) {
        long hours = term.toHours();
        return hours % 24 == 0 && hours > 24
                ? page.t("audit.terms.days", hours / 24)
                : page.t("audit.terms.hours", hours);
    }

    @Bean
    static MenuEntry termsMenu() {
        return new MenuEntry("audit.terms.menu", "/admin/audit/terms", "hourglass", Role.AUDIT_ADMIN, 872, false);
    }

    @Bean
    static MenuEntry termsOfSecurity() {
        return new MenuEntry("audit.terms.menu", "/admin/audit/terms", "hourglass", Role.SECURITY_ADMIN, 846, false);
    }
}
