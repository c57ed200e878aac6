package org.onedoor.catalogue;

import jakarta.servlet.http.HttpServletResponse;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.onedoor.frame.Actor;
import org.onedoor.frame.Allowed;
import org.onedoor.frame.Faults;
import org.onedoor.frame.MenuEntry;
import org.onedoor.frame.NotHere;
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
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Items and their versions, for the administrators. A change is a new version with a day from which it holds. */
@Controller
@Allowed({Role.SECURITY_ADMIN, Role.SYSTEM_ADMIN})
class CatalogueAdminPages {

    private final Catalogue catalogue;
    private final DefaultItems defaults;

    CatalogueAdminPages(Catalogue catalogue, DefaultItems defaults) {
        this.catalogue = catalogue;
        this.defaults = defaults;
    }

    @Bean
    static MenuEntry catalogueSystemMenu() {
        return new MenuEntry("catalogue.menu.admin", "/admin/catalogue", "clipboard", Role.SYSTEM_ADMIN, 840, false);
    }

    @Bean
    static MenuEntry catalogueSecurityMenu() {
        return new MenuEntry("catalogue.menu.admin", "/admin/catalogue", "clipboard", Role.SECURITY_ADMIN, 841, true);
    }

    @GetMapping("/admin/catalogue")
    String list(@RequestParam(defaultValue = "") String group, Model model) {
        var items = catalogue.of(county());
        var chosen = defaults.groups().containsKey(group) ? group : "insurance";
        model.addAttribute("items", items);
        model.addAttribute("groups", defaults.groups().values());
        model.addAttribute("chosen", chosen);
        model.addAttribute(
                "versions",
                catalogue.today(county()).stream()
                        .filter(version -> version.item().group().equals(chosen))
                        .sorted(Comparator.comparing(version -> version.item().name()))
                        .toList());
        return "catalogue/manage";
    }

    @GetMapping("/admin/catalogue/new")
    String askNew(Model model) {
        return edit(ItemForm.empty(Now.today()), List.of(), Faults.none(), model);
    }

    @PostMapping("/admin/catalogue/new")
    String publishNew(
            @ModelAttribute(name = "form") ItemForm form,
            @ModelAttribute(name = "page", binding = false) Page page,
            HttpServletResponse response,
            Model model) {
        if (!catalogue.versions(county(), form.code()).isEmpty()) {
            return refused(form, Faults.none().add("code", page.t("catalogue.refused.taken")), response, model);
        }
        return publish(form, page, response, model);
    }

    @GetMapping("/admin/catalogue/{code}")
    String askEdit(@PathVariable String code, @RequestParam(defaultValue = "0") int published, Model model) {
        var versions = catalogue.versions(county(), code);
        if (versions.isEmpty()) {
            throw new NotHere();
        }
        var last = versions.getFirst();
        model.addAttribute(
                "published",
                versions.stream()
                        .filter(version -> version.item().version() == published)
                        .findFirst()
                        .orElse(null));
        return edit(ItemForm.of(last.item(), Now.today(), last.retired()), versions, Faults.none(), model);
    }

    @PostMapping("/admin/catalogue/{code}")
    String publishEdited(
            @PathVariable String code,
            @ModelAttribute(name = "form") ItemForm form,
            @ModelAttribute(name = "page", binding = false) Page page,
            HttpServletResponse response,
            Model model) {
        if (!form.code().equals(code) || catalogue.versions(county(), code).isEmpty()) {
            throw new NotHere();
        }
        return publish(form, page, response, model);
    }

    private String publish(ItemForm form, Page page, HttpServletResponse response, Model model) {
        var faults = form.faults(page);
        if (faults.any()) {
            return refused(form, faults, response, model);
        }
        var wish = form.wish(county(), Actor.current().id());
        return switch (Scope.in(new Scope.County(county()), () -> catalogue.publish(wish))) {
            case Publishing.Published published ->
                "redirect:/admin/catalogue/" + published.item().code() + "?published="
                        + published.item().version();
            case Publishing.Refused(var field, var key, var word) ->
                refused(form, Faults.none().add(field, page.t(key, word)), response, model);
        };
    }

    private String refused(ItemForm form, Faults faults, HttpServletResponse response, Model model) {
        response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
        return edit(form, catalogue.versions(county(), form.code()), faults, model);
    }

    private String edit(ItemForm form, List<Version> versions, Faults faults, Model model) {
        model.addAttribute("form", form);
        model.addAttribute("versions", versions);
        model.addAttribute("faults", faults);
        model.addAttribute(
                "groups",
                names(defaults.groups().values().stream()
                        .map(group -> Map.entry(group.code(), group.name()))
                        .toList()));
        model.addAttribute(
                "offices",
                names(defaults.offices().values().stream()
                        .map(office -> Map.entry(office.code(), office.name()))
                        .toList()));
        return "catalogue/edit";
    }

    private static Map<String, String> names(List<Map.Entry<String, String>> entries) {
        var names = new LinkedHashMap<String, String>();
        entries.forEach(entry -> names.put(entry.getKey(), entry.getValue()));
        return names;
    }

    private static int county() {
        return Actor.current().county();
    }
}
