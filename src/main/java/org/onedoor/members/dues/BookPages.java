package org.onedoor.members.dues;

import jakarta.servlet.http.HttpServletResponse;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.onedoor.frame.Actor;
import org.onedoor.frame.Allowed;
import org.onedoor.frame.Faults;
import org.onedoor.frame.NotHere;
import org.onedoor.frame.NotYours;
import org.onedoor.frame.Now;
import org.onedoor.frame.Page;
import org.onedoor.frame.Role;
import org.onedoor.frame.Scope;
import org.onedoor.members.BranchRoster;
import org.onedoor.members.dues.DuesStore.Asked;
import org.onedoor.members.dues.DuesStore.Sums;
import org.onedoor.organizations.party.PartyHat;
import org.onedoor.organizations.party.PartyOrganization;
import org.onedoor.organizations.party.PartyOrganizations;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** A branch's year: what was collected, brought to the account, confirmed, closed, published; and the sums of all below. */
@Controller
@Allowed(Role.PARTY)
class BookPages {

    private static final int ROWS = 50;

    /** A branch's sums. */
    record Branch(PartyOrganization organization, Sums sums) {}

    /** A reduction that waits, with whose it is. */
    record Waiting(Asked asked, String name, String branch) {}

    /** What the form of a slip held. */
    record SlipForm(String on, String amount, String slip) {}

    private final Dues dues;
    private final DuesRights rights;
    private final BranchRoster roster;
    private final PartyOrganizations organizations;

    BookPages(Dues dues, DuesRights rights, BranchRoster roster, PartyOrganizations organizations) {
        this.dues = dues;
        this.rights = rights;
        this.roster = roster;
        this.organizations = organizations;
    }

    @GetMapping(DuesPages.PATH + "/{id}/books")
    String books(@PathVariable UUID id, @RequestParam(defaultValue = "0") int year, Model model) {
        var today = Now.today();
        return books(model, organization(id), year(year), new SlipForm(today.toString(), "", ""), Faults.none());
    }

    @PostMapping(DuesPages.PATH + "/{id}/slips")
    String deposit(
            @PathVariable UUID id,
            @RequestParam(defaultValue = "0") int year,
            @RequestParam(defaultValue = "") String on,
            @RequestParam(defaultValue = "") String amount,
            @RequestParam(defaultValue = "") String slip,
            @ModelAttribute(name = "page", binding = false) Page page,
            HttpServletResponse response,
            Model model) {
        var own = organization(id);
        var hat = rights.does(Actor.current(), own, DuesRights.COLLECTOR, "dues.who.collector");
        var faults = Faults.none();
        var day = day(on);
        if (day.isEmpty()) {
            faults.add("on", page.t("dues.no.day"));
        }
        var fen = Money.fen(amount);
        if (fen.isEmpty()) {
            faults.add("amount", page.t("dues.form.amount.wrong"));
        }
        if (slip.isBlank() || slip.length() > 40) {
            faults.add("slip", page.t("dues.no.slip"));
        }
        if (!faults.any()) {
            var done = Scope.in(
                    hat.scope(),
                    () -> dues.deposit(
                            county(),
                            id,
                            new DepositDues(day.orElseThrow(), year(year), fen.orElseThrow(), slip.strip()),
                            hat.post().id()));
            if (done instanceof Paying.Refused why) {
                faults.add(
                        switch (why.key()) {
                            case "dues.no.too-much" -> "amount";
                            case "dues.no.slip", "dues.no.slip-known" -> "slip";
                            default -> "on";
                        },
                        DuesPages.said(page, why));
            }
        }
        if (faults.any()) {
            response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
            return books(model, own, year(year), new SlipForm(on, amount, slip), faults);
        }
        return "redirect:" + DuesPages.PATH + "/" + id + "/books?year=" + year(year);
    }

    @PostMapping(DuesPages.PATH + "/{id}/slips/{slip}/confirm")
    String confirm(
            @PathVariable UUID id,
            @PathVariable UUID slip,
            @RequestParam(defaultValue = "0") int year,
            @ModelAttribute(name = "page", binding = false) Page page,
            HttpServletResponse response,
            Model model) {
        var own = organization(id);
        var hat = rights.does(Actor.current(), own, DuesRights.BOOKKEEPER, "dues.who.bookkeeper");
        return step(page, response, model, own, hat, year(year), post -> dues.confirm(county(), id, slip, post));
    }

    @PostMapping(DuesPages.PATH + "/{id}/close")
    String close(
            @PathVariable UUID id,
            @RequestParam(defaultValue = "0") int year,
            @ModelAttribute(name = "page", binding = false) Page page,
            HttpServletResponse response,
            Model model) {
        var own = organization(id);
        var hat = rights.does(Actor.current(), own, DuesRights.BOOKKEEPER, "dues.who.bookkeeper");
        int which = year(year);
        return step(page, response, model, own, hat, which, post -> dues.close(county(), id, which, post));
    }

    @PostMapping(DuesPages.PATH + "/{id}/publish")
    String publish(
            @PathVariable UUID id,
            @RequestParam(defaultValue = "0") int year,
            @ModelAttribute(name = "page", binding = false) Page page,
            HttpServletResponse response,
            Model model) {
        var own = organization(id);
        var hat = rights.does(Actor.current(), own, DuesRights.SECRETARY, "dues.who.secretary");
        int which = year(year);
        return step(page, response, model, own, hat, which, post -> dues.publish(county(), id, which, post));
    }

