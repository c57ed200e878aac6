package org.onedoor.organizations.party;

import static org.onedoor.organizations.party.PartyPages.PATH;
import static org.onedoor.organizations.party.PartyPages.county;
import static org.onedoor.organizations.party.PartyPages.in;

import jakarta.servlet.http.HttpServletResponse;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.onedoor.frame.Actor;
import org.onedoor.frame.Allowed;
import org.onedoor.frame.Faults;
import org.onedoor.frame.NotYours;
import org.onedoor.frame.Now;
import org.onedoor.frame.Page;
import org.onedoor.frame.Role;
import org.onedoor.regions.Place;
import org.onedoor.regions.Regions;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;

/** Setting up, renaming, moving and closing organizations: by whoever decides above them (R-ORG-7). */
@Controller
@Allowed(Role.PARTY)
class OrganizingPages {

    /** What the form of a new organization held. */
    record Form(
            String type,
            String name,
            String nameEn,
            String sector,
            String place,
            String hostUnit,
            String uscc,
            String usccReason,
            String foundedOn,
            String document) {
        Form {
            type = text(type);
            name = text(name);
            nameEn = text(nameEn);
            sector = text(sector);
            place = text(place);
            hostUnit = text(hostUnit);
            uscc = text(uscc).strip().toUpperCase(java.util.Locale.ROOT);
            usccReason = text(usccReason);
            foundedOn = text(foundedOn);
            document = text(document);
        }
    }

    /** What the form of a change held. */
    record Change(String name, String nameEn, String sector, String status) {
        Change {
            name = text(name);
            nameEn = text(nameEn);
            sector = text(sector);
            status = text(status);
        }
    }

    /** What the form of a move or an end held. */
    record Decision(String to, String on, String document) {
        Decision {
            to = text(to);
            on = text(on);
            document = text(document);
        }
    }

    private final PartyOrganizations party;
    private final PartyRights rights;
    private final Regions regions;

    OrganizingPages(PartyOrganizations party, PartyRights rights, Regions regions) {
        this.party = party;
        this.rights = rights;
        this.regions = regions;
    }

    @GetMapping(PATH + "/{id}/found")
    String askFound(@PathVariable UUID id, Model model) {
        var above = arranged(id);
        var place = above.place() == null
                ? ""
                : regions.tree(county()).get(above.place()).code();
        var form = new Form(
                above.type().branch() ? "GROUP" : "BRANCH",
                "",
                "",
                above.sector().name(),
                place,
                "",
                "",
                "",
                Now.today().toString(),
                "");
        return foundForm(model, above, form, Faults.none());
    }

    @PostMapping(PATH + "/{id}/found")
    String found(
            @PathVariable UUID id,
            @ModelAttribute(name = "form", binding = true) Form form,
            @ModelAttribute(name = "page", binding = false) Page page,
            HttpServletResponse response,
            Model model) {
        var above = arranged(id);
        var faults = named(page, form.name());
        var type = below(above).stream()
                .filter(one -> one.name().equals(form.type()))
                .findFirst();
        if (type.isEmpty()) {
            faults.add("type", page.t("party.found.not-there"));
        }
        var sector = sector(form.sector());
        if (sector.isEmpty()) {
            faults.add("sector", page.t("party.form.sector.wrong"));
        }
        Optional<Place> place = form.place().isBlank() ? Optional.empty() : place(form.place());
        if (!form.place().isBlank() && place.isEmpty()) {
            faults.add("place", page.t("party.form.place.wrong"));
        }
        if (!form.uscc().isEmpty()) {
            if (form.hostUnit().isBlank()) {
                faults.add("hostUnit", page.t("party.form.host.missing"));
            }
            if (!form.uscc().matches("[0-9A-Z]{18}")) {
                faults.add("uscc", page.t("party.form.uscc.wrong"));
            } else if (!Uscc.right(form.uscc()) && form.usccReason().isBlank()) {
                faults.add("usccReason", page.t("party.form.uscc.check"));
            }
        }
        var on = day(form.foundedOn());
        if (on.isEmpty() || on.get().isAfter(Now.today())) {
            faults.add("foundedOn", page.t("party.form.day.wrong"));
        }
        document(page, form.document(), faults);
        if (!faults.any()) {
            var done = in(() -> party.found(
                    county(),
                    new FoundOrganization(
                            id,
                            type.orElseThrow(),
                            form.name(),
                            blankToNull(form.nameEn()),
                            sector.orElseThrow(),
                            place.map(Place::id).orElse(null),
                            blankToNull(form.hostUnit()),
                            blankToNull(form.uscc()),
                            form.uscc().isEmpty() || Uscc.right(form.uscc()) ? null : blankToNull(form.usccReason()),
                            on.orElseThrow(),
                            form.document())));
            switch (done) {
                case Reorganizing.Done made -> {
                    return "redirect:" + PATH + "/" + made.id();
                }
                case Reorganizing.Refused why ->
                    faults.add("type", page.t(why.key(), why.arguments().toArray()));
            }
        }
        response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
        return foundForm(model, above, form, faults);
    }

