package org.onedoor.members.dues;

import jakarta.servlet.http.HttpServletResponse;
import java.time.DateTimeException;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.onedoor.frame.Actor;
import org.onedoor.frame.Allowed;
import org.onedoor.frame.Faults;
import org.onedoor.frame.Ids;
import org.onedoor.frame.MenuEntry;
import org.onedoor.frame.NotYours;
import org.onedoor.frame.Now;
import org.onedoor.frame.Page;
import org.onedoor.frame.Role;
import org.onedoor.frame.Scope;
import org.onedoor.frame.Spreadsheet;
import org.onedoor.members.dues.DuesAccount.Call;
import org.onedoor.members.dues.MemberDues.Due;
import org.onedoor.organizations.party.PartyHat;
import org.onedoor.organizations.party.PartyOrganization;
import org.onedoor.organizations.party.PartyOrganizations;
import org.springframework.context.annotation.Bean;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The collector's and the secretary's pages: who owes which month, and one member's dues. */
@Controller
@Allowed(Role.PARTY)
class DuesPages {

    static final String PATH = "/desk/dues";

    private static final int ROWS = 50;
    private static final int MOST = 5000;

    /** One line of the list. {@code request} is the key of its button. */
    record Owing(MemberDues dues, List<Due> open, long fen, Call call, String request) {}

    /** What a member's forms held. */
    record Form(
            String months,
            String amount,
            String paidBy,
            String from,
            String payer,
            String base,
            String chosen,
            String reason,
            String reduceFrom,
            String until,
            String owed,
            String decision) {}

    private final Dues dues;
    private final DuesRights rights;
    private final PartyOrganizations organizations;

    DuesPages(Dues dues, DuesRights rights, PartyOrganizations organizations) {
        this.dues = dues;
        this.rights = rights;
        this.organizations = organizations;
    }

    @Bean
    static MenuEntry duesMenu() {
        return new MenuEntry("dues.menu", PATH, "clipboard", Role.PARTY, 430, false);
    }

    /** Where she works on dues, else where she sees sums. */
    @GetMapping(PATH)
    String home() {
        var actor = Actor.current();
        var hats = organizations.hats(actor);
        return hats.stream()
                .map(PartyHat::organization)
                .filter(own -> !own.type().leads())
                .filter(own -> rights.in(actor, own.id(), DuesRights.COLLECTOR).isPresent()
                        || rights.in(actor, own.id(), DuesRights.SECRETARY).isPresent())
                .findFirst()
                .map(own -> "redirect:" + PATH + "/" + own.id())
                .or(() -> hats.stream()
                        .map(PartyHat::organization)
                        .filter(own -> rights.in(actor, own.id(), DuesRights.BOOKKEEPER)
                                .isPresent())
                        .findFirst()
                        .map(own -> "redirect:" + PATH + "/" + own.id() + "/books"))
                .or(() -> hats.stream()
                        .map(PartyHat::organization)
                        .filter(own -> rights.above(actor, own).isPresent())
                        .findFirst()
                        .map(own -> "redirect:" + PATH + "/" + own.id() + "/below"))
                .orElseThrow(() -> new NotYours("dues.none"));
    }

    @GetMapping(PATH + "/{id}")
    String list(@PathVariable UUID id, @RequestParam(defaultValue = "1") int number, Model model) {
        var own = organization(id);
        var hat = rights.people(Actor.current(), own);
        int page = Math.clamp(number, 1, MOST);
        var rows = Scope.in(hat.scope(), () -> dues.of(county(), id, (page - 1) * ROWS, ROWS + 1));
        model.addAttribute("own", own);
        model.addAttribute(
                "collects", rights.in(Actor.current(), id, DuesRights.COLLECTOR).isPresent());
        model.addAttribute(
                "rows", rows.stream().limit(ROWS).map(DuesPages::owing).toList());
        model.addAttribute("number", page);
        model.addAttribute("more", rows.size() > ROWS);
        return "members/dues/list";
    }

    private static Owing owing(MemberDues one) {
        var today = Now.today();
        var open = one.open(today, Dues.terms());
        return new Owing(
                one,
                open,
                open.stream().mapToLong(Due::fen).sum(),
                one.account(today)
                        .map(account -> account.call(today, Dues.terms()))
                        .orElse(Call.NONE),
                Ids.next().toString());
    }

    @GetMapping(PATH + "/{id}/members/{member}")
    String show(@PathVariable UUID id, @PathVariable UUID member, Model model) {
        var now = YearMonth.from(Now.today()).toString();
        return person(
                model,
                organization(id),
                member,
                new Form("", "", "", now, "", "", "", "", now, now, "0", ""),
                Faults.none());
    }

