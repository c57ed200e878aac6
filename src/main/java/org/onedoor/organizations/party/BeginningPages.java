package org.onedoor.organizations.party;

import static org.onedoor.organizations.party.PartyPages.county;
import static org.onedoor.organizations.party.PartyPages.in;

import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.onedoor.accounts.Directory;
import org.onedoor.frame.Allowed;
import org.onedoor.frame.Faults;
import org.onedoor.frame.MenuEntry;
import org.onedoor.frame.Now;
import org.onedoor.frame.Page;
import org.onedoor.frame.Role;
import org.onedoor.organizations.Organizations;
import org.springframework.context.annotation.Bean;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The system administrator enters the county's committee and its first officer; everything else is the Party's to order. */
@Controller
@Allowed(Role.SYSTEM_ADMIN)
class BeginningPages {

    private static final String PATH = "/admin/party";

    private final PartyOrganizations party;
    private final Organizations offices;

    BeginningPages(PartyOrganizations party, Organizations offices) {
        this.party = party;
        this.offices = offices;
    }

    @Bean
    static MenuEntry partyBeginning() {
        return new MenuEntry("party.menu.admin", PATH, "flag", Role.SYSTEM_ADMIN, 811, false);
    }

    @GetMapping(PATH)
    String show(Model model) {
        return show(model, "", "", "", Faults.none());
    }

    @PostMapping(PATH)
    String found(
            @RequestParam(defaultValue = "") String name,
            @RequestParam(defaultValue = "") String document,
            @ModelAttribute(name = "page", binding = false) Page page,
            HttpServletResponse response,
            Model model) {
        var faults = Faults.none();
        if (name.strip().length() < 2 || name.strip().length() > 60) {
            faults.add("name", page.t("party.form.name.wrong"));
        }
        if (document.isBlank() || document.length() > 60) {
            faults.add("document", page.t("party.form.document.wrong"));
        }
        if (!faults.any()) {
            var wish = new FoundOrganization(
                    null,
                    OrganizationType.COMMITTEE,
                    name,
                    null,
                    Sector.ORGAN,
                    null,
                    null,
                    null,
                    null,
                    Now.today(),
                    document);
            if (in(() -> party.found(county(), wish)) instanceof Reorganizing.Refused why) {
                faults.add("name", page.t(why.key(), why.arguments().toArray()));
            }
        }
        if (faults.any()) {
            response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
            return show(model, name, document, "", faults);
        }
        return "redirect:" + PATH;
    }

    @PostMapping(PATH + "/officer")
    String appoint(
            @RequestParam(defaultValue = "") String who,
            @ModelAttribute(name = "page", binding = false) Page page,
            HttpServletResponse response,
            Model model) {
        var faults = Faults.none();
        var people = PartyPages.named(offices, who);
        var root = party.tree(county()).root();
        if (root.isEmpty() || people.size() != 1) {
            faults.add(
                    "who",
                    people.size() > 1
                            ? page.t("party.appoint.several", PartyPages.logins(people))
                            : page.t("party.appoint.nobody"));
        } else if (in(() -> party.appoint(
                        county(),
                        root.get().id(),
                        PartyPostKind.OFFICER,
                        people.getFirst().id(),
                        Now.today()))
                instanceof Reorganizing.Refused why) {
            faults.add("who", page.t(why.key(), why.arguments().toArray()));
        }
        if (faults.any()) {
            response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
            return show(model, "", "", who, faults);
        }
        return "redirect:" + PATH;
    }

    private String show(Model model, String name, String document, String who, Faults faults) {
        var tree = party.tree(county());
        @Nullable PartyOrganization root = tree.root().orElse(null);
        model.addAttribute("root", root);
        model.addAttribute(
                "officers",
                root == null
                        ? List.of()
                        : tree.posts(root.id()).stream()
                                .filter(post -> post.kind() == PartyPostKind.OFFICER)
                                .map(post -> offices.of(county())
                                        .person(post.account())
                                        .map(Directory.Person::name)
                                        .orElse(""))
                                .toList());
        model.addAttribute("name", name);
        model.addAttribute("document", document);
        model.addAttribute("who", who);
        model.addAttribute("faults", faults);
        return "organizations/party/begin";
    }
}