    @GetMapping(PATH + "/{id}/change")
    String askChange(@PathVariable UUID id, Model model) {
        var own = arranged(id);
        return changeForm(
                model,
                own,
                new Change(
                        own.name(),
                        own.nameEn() == null ? "" : own.nameEn(),
                        own.sector().name(),
                        own.status().name()),
                Faults.none());
    }

    @PostMapping(PATH + "/{id}/change")
    String change(
            @PathVariable UUID id,
            @ModelAttribute(name = "form", binding = true) Change form,
            @ModelAttribute(name = "page", binding = false) Page page,
            HttpServletResponse response,
            Model model) {
        var own = arranged(id);
        var faults = named(page, form.name());
        var sector = sector(form.sector());
        if (sector.isEmpty()) {
            faults.add("sector", page.t("party.form.sector.wrong"));
        }
        var status = Arrays.stream(OrganizationStatus.values())
                .filter(one -> one.name().equals(form.status()))
                .findFirst()
                .filter(one -> one == own.status() || rights.decides(Actor.current(), own));
        if (status.isEmpty()) {
            faults.add("status", page.t("party.status.not-next"));
        }
        if (!faults.any() && status.orElseThrow() != own.status()) {
            var turned = in(() -> party.turn(county(), id, status.orElseThrow()));
            if (turned instanceof Reorganizing.Refused why) {
                faults.add("status", page.t(why.key(), why.arguments().toArray()));
            }
        }
        if (faults.any()) {
            response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
            return changeForm(model, own, form, faults);
        }
        if (!form.name().strip().equals(own.name())
                || sector.orElseThrow() != own.sector()
                || !form.nameEn().strip().equals(own.nameEn() == null ? "" : own.nameEn())) {
            in(() -> party.rename(county(), id, form.name(), blankToNull(form.nameEn()), sector.orElseThrow()));
        }
        return "redirect:" + PATH + "/" + id;
    }

    @GetMapping(PATH + "/{id}/move")
    String askMove(@PathVariable UUID id, Model model) {
        return decisionForm(model, decided(id), false, new Decision("", "", ""), Faults.none());
    }

    @PostMapping(PATH + "/{id}/move")
    String move(
            @PathVariable UUID id,
            @ModelAttribute(name = "form", binding = true) Decision form,
            @ModelAttribute(name = "page", binding = false) Page page,
            HttpServletResponse response,
            Model model) {
        var own = decided(id);
        var faults = Faults.none();
        var to = known(form.to()).filter(above -> rights.decides(Actor.current(), above));
        if (to.isEmpty()) {
            faults.add("to", page.t("party.move.to.wrong"));
        }
        document(page, form.document(), faults);
        if (!faults.any()) {
            var done = in(() -> party.move(county(), id, to.orElseThrow().id(), form.document()));
            if (done instanceof Reorganizing.Refused why) {
                faults.add("to", page.t(why.key(), why.arguments().toArray()));
            }
        }
        if (faults.any()) {
            response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
            return decisionForm(model, own, false, form, faults);
        }
        return "redirect:" + PATH + "/" + id;
    }

    @GetMapping(PATH + "/{id}/close")
    String askClose(@PathVariable UUID id, Model model) {
        return decisionForm(
                model, decided(id), true, new Decision("", Now.today().toString(), ""), Faults.none());
    }

    @PostMapping(PATH + "/{id}/close")
    String close(
            @PathVariable UUID id,
            @ModelAttribute(name = "form", binding = true) Decision form,
            @ModelAttribute(name = "page", binding = false) Page page,
            HttpServletResponse response,
            Model model) {
        var own = decided(id);
        var faults = Faults.none();
        Optional<PartyOrganization> successor = form.to().isBlank() ? Optional.empty() : known(form.to());
        if (!form.to().isBlank() && successor.isEmpty()) {
            faults.add("to", page.t("party.close.successor"));
        }
        var on = day(form.on());
        if (on.isEmpty()) {
            faults.add("on", page.t("party.close.day"));
        }
        document(page, form.document(), faults);
        if (!faults.any()) {
            var done = in(() -> party.close(
                    county(),
                    new CloseOrganization(
                            id,
                            on.orElseThrow(),
                            form.document().strip(),
                            successor.map(PartyOrganization::id).orElse(null))));
            if (done instanceof Reorganizing.Refused why) {
                faults.add(
                        why.key().equals("party.close.successor") ? "to" : "on",
                        page.t(why.key(), why.arguments().toArray()));
            }
        }
        if (faults.any()) {
            response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
            return decisionForm(model, own, true, form, faults);
        }
        return "redirect:" + PATH + "/" + (own.parent() == null ? id : own.parent());
    }

