package org.onedoor.grids;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.onedoor.accounts.Directory;
import org.onedoor.frame.Actor;
import org.onedoor.frame.Allowed;
import org.onedoor.frame.Badge;
import org.onedoor.frame.MenuEntry;
import org.onedoor.frame.NotHere;
import org.onedoor.frame.Page;
import org.onedoor.frame.Role;
import org.onedoor.regions.Drawing;
import org.onedoor.regions.Level;
import org.onedoor.regions.Place;
import org.onedoor.regions.Regions;
import org.springframework.context.annotation.Bean;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;

/** 网格页 · The grids of one's place on a drawing, with a table that says the same; for those who work there. */
@Controller
@Allowed({Role.STAFF, Role.SYSTEM_ADMIN})
class GridPages implements Badge {

    private static final String PATH = "/desk/grids";
    private static final int VILLAGE_WIDTH = 560;
    private static final int TOWN_WIDTH = 900;

    /** A place on the drawing; {@code mark} is its number in the table, empty where there are too many. */
    record Drawn(String words, String href, Worker.State state, String mark, Drawing.Shape shape) {}

    /** The drawing, and how many grids have no outline. */
    record Chart(int width, int height, List<Drawn> places, int missing) {}

    /** A place in the list or in a town's table. */
    record Line(Place place, String name, int grids, int vacant) {}

    private final Grids grids;
    private final Regions regions;

    GridPages(Grids grids, Regions regions) {
        this.grids = grids;
        this.regions = regions;
    }

    @Bean
    static MenuEntry gridsOfStaff() {
        return new MenuEntry("grids.menu", PATH, "map", Role.STAFF, 305, false);
    }

    @Bean
    static MenuEntry gridsOfAdministrators() {
        return new MenuEntry("grids.menu", PATH, "map", Role.SYSTEM_ADMIN, 812, false);
    }

    @Override
    public String path() {
        return PATH;
    }

    @Override
    public int waiting(Actor actor) {
        return grids.waiting(actor);
    }

    @GetMapping(PATH)
    String choose(@ModelAttribute(name = "page", binding = false) Page page, Model model) {
        var places = grids.seen(Actor.current());
        if (places.size() == 1) {
            return "redirect:" + PATH + "/" + places.getFirst().id();
        }
        model.addAttribute(
                "towns",
                places.stream()
                        .filter(place -> place.level() == Level.TOWN)
                        .map(place -> line(page, place))
                        .toList());
        model.addAttribute(
                "villages",
                places.stream()
                        .filter(place -> place.level() == Level.VILLAGE)
                        .map(place -> line(page, place))
                        .toList());
        return "grids/list";
    }

    private Line line(Page page, Place place) {
        int county = Actor.current().county();
        var tree = grids.tree(county);
        int many = place.level() == Level.TOWN
                ? tree.children(place.id()).stream()
                        .mapToInt(village -> tree.children(village.id()).size())
                        .sum()
                : tree.children(place.id()).size();
        return new Line(
                place,
                page.english() ? tree.englishPath(place.id()) : tree.path(place.id()),
                many,
                grids.vacant(county, place));
    }

    @GetMapping(PATH + "/{id}")
    String show(@PathVariable UUID id, @ModelAttribute(name = "page", binding = false) Page page, Model model) {
        var place = grids.seen(Actor.current()).stream()
                .filter(one -> one.id().equals(id))
                .findFirst()
                .orElseThrow(NotHere::new);
        int county = Actor.current().county();
        var tree = grids.tree(county);
        model.addAttribute("place", place);
        model.addAttribute("path", page.english() ? tree.englishPath(id) : tree.path(id));
        model.addAttribute("vacant", grids.vacant(county, place));
        model.addAttribute(
                "admins",
                grids.appoint(county).stream().map(Directory.Person::name).toList());
        model.addAttribute("appoints", Actor.current().is(Role.SYSTEM_ADMIN));
        if (place.level() == Level.TOWN) {
            model.addAttribute(
                    "lines",
                    tree.children(id).stream()
                            .map(village -> line(page, village))
                            .toList());
            model.addAttribute("chart", town(page, place));
            return "grids/town";
        }
        var here = grids.of(county, place);
        model.addAttribute("grids", here);
        model.addAttribute("posts", grids.posts(county, place));
        model.addAttribute("chart", chart(page, here, VILLAGE_WIDTH, ""));
        return "grids/village";
    }

    private Chart town(Page page, Place town) {
        int county = Actor.current().county();
        var all = new ArrayList<Drawn>();
        var villages = grids.tree(county).children(town.id());
        var shapes = regions.drawing(
                county,
                villages.stream()
                        .flatMap(village -> grids.tree(county).children(village.id()).stream())
                        .map(Place::id)
                        .collect(java.util.stream.Collectors.toSet()),
                TOWN_WIDTH);
        int missing = 0;
        for (var village : villages) {
            for (var grid : grids.of(county, village)) {
                var shape = shapes.shapes().get(grid.place().id());
                if (shape == null) {
                    missing++;
                } else {
                    all.add(drawn(page, grid, shape, page.at(PATH + "/" + village.id()), "", village));
                }
            }
        }
        return new Chart(shapes.width(), shapes.height(), all, missing);
    }

    private Chart chart(Page page, List<Grids.Grid> here, int width, String href) {
        var shapes = regions.drawing(
                Actor.current().county(),
                here.stream().map(grid -> grid.place().id()).collect(java.util.stream.Collectors.toSet()),
                width);
        var drawn = new ArrayList<Drawn>();
        int n = 0;
        for (var grid : here) {
            n++;
            var shape = shapes.shapes().get(grid.place().id());
            if (shape != null) {
                drawn.add(drawn(page, grid, shape, href + "#g" + n, Integer.toString(n), null));
            }
        }
        return new Chart(shapes.width(), shapes.height(), drawn, here.size() - drawn.size());
    }

    private static Drawn drawn(
            Page page, Grids.Grid grid, Drawing.Shape shape, String href, String mark, @Nullable Place village) {
        var name = page.name(grid.place().name(), grid.place().nameEn());
        var where = village == null ? name : page.name(village.name(), village.nameEn()) + " " + name;
        var worker = grid.workers().getFirst();
        var who = worker.holder() == null ? "" : worker.holder().name();
        return new Drawn(
                page.t("grids.drawn", where, page.t(grid.state().text()), who).strip(),
                href,
                grid.state(),
                mark,
                shape);
    }
}