    /** Sums of the branches below, and what waits for approval. */
    @GetMapping(DuesPages.PATH + "/{id}/below")
    String below(
            @PathVariable UUID id,
            @RequestParam(defaultValue = "0") int year,
            @RequestParam(defaultValue = "1") int number,
            Model model) {
        return below(model, organization(id), year(year), number, Faults.none());
    }

    @PostMapping(DuesPages.PATH + "/{id}/reductions/{reduction}/approve")
    String approve(
            @PathVariable UUID id,
            @PathVariable UUID reduction,
            @RequestParam(defaultValue = "") String approval,
            @ModelAttribute(name = "page", binding = false) Page page,
            HttpServletResponse response,
            Model model) {
        var own = organization(id);
        var hat = leads(own);
        var done = Scope.in(
                hat.scope(),
                () -> dues.approve(county(), reduction, approval, hat.post().id()));
        if (done instanceof Paying.Refused why) {
            var faults = Faults.none();
            faults.add("approval-" + reduction, DuesPages.said(page, why));
            response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
            return below(model, own, year(0), 1, faults);
        }
        return "redirect:" + DuesPages.PATH + "/" + id + "/below";
    }

    private String step(
            Page page,
            HttpServletResponse response,
            Model model,
            PartyOrganization own,
            PartyHat hat,
            int year,
            Function<UUID, Paying> act) {
        var done = Scope.in(hat.scope(), () -> act.apply(hat.post().id()));
        if (done instanceof Paying.Refused why) {
            var faults = Faults.none();
            faults.add("year", DuesPages.said(page, why));
            response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
            return books(model, own, year, new SlipForm(Now.today().toString(), "", ""), faults);
        }
        return "redirect:" + DuesPages.PATH + "/" + own.id() + "/books?year=" + year;
    }

    private String books(Model model, PartyOrganization own, int year, SlipForm form, Faults faults) {
        var actor = Actor.current();
        var hat = rights.sums(actor, own);
        model.addAttribute("own", own);
        model.addAttribute("year", year);
        model.addAttribute("thisYear", Now.today().getYear());
        model.addAttribute("sums", interior(() -> dues.sums(county(), own.id(), year)));
        model.addAttribute("slips", Scope.in(hat.scope(), () -> dues.slips(county(), own.id(), year)));
        model.addAttribute(
                "collects", rights.in(actor, own.id(), DuesRights.COLLECTOR).isPresent());
        model.addAttribute(
                "keeps", rights.in(actor, own.id(), DuesRights.BOOKKEEPER).isPresent());
        model.addAttribute(
                "leads", rights.in(actor, own.id(), DuesRights.SECRETARY).isPresent());
        model.addAttribute("form", form);
        model.addAttribute("faults", faults);
        return "members/dues/books";
    }

    private String below(Model model, PartyOrganization own, int year, int number, Faults faults) {
        var hat = leads(own);
        var branches = organizations.tree(county()).within(own).stream()
                .filter(one -> one.type().branch())
                .toList();
        int from = Math.min((Math.clamp(number, 1, 1000) - 1) * ROWS, branches.size());
        int to = Math.min(from + ROWS, branches.size());
        var shown = branches.subList(from, to);
        var sums = interior(() ->
                dues.sums(county(), shown.stream().map(PartyOrganization::id).toList(), year));
        model.addAttribute("own", own);
        model.addAttribute("year", year);
        model.addAttribute("number", Math.clamp(number, 1, 1000));
        model.addAttribute("more", to < branches.size());
        model.addAttribute(
                "rows",
                java.util.stream.IntStream.range(0, shown.size())
                        .mapToObj(at -> new Branch(shown.get(at), sums.get(at)))
                        .toList());
        model.addAttribute("waiting", Scope.in(hat.scope(), () -> waiting(own)));
        model.addAttribute("faults", faults);
        return "members/dues/below";
    }

    private List<Waiting> waiting(PartyOrganization own) {
        var tree = organizations.tree(county());
        return dues.waiting(county(), own.lo(), own.hi(), ROWS).stream()
                .map(asked -> new Waiting(
                        asked,
                        roster.find(county(), asked.member())
                                .map(BranchRoster.Person::name)
                                .orElse(""),
                        tree.get(asked.organization()).name()))
                .toList();
    }

    /** @throws NotYours when it has no branches below */
    private PartyHat leads(PartyOrganization own) {
        return rights.above(Actor.current(), own)
                .filter(_ -> own.type().leads())
                .orElseThrow(() -> {
                    var _ = rights.sums(Actor.current(), own);
                    return new NotYours("dues.who.above");
                });
    }

    /** This year, where none or an impossible one is asked for. */
    private static int year(int asked) {
        int now = Now.today().getYear();
        return asked < 2000 || asked > now ? now : asked;
    }

    private static Optional<LocalDate> day(String written) {
        try {
            return Optional.of(LocalDate.parse(written.strip()));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private PartyOrganization organization(UUID id) {
        return organizations.tree(county()).find(id).orElseThrow(NotHere::new);
    }

    /** Sums of who stands above are made where the persons' rows are seen; who may was asked before. */
    private static <T> T interior(java.util.function.Supplier<T> work) {
        return Scope.in(new Scope.Interior(county()), work);
    }

    private static int county() {
        return Actor.current().county();
    }
}
