package org.onedoor.members;

import jakarta.servlet.http.HttpServletResponse;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.onedoor.frame.Actor;
import org.onedoor.frame.Allowed;
import org.onedoor.frame.Faults;
import org.onedoor.frame.MenuEntry;
import org.onedoor.frame.NotHere;
import org.onedoor.frame.NotYours;
import org.onedoor.frame.Now;
import org.onedoor.frame.Page;
import org.onedoor.frame.Role;
import org.onedoor.members.MemberStore.Line;
import org.onedoor.organizations.party.PartyHat;
import org.onedoor.organizations.party.PartyOrganization;
import org.onedoor.organizations.party.PartyOrganizations;
import org.onedoor.organizations.party.PartyTree;
import org.onedoor.secrets.IdNumbers;
import org.springframework.context.annotation.Bean;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The roster of what a post sees: by organization and standing, page by page; and who is looked for by name or number. */
@Controller
@Allowed(Role.PARTY)
class RosterPages {

    static final String PATH = "/desk/members";

    private static final int ROWS = 50;

    /** One line with the names of where the member belongs. */
    record Row(Line line, String branch, String group, int age, int years) {
        /** Something that asks for care, as keys of words. */
        List<String> flags() {
            var flags = new ArrayList<String>();
            if (line.floatingSince() != null) {
                flags.add("members.flag.floating");
            }
            if (line.lostSince() != null) {
                flags.add("members.flag.lost");
            }
            if (line.abroadSince() != null) {
                flags.add("members.flag.abroad");
            }
            if (line.watchedUntil() != null && !line.watchedUntil().isBefore(Now.today())) {
                flags.add("members.flag.watched");
            }
            return flags;
        }
    }

    private final Members members;
    private final MemberRights rights;
    private final PartyOrganizations organizations;

    RosterPages(Members members, MemberRights rights, PartyOrganizations organizations) {
        this.members = members;
        this.rights = rights;
        this.organizations = organizations;
    }

    @Bean
    static MenuEntry membersMenu() {
        return new MenuEntry("members.menu", PATH, "users", Role.PARTY, 410, true);
    }

    @GetMapping(PATH)
    String roster(
            @RequestParam(required = false) @Nullable UUID org,
            @RequestParam(defaultValue = "") String status,
            @RequestParam(required = false) @Nullable String cursor,
            Model model) {
        var hat = hat(org);
        var at = at(hat, org);
        var chosen = OwnFile.choice(MemberStatus.class, status);
        var slice = MemberRights.in(hat, () -> members.roster(county(), at.lo(), at.hi(), chosen, cursor, ROWS));
        model.addAttribute("next", slice.next() == null ? "" : query(at, chosen) + "&cursor=" + slice.next());
        model.addAttribute("first", cursor == null ? "" : query(at, chosen));
        return list(model, hat, at, chosen, "", slice.items(), false, Faults.none());
    }

    /** Posted, so that no name and no ID number stands in an address (R-SEC-10). */
    @PostMapping(PATH + "/find")
    String find(
            @RequestParam(defaultValue = "") String words,
            @RequestParam(required = false) @Nullable UUID org,
            @ModelAttribute(name = "page", binding = false) Page page,
            HttpServletResponse response,
            Model model) {
        var hat = hat(org);
        var at = at(hat, org);
        var faults = Faults.none();
        var number = IdNumbers.normalise(words);
        List<Line> found = List.of();
        if (number.isEmpty() && Pieces.asked(words).isEmpty()) {
            faults.add("words", page.t("members.find.wrong"));
            response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
        } else {
            found = MemberRights.in(hat, () -> members.search(county(), at.lo(), at.hi(), words, ROWS + 1));
        }
        model.addAttribute("next", "");
        model.addAttribute("first", query(at, null));
        response.setHeader("Cache-Control", "no-store");
        var shown = number.map(IdNumbers::masked).orElse(words.strip());
        return list(
                model,
                hat,
                at,
                null,
                shown.isEmpty() ? " " : shown,
                found.subList(0, Math.min(ROWS, found.size())),
                found.size() > ROWS,
                faults);
    }

    private String list(
            Model model,
            PartyHat hat,
            PartyOrganization at,
            @Nullable MemberStatus status,
            String asked,
            List<Line> lines,
            boolean many,
            Faults faults) {
        var tree = organizations.tree(county());
        var today = Now.today();
        model.addAttribute("at", at);
        model.addAttribute("above", tree.above(at).stream().filter(hat::sees).toList());
        model.addAttribute(
                "below",
                tree.children(at.id()).stream()
                        .filter(one -> !one.status().over())
                        .toList());
        model.addAttribute(
                "others",
                rights.reading(Actor.current()).stream()
                        .map(PartyHat::organization)
                        .filter(one -> !one.id().equals(hat.organization().id()))
                        .toList());
        model.addAttribute("status", status == null ? "" : status.name());
        model.addAttribute("asked", asked);
        model.addAttribute("many", many);
        model.addAttribute(
                "rows", lines.stream().map(line -> row(tree, line, today)).toList());
        model.addAttribute("enrols", !rights.keeping(Actor.current()).isEmpty());
        model.addAttribute("faults", faults);
        return "members/list";
    }

    private static Row row(PartyTree tree, Line line, LocalDate today) {
        return new Row(
                line,
                name(tree, line.branch()),
                name(tree, line.partyGroup()),
                line.bornOn().until(today).getYears(),
                line.fullOn() == null
                        ? 0
                        : Math.max(0, line.fullOn().until(today).getYears()));
    }

    static String name(PartyTree tree, @Nullable UUID organization) {
        return tree.find(organization).map(PartyOrganization::name).orElse("");
    }

    /** The post that sees this organization; without one the widest. @throws NotYours when no post of hers reads files */
    private PartyHat hat(@Nullable UUID org) {
        var hats = rights.reading(Actor.current());
        if (hats.isEmpty()) {
            throw new NotYours("members.who.reads");
        }
        if (org == null) {
            return hats.getFirst();
        }
        var wanted = organizations.tree(county()).get(org);
        return hats.stream().filter(hat -> hat.sees(wanted)).findFirst().orElseThrow(NotHere::new);
    }

    private PartyOrganization at(PartyHat hat, @Nullable UUID org) {
        return org == null ? hat.organization() : organizations.tree(county()).get(org);
    }

    private static String query(PartyOrganization at, @Nullable MemberStatus status) {
        return "?org=" + at.id() + (status == null ? "" : "&status=" + status.name());
    }

    static Map<String, String> statuses(Page page) {
        var statuses = new LinkedHashMap<String, String>();
        for (var status : MemberStatus.values()) {
            statuses.put(status.name(), page.t(status.text()));
        }
        return statuses;
    }

    static Map<String, String> names(Page page, List<PartyOrganization> organizations) {
        var names = new LinkedHashMap<String, String>();
        organizations.forEach(one -> names.put(one.id().toString(), page.name(one.name(), one.nameEn())));
        return names;
    }

    static int county() {
        return Actor.current().county();
    }
}
