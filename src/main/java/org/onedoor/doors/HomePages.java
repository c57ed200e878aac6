package org.onedoor.doors;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.onedoor.accounts.DemoLogins;
import org.onedoor.calendar.WorkingCalendar;
import org.onedoor.cases.Figures;
import org.onedoor.cases.HomeVillage;
import org.onedoor.cases.MyCases;
import org.onedoor.catalogue.Catalogue;
import org.onedoor.catalogue.Group;
import org.onedoor.frame.Actor;
import org.onedoor.frame.Allowed;
import org.onedoor.frame.MenuEntry;
import org.onedoor.frame.Now;
import org.onedoor.frame.Page;
import org.onedoor.frame.Role;
import org.onedoor.frame.Scope;
import org.onedoor.organizations.Holder;
import org.onedoor.organizations.OnDuty;
import org.onedoor.organizations.Organizations;
import org.onedoor.organizations.Post;
import org.onedoor.organizations.PostKind;
import org.onedoor.organizations.Staffing;
import org.onedoor.regions.Level;
import org.onedoor.regions.Place;
import org.onedoor.regions.Regions;
import org.onedoor.secrets.Phones;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;

/** The resident's one door: ways to ask, what is often asked, who is on duty, what is on the way. */
@Controller
@Allowed(Role.VISITOR)
class HomePages {

    private static final int TILES = 8;
    private static final int MINE = 2;

    /** Somebody to turn to: post, name, phone and what for. */
    record Person(String name, String title, String phone, String where) {}

    /** A way to come, and how often somebody answered in time. */
    record Way(String name, String share) {}

    private static final int MONTHS = 6;
    private static final int FEWEST = 5;

    private final HomeVillage villages;
    private final MyCases cases;
    private final Catalogue catalogue;
    private final Organizations organizations;
    private final WorkingCalendar calendar;
    private final Regions regions;
    private final Figures figures;
    private final ObjectProvider<DemoLogins> demo;

    HomePages(
            HomeVillage villages,
            MyCases cases,
            Catalogue catalogue,
            Organizations organizations,
            WorkingCalendar calendar,
            Regions regions,
            Figures figures,
            ObjectProvider<DemoLogins> demo) {
        this.villages = villages;
        this.cases = cases;
        this.catalogue = catalogue;
        this.organizations = organizations;
        this.calendar = calendar;
        this.regions = regions;
        this.figures = figures;
        this.demo = demo;
    }

    @GetMapping("/")
    String home(
            @ModelAttribute(name = "page", binding = false) Page page,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model) {
        var actor = Actor.current();
        int county = actor.county();
        var village = villages.of(county, request, response);
        var items = catalogue.of(county);
        model.addAttribute("village", village.orElse(null));
        var duty = village.map(place -> organizations.duty(county, place, Now.instant()));
        model.addAttribute("duty", duty.orElse(null));
        model.addAttribute(
                "contact",
                duty.map(on -> person(organizations.of(county), on.post(), page))
                        .orElse(null));
        model.addAttribute(
                "outOfHours",
                duty.filter(on -> !on.now())
                        .map(OnDuty::urgent)
                        .map(on -> person(organizations.of(county), on.post(), page))
                        .orElse(null));
        model.addAttribute(
                "open",
                village.map(place -> calendar.of(county, place.lo()).open(Now.instant()))
                        .orElse(false));
        model.addAttribute("hours", village.map(place -> hours(county, place)).orElse(""));
        model.addAttribute(
                "tiles",
                items.groups().stream().filter(Group::tile).limit(TILES).toList());
        model.addAttribute("items", items.all().size());
        model.addAttribute("mine", actor.is(Role.RESIDENT) ? cases.of(county, actor.id(), MINE) : List.of());
        model.addAttribute("note", note(request, page));
        var seeding = demo.getIfAvailable();
        model.addAttribute("percent", seeding == null ? 100 : seeding.percent(county));
        return "doors/home";
    }

    private static String note(HttpServletRequest request, Page page) {
        if (request.getParameter("kept") != null) {
            return page.t("doors.home.kept");
        }
        return request.getParameter("cleared") != null ? page.t("doors.home.cleared") : "";
    }

    /** 8:30–12:00、13:30–17:30. */
    private String hours(int county, Place village) {
        var clock = DateTimeFormatter.ofPattern("H:mm");
        return calendar.of(county, village.lo()).hours().spans().stream()
                .map(span -> clock.format(span.from()) + "–" + clock.format(span.to()))
                .collect(Collectors.joining("、"));
    }

