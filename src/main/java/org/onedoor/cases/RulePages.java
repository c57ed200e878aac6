package org.onedoor.cases;

import jakarta.servlet.http.HttpServletResponse;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.onedoor.accounts.Accounts;
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
 * 办件规则页 · The security administrator sees which numbers hold, plans others from a later day on, and reads what was; a
 * promise keeps the rules of the day it was given.
 */
@Controller
@Allowed(Role.SECURITY_ADMIN)
class RulePages {

    private static final int YEARS_AHEAD = 2;

    private final RulePlans plans;
    private final Accounts accounts;

    RulePages(RulePlans plans, Accounts accounts) {
        this.plans = plans;
        this.accounts = accounts;
    }

    /** A number as it stands on the page. */
    record NumberRow(RuleNumber number, int value) {}

    /** A rung as it stands on the page; {@code on} false: left out. */
    record RungRow(LadderRule rule, boolean on) {

        /** The dispatch limit and the due moment cannot be left out: somebody always hears of them. */
        boolean always() {
            return rule.basis() == LadderRule.Basis.DISPATCH || rule.rung().equals("due");
        }
    }

    /** What a plan changed, as sentences. */
    record Told(RulePlan plan, String who, List<String> changes) {}

    /** What the form held: texts as they were typed, by field. */
    record Form(LocalDate from, String reason, String known, Map<String, String> typed) {

        String value(String field, int otherwise) {
            return typed.getOrDefault(field, Integer.toString(otherwise));
        }

        String tell(LadderRule rule) {
            return typed.getOrDefault("tell-" + rule.rung(), rule.tell().name());
        }

        boolean on(RungRow row) {
            return row.always()
                    || (typed.isEmpty()
                            ? row.on()
                            : typed.containsKey("on-" + row.rule().rung()));
        }
    }

    @Bean
    static MenuEntry rulesMenu() {
        return new MenuEntry("cases.menu.rules", "/admin/cases/rules", "clock", Role.SECURITY_ADMIN, 845, true);
    }

    @GetMapping("/admin/cases/rules")
    String rules(
            @RequestParam(defaultValue = "") String done,
            @ModelAttribute(name = "page", binding = false) Page page,
            Model model) {
        return list("", done, Faults.none(), page, model);
    }

    @GetMapping("/admin/cases/rules/new")
    String ask(
            @RequestParam(defaultValue = "") String from,
            @ModelAttribute(name = "page", binding = false) Page page,
            HttpServletResponse response,
            Model model) {
        var faults = Faults.none();
        var day = day(from, page, faults);
        if (day.isEmpty()) {
            response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
            return list(from, "", faults, page, model);
        }
        var reason = in(() -> plans.all()).stream()
                .filter(plan -> plan.from().equals(day.get()))
                .map(RulePlan::reason)
                .findFirst()
                .orElse("");
        return form(new Form(day.get(), reason, known(day.get()), Map.of()), faults, model);
    }

    @PostMapping("/admin/cases/rules/new")
    String plan(
            @RequestParam Map<String, String> typed,
            @ModelAttribute(name = "page", binding = false) Page page,
            HttpServletResponse response,
            Model model) {
        var faults = Faults.none();
        var day = day(typed.getOrDefault("from", ""), page, faults);
        if (day.isEmpty()) {
            response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
            return list(typed.getOrDefault("from", ""), "", faults, page, model);
        }
        var from = day.get();
        var reason = typed.getOrDefault("reason", "").strip();
        var form = new Form(from, reason, typed.getOrDefault("known", ""), typed);
        var numbers = numbers(form, page, faults);
        var rungs = rungs(form, page, faults);
        if (reason.length() < 2 || reason.length() > 200) {
            faults.add("reason", page.t("cases.rules.why.reason"));
        }
        if (!faults.any() && !form.known().equals(known(from))) {
            faults.add("", page.t("cases.rules.why.meanwhile"));
            form = new Form(from, reason, known(from), Map.of());
        }
        if (!faults.any()) {
            switch (in(() -> plans.plan(from, reason, numbers, rungs))) {
                case RulePlan.Planning.Done _ -> {
                    return "redirect:/admin/cases/rules?done=planned";
                }
                case RulePlan.Planning.TooEarly _ -> faults.add("", page.t("cases.rules.why.early"));
                case RulePlan.Planning.Nothing _ -> faults.add("", page.t("cases.rules.why.nothing"));
            }
        }
        response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
        return form(form, faults, model);
    }

    @PostMapping("/admin/cases/rules/withdraw")
    String withdraw(@RequestParam LocalDate from) {
        in(() -> {
            plans.withdraw(from);
            return from;
        });
        return "redirect:/admin/cases/rules?done=withdrawn";
    }

