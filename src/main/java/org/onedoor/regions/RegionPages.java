package org.onedoor.regions;

import jakarta.servlet.http.HttpServletResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.onedoor.frame.Actor;
import org.onedoor.frame.Allowed;
import org.onedoor.frame.Faults;
import org.onedoor.frame.MenuEntry;
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

/** The system administrator's pages of the place tree. */
@Controller
@Allowed(Role.SYSTEM_ADMIN)
class RegionPages {

    static final int ROWS = 50;

    private final Regions regions;
    private final Counties counties;
    private final Outlines outlines;

    RegionPages(Regions regions, Counties counties, Outlines outlines) {
        this.regions = regions;
        this.counties = counties;
        this.outlines = outlines;
    }

    /** A place in the list of what lies below another. */
    record Row(Place place, int below, boolean drawn) {}

    /** What the form held. */
    record PlaceForm(String code, String name, String nameEn, boolean community) {}

    @Bean
    static MenuEntry regionsMenu() {
        return new MenuEntry("regions.menu", "/admin/regions", "map", Role.SYSTEM_ADMIN, 820, true);
    }

    @GetMapping("/admin/regions")
    String root(@RequestParam(defaultValue = "1") int page, Model model) {
        var tree = tree();
        if (tree.isEmpty()) {
            return "regions/none";
        }
        return list(tree.root().id(), page, model);
    }

    @GetMapping("/admin/regions/places/{id}")
    String list(@PathVariable UUID id, @RequestParam(defaultValue = "1") int page, Model model) {
        var tree = tree();
        var drawn = outlines.of(county()).drawn();
        var below = tree.children(id);
        int from = Math.min((Math.max(page, 1) - 1) * ROWS, below.size());
        int to = Math.min(from + ROWS, below.size());
        model.addAttribute("place", tree.get(id));
        model.addAttribute("above", above(tree, tree.get(id)));
        model.addAttribute("total", below.size());
        model.addAttribute("number", Math.max(page, 1));
        model.addAttribute("more", to < below.size());
        model.addAttribute("drawn", drawn.contains(id));
        model.addAttribute(
                "rows",
                below.subList(from, to).stream()
                        .map(place -> new Row(place, tree.children(place.id()).size(), drawn.contains(place.id())))
                        .toList());
        return "regions/list";
    }

    @GetMapping("/admin/regions/places/{id}/add")
    String askAdd(@PathVariable UUID id, Model model) {
        return add(id, new PlaceForm("", "", "", false), Faults.none(), model);
    }

    @PostMapping("/admin/regions/places/{id}/add")
    String add(
            @PathVariable UUID id,
            @RequestParam(defaultValue = "") String code,
            @RequestParam(defaultValue = "") String name,
            @RequestParam(defaultValue = "") String nameEn,
            @RequestParam(defaultValue = "false") boolean community,
            @ModelAttribute(name = "page", binding = false) Page page,
            HttpServletResponse response,
            Model model) {
        var level = tree().get(id).level().below().orElse(Level.GRID);
        var wish = new AddPlace(id, level, PlaceCode.full(code.strip()), name, blankToNull(nameEn), community);
        return switch (in(() -> regions.place(wish))) {
            case Placing.Done _ -> "redirect:/admin/regions/places/" + id;
            case Placing.Refused(var why) -> {
                response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
                yield add(id, new PlaceForm(code, name, nameEn, community), faults(why, page), model);
            }
        };
    }

    @GetMapping("/admin/regions/places/{id}/edit")
    String askEdit(@PathVariable UUID id, Model model) {
        var place = tree().get(id);
        var form = new PlaceForm(
                place.code(), place.name(), place.nameEn() == null ? "" : place.nameEn(), place.community());
        return edit(id, form, Faults.none(), model);
    }

