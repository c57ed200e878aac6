package org.onedoor.catalogue;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.onedoor.calendar.Limit;
import org.onedoor.calendar.WorkingCalendar;
import org.onedoor.frame.Actor;
import org.onedoor.frame.Allowed;
import org.onedoor.frame.NotHere;
import org.onedoor.frame.Now;
import org.onedoor.frame.Role;
import org.onedoor.regions.Regions;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;

/** What one may ask for, and what is promised, before anybody files anything (A06). */
@Controller
@Allowed(Role.VISITOR)
class CataloguePages {

    private static final int FOUND = 12;

    private final Catalogue catalogue;
    private final WorkingCalendar calendar;
    private final Regions regions;

    CataloguePages(Catalogue catalogue, WorkingCalendar calendar, Regions regions) {
        this.catalogue = catalogue;
        this.calendar = calendar;
        this.regions = regions;
    }

    /** A group with its items, certificates that are no longer issued apart. */
    record Shown(Group group, List<Item> items, List<Item> notIssued) {}

    /** What filing now would be promised; {@code provisional}: the year's holidays are not published yet. */
    record Promised(Instant due, LocalDate day, Limit limit, boolean provisional) {}

    @GetMapping("/catalogue")
    String list(@RequestParam(defaultValue = "") String q, @RequestParam(defaultValue = "") String group, Model model) {
        var items = catalogue.of(county());
        model.addAttribute("words", q.strip());
        model.addAttribute("found", q.isBlank() ? List.of() : items.search(q, FOUND));
        model.addAttribute("danger", items.danger(q).orElse(null));
        model.addAttribute("items", items);
        model.addAttribute("groups", shown(items, q.isBlank() ? group : ""));
        model.addAttribute("all", items.groups());
        model.addAttribute("chosen", chosen(items, group));
        return "catalogue/list";
    }

    @GetMapping("/catalogue/{code}")
    String show(@PathVariable String code, Model model) {
        var items = catalogue.of(county());
        var item = items.byCode(code).orElseThrow(NotHere::new);
        model.addAttribute("items", items);
        model.addAttribute("item", item);
        if (item.kind() == Kind.NOT_ISSUED) {
            return "catalogue/notissued";
        }
        model.addAttribute("promised", promised(item));
        return "catalogue/show";
    }

    private static List<Shown> shown(Items items, String only) {
        var shown = new ArrayList<Shown>();
        for (var group : items.groups()) {
            if (only.isEmpty() || only.equals(group.code()) || chosen(items, only) == null) {
                var all = items.in(group.code());
                shown.add(new Shown(
                        group,
                        all.stream()
                                .filter(item -> item.kind() != Kind.NOT_ISSUED)
                                .toList(),
                        all.stream()
                                .filter(item -> item.kind() == Kind.NOT_ISSUED)
                                .toList()));
            }
        }
        return shown;
    }

    private static @Nullable Group chosen(Items items, String code) {
        return items.groups().stream()
                .filter(group -> group.code().equals(code))
                .findFirst()
                .orElse(null);
    }

    private Promised promised(Item item) {
        var tree = regions.tree(county());
        var time = calendar.of(county(), tree.isEmpty() ? 0 : tree.root().lo());
        var due = time.due(Now.instant(), item.promise());
        var day = time.dueDay(due);
        return new Promised(due, day, item.promise(), time.provisional(day));
    }

    private static int county() {
        return Actor.current().county();
    }
}