    /** The list of villages: never guessed, the daughter who asks is far away. */
    @GetMapping("/doors/villages")
    String villages(@ModelAttribute(name = "page", binding = false) Page page, Model model) {
        model.addAttribute("towns", villages.all(Actor.current().county()));
        return "doors/villages";
    }

    /** 我的人: grid worker, who is on duty, secretary, and the town out of hours (A23). */
    @GetMapping("/doors/people")
    String people(
            @ModelAttribute(name = "page", binding = false) Page page,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model) {
        int county = Actor.current().county();
        var village = villages.of(county, request, response);
        if (village.isEmpty()) {
            return "redirect:/doors/villages";
        }
        var staffing = organizations.of(county);
        OnDuty duty = organizations.duty(county, village.get(), Now.instant());
        var urgent = duty.urgent();
        model.addAttribute("village", village.get());
        model.addAttribute("duty", duty);
        model.addAttribute("outOfHours", urgent == null ? null : person(staffing, urgent.post(), page));
        model.addAttribute("contact", person(staffing, duty.post(), page));
        model.addAttribute("grids", grids(county, staffing, village.get(), page));
        model.addAttribute("others", others(staffing, village.get(), duty.post(), page));
        model.addAttribute("ways", ways(county, village.get(), page));
        return "doors/people";
    }

    /** How often somebody called back in time, by the way one came: of the village's office, never of a person (A23). */
    private List<Way> ways(int county, Place village, Page page) {
        var to = Now.today().minusDays(1);
        var reached =
                Scope.in(new Scope.County(county), () -> figures.reached(county, village, to.minusMonths(MONTHS), to));
        var texts = Map.of(
                "phone", page.t("doors.people.way.phone"),
                "counter", page.t("doors.people.way.counter"),
                "online", page.t("doors.people.way.online"),
                "visit", page.t("doors.people.way.visit"));
        var ways = new ArrayList<Way>();
        reached.forEach((way, reading) -> ways.add(new Way(
                Objects.requireNonNull(texts.get(way)),
                reading.denominator() < FEWEST
                        ? page.t("doors.people.way.few")
                        : SupervisorBoard.share(page, reading.numerator(), reading.denominator()))));
        return ways;
    }

    private List<Person> grids(int county, Staffing staffing, Place village, Page page) {
        var found = new ArrayList<Person>();
        var places = new ArrayList<>(List.of(village));
        places.addAll(regions.tree(county).children(village.id()).stream()
                .filter(place -> place.level() == Level.GRID)
                .toList());
        for (var place : places) {
            for (var post : staffing.postsOf(place.id())) {
                if (post.kind() == PostKind.GRID_WORKER) {
                    found.add(person(staffing, post, page));
                }
            }
        }
        return found;
    }

    private static List<Person> others(Staffing staffing, Place village, Post contact, Page page) {
        return staffing.postsOf(village.id()).stream()
                .filter(post -> post.kind() == PostKind.SECRETARY && !post.id().equals(contact.id()))
                .map(post -> person(staffing, post, page))
                .toList();
    }

    private static Person person(Staffing staffing, Post post, Page page) {
        var office = staffing.office(post.office());
        var holder = staffing.holder(post.id(), Now.instant());
        var place = post.kind() == PostKind.GRID_WORKER
                ? page.name(post.title(), post.titleEn())
                : page.name(office.name(), office.nameEn());
        return new Person(
                holder.map(Holder::name).orElse(page.name(office.name(), office.nameEn())),
                page.name(post.title(), post.titleEn()),
                Phones.atHome(holder.map(Holder::phone)
                        .filter(phone -> !phone.isBlank())
                        .orElse(office.phone())),
                place);
    }

    @GetMapping("/doors/privacy")
    String privacy(@ModelAttribute(name = "page", binding = false) Page page, Model model) {
        model.addAttribute("version", org.onedoor.cases.Filing.PRIVACY_VERSION);
        return "doors/privacy";
    }

    @GetMapping("/doors/accessibility")
    String accessibility() {
        return "doors/accessibility";
    }

    @Bean
    static MenuEntry homeTab() {
        return new MenuEntry("doors.menu.home", "/", "home", Role.VISITOR, 0, true);
    }

    @Bean
    static MenuEntry peopleTab() {
        return new MenuEntry("doors.menu.people", "/doors/people", "users", Role.VISITOR, 30, true);
    }
}