    @PostMapping(PATH + "/{id}/members/{member}/take")
    String take(
            @PathVariable UUID id,
            @PathVariable UUID member,
            @RequestParam(defaultValue = "") List<String> months,
            @RequestParam(defaultValue = "") String amount,
            @RequestParam(defaultValue = "") String paidBy,
            @RequestParam(defaultValue = "") String quarterly,
            @RequestParam(defaultValue = "") String request,
            @ModelAttribute(name = "page", binding = false) Page page,
            HttpServletResponse response,
            Model model) {
        var own = organization(id);
        var hat = rights.does(Actor.current(), own, DuesRights.COLLECTOR, "dues.who.collector");
        var faults = Faults.none();
        var chosen =
                months.stream().map(DuesPages::month).flatMap(Optional::stream).toList();
        if (chosen.isEmpty() || chosen.size() != months.size()) {
            faults.add("months", page.t("dues.no.months"));
        }
        var fen = Money.fen(amount);
        if (!amount.isBlank() && fen.isEmpty()) {
            faults.add("amount", page.t("dues.form.amount.wrong"));
        }
        var payers = paidBy.isBlank()
                ? List.<UUID>of()
                : Scope.in(hat.scope(), () -> dues.named(county(), id, paidBy.strip()));
        if (!paidBy.isBlank() && payers.size() != 1) {
            faults.add("paidBy", page.t("dues.form.paidby.wrong"));
        }
        if (!faults.any()) {
            var done = Scope.in(hat.scope(), () -> {
                var known = dues.of(county(), id, member);
                return dues.take(
                        county(),
                        id,
                        new TakeDues(
                                member,
                                chosen,
                                fen.orElseGet(() ->
                                        chosen.stream().mapToLong(known::owed).sum()),
                                "on".equals(quarterly),
                                payers.isEmpty() ? null : payers.getFirst(),
                                key(request)),
                        hat.post().id());
            });
            if (done instanceof Paying.Refused why) {
                faults.add("months", said(page, why));
            }
        }
        if (faults.any()) {
            response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
            var now = YearMonth.from(Now.today()).toString();
            return person(
                    model,
                    own,
                    member,
                    new Form(String.join(" ", months), amount, paidBy, now, "", "", "", "", now, now, "0", ""),
                    faults);
        }
        return "redirect:" + PATH + "/" + id;
    }

    @PostMapping(PATH + "/{id}/members/{member}/standard")
    String standard(
            @PathVariable UUID id,
            @PathVariable UUID member,
            @RequestParam(defaultValue = "") String from,
            @RequestParam(defaultValue = "") String payer,
            @RequestParam(defaultValue = "") String base,
            @RequestParam(defaultValue = "") String chosen,
            @RequestParam(defaultValue = "") String reason,
            @ModelAttribute(name = "page", binding = false) Page page,
            HttpServletResponse response,
            Model model) {
        var own = organization(id);
        var hat = rights.does(Actor.current(), own, DuesRights.COLLECTOR, "dues.who.collector");
        var faults = Faults.none();
        var month = month(from);
        if (month.isEmpty()) {
            faults.add("from", page.t("dues.form.month.wrong"));
        }
        var kind = Arrays.stream(Payer.values())
                .filter(one -> one.name().equals(payer))
                .findFirst();
        if (kind.isEmpty()) {
            faults.add("payer", page.t("dues.form.payer.wrong"));
        }
        var income = base.isBlank() ? Optional.of(0L) : Money.fen(base);
        if (income.isEmpty()) {
            faults.add("base", page.t("dues.form.amount.wrong"));
        }
        var wished = chosen.isBlank() ? Optional.of(0L) : Money.fen(chosen);
        if (wished.isEmpty()) {
            faults.add("chosen", page.t("dues.form.amount.wrong"));
        }
        if (reason.length() > 100) {
            faults.add("reason", page.t("dues.form.reason.wrong"));
        }
        if (!faults.any()) {
            var done = Scope.in(
                    hat.scope(),
                    () -> dues.state(
                            county(),
                            id,
                            new StateDues(
                                    member,
                                    month.orElseThrow(),
                                    kind.orElseThrow(),
                                    income.orElseThrow(),
                                    wished.orElseThrow(),
                                    reason),
                            hat.post().id()));
            if (done instanceof Paying.Refused why) {
                faults.add(
                        switch (why.key()) {
                            case "dues.no.base" -> "base";
                            case "dues.no.reason" -> "reason";
                            case "dues.no.least" -> "chosen";
                            default -> "from";
                        },
                        said(page, why));
            }
        }
        if (faults.any()) {
            response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
            var now = YearMonth.from(Now.today()).toString();
            return person(
                    model,
                    own,
                    member,
                    new Form("", "", "", from, payer, base, chosen, reason, now, now, "0", ""),
                    faults);
        }
        return "redirect:" + PATH + "/" + id + "/members/" + member;
    }