    private String list(String from, String done, Faults faults, Page page, Model model) {
        var today = Now.today();
        var all = in(() -> told(plans.all(), page));
        model.addAttribute("numbers", in(() -> rows(plans.numbersBefore(today.plusDays(1)))));
        model.addAttribute("rungs", in(() -> plans.rungsBefore(today.plusDays(1))));
        model.addAttribute(
                "planned",
                all.stream().filter(told -> told.plan().from().isAfter(today)).toList());
        model.addAttribute(
                "past",
                all.stream()
                        .filter(told -> !told.plan().from().isAfter(today))
                        .toList()
                        .reversed());
        model.addAttribute("from", from.isEmpty() ? today.plusDays(1).toString() : from);
        model.addAttribute("done", done);
        model.addAttribute("faults", faults);
        return "cases/rules";
    }

    private String form(Form form, Faults faults, Model model) {
        var day = form.from().plusDays(1);
        model.addAttribute("numbers", in(() -> rows(plans.numbersBefore(day))));
        model.addAttribute("rungs", in(() -> rungRows(plans.rungsBefore(day))));
        model.addAttribute("form", form);
        model.addAttribute("faults", faults);
        return "cases/rulesnew";
    }

    /** From tomorrow on, and not so far ahead that nobody will remember. */
    private static Optional<LocalDate> day(String typed, Page page, Faults faults) {
        try {
            var day = LocalDate.parse(typed.strip());
            if (!day.isAfter(Now.today())) {
                faults.add("from", page.t("cases.rules.why.early"));
            } else if (day.isAfter(Now.today().plusYears(YEARS_AHEAD))) {
                faults.add("from", page.t("cases.rules.why.far"));
            }
            return faults.any() ? Optional.empty() : Optional.of(day);
        } catch (DateTimeException e) {
            faults.add("from", page.t("cases.rules.why.date"));
            return Optional.empty();
        }
    }

    private static Map<RuleNumber, Integer> numbers(Form form, Page page, Faults faults) {
        var numbers = new EnumMap<RuleNumber, Integer>(RuleNumber.class);
        for (var number : RuleNumber.values()) {
            var value = whole(form.typed().get(number.code()));
            if (value.isEmpty() || !number.sensible(value.get())) {
                faults.add(number.code(), page.t("cases.rules.why.number", number.least(), number.most()));
            } else {
                numbers.put(number, value.get());
            }
        }
        notMore(RuleNumber.DISPATCH_SAFETY_HOURS, RuleNumber.DISPATCH_UTILITY_HOURS, numbers, page, faults);
        notMore(RuleNumber.DISPATCH_UTILITY_HOURS, RuleNumber.DISPATCH_HOURS, numbers, page, faults);
        notMore(RuleNumber.CONTACT_URGENT_HOURS, RuleNumber.CONTACT_HOURS, numbers, page, faults);
        notMore(RuleNumber.WINDOW_DAYS, RuleNumber.RATING_DAYS, numbers, page, faults);
        notMore(RuleNumber.MARK_MEND_DAYS, RuleNumber.MARK_LONG_DAYS, numbers, page, faults);
        return numbers;
    }

    private static void notMore(
            RuleNumber less, RuleNumber more, Map<RuleNumber, Integer> numbers, Page page, Faults faults) {
        if (numbers.containsKey(less) && numbers.containsKey(more) && numbers.get(less) > numbers.get(more)) {
            faults.add(less.code(), page.t("cases.rules.why.order", page.t("cases.rule." + more.code())));
        }
    }

    private List<LadderBook.Line> rungs(Form form, Page page, Faults faults) {
        var lines = new ArrayList<LadderBook.Line>();
        int town = -1;
        for (var row : in(() -> rungRows(plans.rungsBefore(form.from())))) {
            var rule = row.rule();
            boolean on = form.on(row);
            int amount = rule.amount();
            if (!row.always() && on) {
                int most = rule.basis() == LadderRule.Basis.SHARE ? 99 : 60;
                var value = whole(form.typed().get("amount-" + rule.rung())).filter(n -> n >= 1 && n <= most);
                if (value.isEmpty()) {
                    faults.add("amount-" + rule.rung(), page.t("cases.rules.why.number", 1, most));
                }
                amount = value.orElse(amount);
            }
            var tell = tell(form.tell(rule)).orElse(rule.tell());
            if (on && rule.basis() == LadderRule.Basis.AFTER && !row.always()) {
                if (amount < town) {
                    faults.add("amount-" + rule.rung(), page.t("cases.rules.why.rung"));
                }
                town = amount;
            }
            lines.add(new LadderBook.Line(
                    rule.rung(),
                    form.from(),
                    rule.basis(),
                    amount,
                    rule.basis() == LadderRule.Basis.DISPATCH ? rule.tell() : tell,
                    on));
        }
        return lines;
    }

