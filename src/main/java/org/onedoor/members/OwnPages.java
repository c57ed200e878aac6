package org.onedoor.members;

import jakarta.servlet.http.HttpServletResponse;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.onedoor.frame.Actor;
import org.onedoor.frame.Allowed;
import org.onedoor.frame.Faults;
import org.onedoor.frame.NotHere;
import org.onedoor.frame.Now;
import org.onedoor.frame.Page;
import org.onedoor.frame.Role;
import org.onedoor.frame.Scope;
import org.onedoor.members.Members.Field;
import org.onedoor.organizations.party.PartyOrganizations;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** One's own file, for whoever logs in as that member; for everybody else this page is not here. */
@Controller
@Allowed(Role.STAFF)
class OwnPages {

    private static final String PATH = RosterPages.PATH + "/me";

    private final OwnFile own;
    private final Members members;
    private final PartyOrganizations organizations;

    OwnPages(OwnFile own, Members members, PartyOrganizations organizations) {
        this.own = own;
        this.members = members;
        this.organizations = organizations;
    }

    @GetMapping(PATH)
    String show(@ModelAttribute(name = "page", binding = false) Page page, HttpServletResponse response, Model model) {
        var mine = mine();
        return show(page, mine, stands(mine), Faults.none(), response, model);
    }

    /** Says what is no longer right; only what differs goes to the branch. */
    @PostMapping(PATH)
    String suggest(
            @RequestParam Map<String, String> sent,
            @ModelAttribute(name = "page", binding = false) Page page,
            HttpServletResponse response,
            Model model) {
        var mine = mine();
        var stands = stands(mine);
        var form = new LinkedHashMap<String, String>();
        var wishes = new LinkedHashMap<String, String>();
        var faults = Faults.none();
        for (var field : OwnFile.OWN) {
            var value = sent.getOrDefault(field, stands.getOrDefault(field, "")).strip();
            form.put(field, value);
            if (!value.equals(stands.getOrDefault(field, ""))) {
                var fault = OwnFile.fault(field, value);
                if (fault != null) {
                    faults.add(field, page.t(fault));
                }
                wishes.put(field, value);
            }
        }
        if (faults.any()) {
            response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
            return show(page, mine, form, faults, response, model);
        }
        inside(() -> {
            own.suggest(RosterPages.county(), Actor.current().id(), wishes);
            return true;
        });
        return "redirect:" + PATH;
    }

    private String show(
            Page page,
            Member mine,
            Map<String, String> form,
            Faults faults,
            HttpServletResponse response,
            Model model) {
        int county = RosterPages.county();
        var tree = organizations.tree(county);
        model.addAttribute("view", MemberView.of(page, mine, members.masked(county, mine), tree, Now.today()));
        model.addAttribute("form", form);
        model.addAttribute(
                "waiting",
                inside(() -> own.waiting(county, mine.id())).keySet().stream()
                        .map(field -> MemberView.label(page, field))
                        .toList());
        model.addAttribute(
                "answered", inside(() -> own.answered(county, mine.id())).orElse(null));
        model.addAttribute("faults", faults);
        response.setHeader("Cache-Control", "no-store");
        return "members/own";
    }

    private Member mine() {
        return inside(() -> own.of(RosterPages.county(), Actor.current().id())).orElseThrow(NotHere::new);
    }

    /** What stands in the file now; her own, so in plain. */
    private Map<String, String> stands(Member mine) {
        int county = RosterPages.county();
        var stands = new LinkedHashMap<String, String>();
        stands.put(
                "phone",
                members.opened(county, mine, Field.PHONE)
                        .map(org.onedoor.secrets.Phones::atHome)
                        .orElse(""));
        stands.put("residence", members.opened(county, mine, Field.RESIDENCE).orElse(""));
        stands.put("household", members.opened(county, mine, Field.HOUSEHOLD).orElse(""));
        stands.put("unitAndPost", mine.unitAndPost() == null ? "" : mine.unitAndPost());
        stands.put("category", mine.category().name());
        stands.put("education", mine.education() == null ? "" : mine.education().name());
        stands.put("degree", mine.degree() == null ? "" : mine.degree().name());
        stands.put("workSince", mine.workSince() == null ? "" : mine.workSince().toString());
        return stands;
    }

    /** Her own file may lie outside what her posts see, or she holds none. */
    private static <T> T inside(Supplier<T> work) {
        return Scope.in(new Scope.Interior(RosterPages.county()), work);
    }
}