    @PostMapping("/admin/regions/places/{id}/edit")
    String edit(
            @PathVariable UUID id,
            @RequestParam(defaultValue = "") String code,
            @RequestParam(defaultValue = "") String name,
            @RequestParam(defaultValue = "") String nameEn,
            @RequestParam(defaultValue = "false") boolean community,
            @ModelAttribute(name = "page", binding = false) Page page,
            HttpServletResponse response,
            Model model) {
        var wish = new AmendPlace(id, PlaceCode.full(code.strip()), name, blankToNull(nameEn), community);
        return switch (in(() -> regions.amend(wish))) {
            case Placing.Done(var place) -> {
                if (place.level() == Level.COUNTY) {
                    counties.rename(county(), place.name());
                }
                yield "redirect:/admin/regions/places/" + id;
            }
            case Placing.Refused(var why) -> {
                response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
                yield edit(id, new PlaceForm(code, name, nameEn, community), faults(why, page), model);
            }
        };
    }

    @GetMapping("/admin/regions/places/{id}/close")
    String askClose(@PathVariable UUID id, Model model) {
        return close(id, "", Faults.none(), model);
    }

    @PostMapping("/admin/regions/places/{id}/close")
    String close(
            @PathVariable UUID id,
            @RequestParam(defaultValue = "") String successor,
            @ModelAttribute(name = "page", binding = false) Page page,
            HttpServletResponse response,
            Model model) {
        var code = PlaceCode.full(successor.strip());
        var by = tree().byCode(code);
        var outcome = code.isEmpty()
                ? in(() -> regions.close(id))
                : by.isEmpty()
                        ? new Placing.Refused(Placing.Why.SUCCESSOR_UNFIT)
                        : in(() -> regions.replace(id, by.get().id()));
        return switch (outcome) {
            case Placing.Done(var place) -> "redirect:/admin/regions/places/" + place.parent();
            case Placing.Refused(var why) -> {
                response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
                yield close(id, successor, faults(why, page), model);
            }
        };
    }

    private String add(UUID id, PlaceForm form, Faults faults, Model model) {
        return form(id, form, faults, model, "regions/add");
    }

    private String edit(UUID id, PlaceForm form, Faults faults, Model model) {
        return form(id, form, faults, model, "regions/edit");
    }

    private String form(UUID id, PlaceForm form, Faults faults, Model model, String view) {
        model.addAttribute("place", tree().get(id));
        model.addAttribute("form", form);
        model.addAttribute("faults", faults);
        return view;
    }

    private String close(UUID id, String successor, Faults faults, Model model) {
        model.addAttribute("place", tree().get(id));
        model.addAttribute("below", tree().children(id).size());
        model.addAttribute("successor", successor);
        model.addAttribute("faults", faults);
        return "regions/close";
    }

    private static Faults faults(Placing.Why why, Page page) {
        return switch (why) {
            case CODE_MALFORMED -> Faults.none().add("code", page.t("regions.why.code"));
            case CODE_TAKEN -> Faults.none().add("code", page.t("regions.why.taken"));
            case NAME_MISSING -> Faults.none().add("name", page.t("regions.why.name"));
            case PARENT_UNFIT -> Faults.none().add("", page.t("regions.why.parent"));
            case COUNTY_THERE -> Faults.none().add("", page.t("regions.why.county"));
            case NOT_EMPTY -> Faults.none().add("successor", page.t("regions.why.not-empty"));
            case NOT_OPEN -> Faults.none().add("", page.t("regions.why.not-open"));
            case SUCCESSOR_UNFIT -> Faults.none().add("successor", page.t("regions.why.successor"));
        };
    }

    private static List<Place> above(PlaceTree tree, Place place) {
        var above = new ArrayList<Place>();
        for (var parent = place.parent();
                parent != null;
                parent = tree.get(parent).parent()) {
            above.addFirst(tree.get(parent));
        }
        return above;
    }

    private PlaceTree tree() {
        return regions.tree(county());
    }

    static int county() {
        return Actor.current().county();
    }

    static <T> T in(Supplier<T> work) {
        return Scope.in(new Scope.County(county()), work);
    }

    private static @Nullable String blankToNull(String text) {
        return text.isBlank() ? null : text.strip();
    }
}