    private static Optional<LadderRule.Tell> tell(String typed) {
        return List.of(LadderRule.Tell.values()).stream()
                .filter(tell -> tell != LadderRule.Tell.AT_ONCE && tell.name().equals(typed))
                .findFirst();
    }

    private static Optional<Integer> whole(@org.jspecify.annotations.Nullable String typed) {
        return typed != null && typed.strip().matches("\\d{1,4}")
                ? Optional.of(Integer.valueOf(typed.strip()))
                : Optional.empty();
    }

    private static List<NumberRow> rows(Rules rules) {
        return List.of(RuleNumber.values()).stream()
                .map(number -> new NumberRow(number, number.in(rules)))
                .toList();
    }

    /** Those that hold, and the shipped ones that were left out. */
    private static List<RungRow> rungRows(List<LadderRule> held) {
        var rows = new LinkedHashMap<String, RungRow>();
        LadderRule.DEFAULT.forEach(rule -> rows.put(rule.rung(), new RungRow(rule, false)));
        held.forEach(rule -> rows.put(rule.rung(), new RungRow(rule, true)));
        return List.copyOf(rows.values());
    }

    /** What the form was filled in from; when it is no longer the same, somebody else has planned meanwhile. */
    private String known(LocalDate from) {
        return in(() -> Integer.toHexString(List.of(
                        plans.numbersBefore(from),
                        plans.rungsBefore(from),
                        plans.all().size())
                .hashCode()));
    }

    private List<Told> told(List<RulePlan> all, Page page) {
        var told = new ArrayList<Told>();
        for (var plan : all) {
            var before = plans.numbersBefore(plan.from());
            var rungs = plans.rungsBefore(plan.from()).stream()
                    .collect(Collectors.toMap(LadderRule::rung, rule -> rule, (a, b) -> b, HashMap::new));
            var changes = new ArrayList<String>();
            for (var number : RuleNumber.values()) {
                var value = plan.numbers().get(number.code());
                if (value != null) {
                    changes.add(page.t(
                            "cases.rules.change",
                            page.t("cases.rule." + number.code()),
                            amount(number, number.in(before), page),
                            amount(number, value, page)));
                }
            }
            for (var line : plan.rungs()) {
                var was = rungs.get(line.rung());
                var rule = new LadderRule(line.rung(), line.basis(), line.amount(), line.tell());
                changes.add(page.t(
                        "cases.rules.change",
                        page.t("cases.rules.rung"),
                        was == null ? page.t("cases.rules.off") : rung(was, page),
                        line.active() ? rung(rule, page) : page.t("cases.rules.off")));
            }
            told.add(new Told(plan, accounts.name(Actor.current().county(), plan.by()), changes));
        }
        return told;
    }

    /** 24 小时, 2 个工作日. */
    static String amount(RuleNumber number, int value, Page page) {
        return page.t("cases.unit." + number.unit().word(), value);
    }

    /** 到点后 2 个工作日，告诉镇里. */
    static String rung(LadderRule rule, Page page) {
        return page.t("cases.rules.rung-line", when(rule, page), whom(rule.tell(), page));
    }

    static String when(LadderRule rule, Page page) {
        return switch (rule.basis()) {
            case SHARE -> page.t("cases.rules.when.share", rule.amount());
            case AFTER ->
                rule.amount() == 0 ? page.t("cases.rules.when.due") : page.t("cases.rules.when.after", rule.amount());
            case DISPATCH -> page.t("cases.rules.when.dispatch");
        };
    }

    static String whom(LadderRule.Tell tell, Page page) {
        return switch (tell) {
            case OWNER -> page.t("cases.rules.tell.owner");
            case HEAD -> page.t("cases.rules.tell.head");
            case TOWN -> page.t("cases.rules.tell.town");
            case COUNTY -> page.t("cases.rules.tell.county");
            case AT_ONCE -> page.t("cases.rules.tell.at-once");
        };
    }

    /** Whom one may choose. */
    static Map<String, String> choices(Page page) {
        var choices = new LinkedHashMap<String, String>();
        for (var tell : LadderRule.Tell.values()) {
            if (tell != LadderRule.Tell.AT_ONCE) {
                choices.put(tell.name(), whom(tell, page));
            }
        }
        return choices;
    }

    private static <T> T in(Supplier<T> work) {
        return Scope.in(new Scope.County(Actor.current().county()), work);
    }
}