    private String foundForm(Model model, PartyOrganization above, Form form, Faults faults) {
        model.addAttribute("above", above);
        model.addAttribute("form", form);
        model.addAttribute("types", below(above));
        model.addAttribute("faults", faults);
        return "organizations/party/found";
    }

    private String changeForm(Model model, PartyOrganization own, Change form, Faults faults) {
        model.addAttribute("own", own);
        model.addAttribute("form", form);
        model.addAttribute("decides", rights.decides(Actor.current(), own));
        model.addAttribute("faults", faults);
        return "organizations/party/change";
    }

    private String decisionForm(Model model, PartyOrganization own, boolean closing, Decision form, Faults faults) {
        model.addAttribute("own", own);
        model.addAttribute("closing", closing);
        model.addAttribute("form", form);
        model.addAttribute("faults", faults);
        return "organizations/party/decide";
    }

    /** Kinds that may be set up below it. */
    private static List<OrganizationType> below(PartyOrganization above) {
        return Arrays.stream(OrganizationType.values())
                .filter(type -> type.under(above.type()))
                .toList();
    }

    static Map<String, String> types(Page page, List<OrganizationType> types) {
        var choices = new LinkedHashMap<String, String>();
        types.forEach(type -> choices.put(type.name(), page.t(type.text())));
        return choices;
    }

    static Map<String, String> sectors(Page page) {
        var choices = new LinkedHashMap<String, String>();
        Arrays.stream(Sector.values()).forEach(sector -> choices.put(sector.name(), page.t(sector.text())));
        return choices;
    }

    /** What it is, and what it may become without ending. */
    static Map<String, String> statuses(Page page, PartyOrganization own) {
        var choices = new LinkedHashMap<String, String>();
        choices.put(own.status().name(), page.t(own.status().text()));
        own.status().next().stream()
                .filter(next -> !next.over())
                .forEach(next -> choices.put(next.name(), page.t(next.text())));
        return choices;
    }

    private PartyOrganization arranged(UUID id) {
        var own = party.tree(county()).get(id);
        rights.sees(Actor.current(), own);
        if (own.status().over() || rights.arranges(Actor.current(), own).isEmpty()) {
            throw new NotYours("party.not-yours");
        }
        return own;
    }

    private PartyOrganization decided(UUID id) {
        var own = arranged(id);
        if (!rights.decides(Actor.current(), own)) {
            throw new NotYours("party.not-decided");
        }
        return own;
    }

    /** By path or whole name. */
    private Optional<PartyOrganization> known(String written) {
        var asked = written.strip();
        return party.tree(county()).all().stream()
                .filter(one -> !one.status().over())
                .filter(one -> one.path().equals(asked) || one.name().equals(asked))
                .findFirst();
    }

    private Optional<Place> place(String written) {
        var code = written.strip();
        return regions.tree(county()).byCode(code.length() < 12 ? code + "0".repeat(12 - code.length()) : code);
    }

    private static Faults named(Page page, String name) {
        var faults = Faults.none();
        int length = name.strip().length();
        if (length < 2 || length > 60) {
            faults.add("name", page.t("party.form.name.wrong"));
        }
        return faults;
    }

    private static void document(Page page, String document, Faults faults) {
        if (document.isBlank() || document.length() > 60) {
            faults.add("document", page.t("party.form.document.wrong"));
        }
    }

    private static Optional<Sector> sector(String name) {
        return Arrays.stream(Sector.values())
                .filter(one -> one.name().equals(name))
                .findFirst();
    }

    private static Optional<LocalDate> day(String written) {
        try {
            return Optional.of(LocalDate.parse(written.strip()));
        } catch (java.time.format.DateTimeParseException _) {
            return Optional.empty();
        }
    }

    private static String text(@Nullable String sent) {
        return sent == null ? "" : sent;
    }

    private static @Nullable String blankToNull(String text) {
        return text.isBlank() ? null : text.strip();
    }
}