    @PostMapping(PATH + "/{id}/members/{member}/reduce")
    String reduce(
            @PathVariable UUID id,
            @PathVariable UUID member,
            @RequestParam(defaultValue = "") String reduceFrom,
            @RequestParam(defaultValue = "") String until,
            @RequestParam(defaultValue = "") String owed,
            @RequestParam(defaultValue = "") String decision,
            @ModelAttribute(name = "page", binding = false) Page page,
            HttpServletResponse response,
            Model model) {
        var own = organization(id);
        var hat = rights.does(Actor.current(), own, DuesRights.SECRETARY, "dues.who.secretary");
        var faults = Faults.none();
        var first = month(reduceFrom);
        if (first.isEmpty()) {
            faults.add("reduceFrom", page.t("dues.form.month.wrong"));
        }
        var last = month(until);
        if (last.isEmpty()) {
            faults.add("until", page.t("dues.form.month.wrong"));
        }
        var fen = Money.fen(owed);
        if (fen.isEmpty()) {
            faults.add("owed", page.t("dues.form.amount.wrong"));
        }
        if (!faults.any()) {
            var done = Scope.in(
                    hat.scope(),
                    () -> dues.reduce(
                            county(),
                            id,
                            new ReduceDues(
                                    member, first.orElseThrow(), last.orElseThrow(), fen.orElseThrow(), decision),
                            hat.post().id()));
            if (done instanceof Paying.Refused why) {
                faults.add(why.key().equals("dues.no.decision") ? "decision" : "until", said(page, why));
            }
        }
        if (faults.any()) {
            response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
            return person(
                    model,
                    own,
                    member,
                    new Form("", "", "", reduceFrom, "", "", "", "", reduceFrom, until, owed, decision),
                    faults);
        }
        return "redirect:" + PATH + "/" + id + "/members/" + member;
    }

    /** For the bank: who owes how much now, one row each. Written down who took it away. */
    @GetMapping(PATH + "/{id}/bank")
    ResponseEntity<byte[]> bank(@PathVariable UUID id, @ModelAttribute(name = "page", binding = false) Page page) {
        var own = organization(id);
        var hat = rights.does(Actor.current(), own, DuesRights.COLLECTOR, "dues.who.collector");
        var rows = Scope.in(
                        hat.scope(),
                        () -> dues.exported(county(), id, hat.post().id(), MOST))
                .stream()
                .map(DuesPages::owing)
                .filter(row -> row.fen() > 0)
                .map(row -> List.<Object>of(
                        row.dues().person().name(),
                        String.join(
                                " ",
                                row.open().stream()
                                        .map(due -> due.month().toString())
                                        .toList()),
                        java.math.BigDecimal.valueOf(row.fen(), 2)))
                .toList();
        return Spreadsheet.download(
                page.t("dues.bank.file", own.name(), Now.today().toString()),
                List.of(new Spreadsheet.Page(
                        page.t("dues.bank.sheet"),
                        List.of(page.t("dues.column.name"), page.t("dues.column.months"), page.t("dues.column.yuan")),
                        rows)));
    }

    private String person(Model model, PartyOrganization own, UUID member, Form form, Faults faults) {
        var hat = rights.people(Actor.current(), own);
        boolean collects =
                rights.in(Actor.current(), own.id(), DuesRights.COLLECTOR).isPresent();
        var today = Now.today();
        var known = Scope.in(hat.scope(), () -> dues.of(county(), own.id(), member));
        var standard = known.standard(YearMonth.from(today));
        var choices = new ArrayList<>(known.open(today, Dues.terms()));
        var now = YearMonth.from(today);
        known.account(today).ifPresent(account -> {
            for (int ahead = 1; ahead <= 2 - (now.getMonthValue() - 1) % 3; ahead++) {
                if (!account.paid().contains(now.plusMonths(ahead))) {
                    choices.add(new Due(now.plusMonths(ahead), known.owed(now.plusMonths(ahead))));
                }
            }
        });
        model.addAttribute("own", own);
        model.addAttribute("known", known);
        model.addAttribute("choices", choices);
        model.addAttribute("now", now);
        model.addAttribute("standard", standard.orElse(null));
        model.addAttribute(
                "base",
                collects && standard.isPresent() && standard.get().base() != null
                        ? Money.yuan(dues.base(county(), standard.get()))
                        : "");
        model.addAttribute("call", owing(known).call());
        model.addAttribute("collects", collects);
        model.addAttribute(
                "decides",
                rights.in(Actor.current(), own.id(), DuesRights.SECRETARY).isPresent());
        model.addAttribute("request", Ids.next().toString());
        model.addAttribute("form", form);
        model.addAttribute("faults", faults);
        return "members/dues/person";
    }

    static Map<String, String> payers(Page page) {
        var choices = new LinkedHashMap<String, String>();
        Arrays.stream(Payer.values()).forEach(payer -> choices.put(payer.name(), page.t(payer.key())));
        return choices;
    }

    static String said(Page page, Paying.Refused why) {
        return page.t(why.key(), why.arguments().stream().map(String::valueOf).toArray());
    }

    private static Optional<YearMonth> month(String written) {
        try {
            var month = YearMonth.parse(written.strip());
            return month.getYear() < 2000 || month.getYear() > 2100 ? Optional.empty() : Optional.of(month);
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    /** What a page gave; anything else is a request of its own. */
    private static String key(String request) {
        try {
            return UUID.fromString(request).toString();
        } catch (IllegalArgumentException e) {
            return Ids.next().toString();
        }
    }

    private PartyOrganization organization(UUID id) {
        return organizations.tree(county()).get(id);
    }

    private static int county() {
        return Actor.current().county();
    }
}
