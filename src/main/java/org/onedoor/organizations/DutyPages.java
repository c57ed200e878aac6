package org.onedoor.organizations;

import jakarta.servlet.http.HttpServletResponse;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.onedoor.calendar.WorkingCalendar;
import org.onedoor.frame.Actor;
import org.onedoor.frame.Allowed;
import org.onedoor.frame.Badge;
import org.onedoor.frame.Faults;
import org.onedoor.frame.MenuEntry;
import org.onedoor.frame.NotHere;
import org.onedoor.frame.NotYours;
import org.onedoor.frame.Now;
import org.onedoor.frame.Page;
import org.onedoor.frame.Role;
import org.onedoor.regions.Level;
import org.onedoor.regions.Place;
import org.onedoor.regions.Regions;
import org.springframework.context.annotation.Bean;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/**
 * The duty roster of a place: everybody sees who is on now; staff see the week of the places in their sight, and who leads
 * there (or the system administrator) changes it.
 */
@Controller
@Allowed({Role.STAFF, Role.SYSTEM_ADMIN})
class DutyPages implements Badge {

    /** What the form held. */
    record ShiftForm(String post, List<String> days, String day, String from, String to) {
        static final ShiftForm EMPTY = new ShiftForm("", List.of(), "", "08:30", "17:30");
    }

    private final Organizations organizations;
    private final Regions regions;
    private final WorkingCalendar calendar;

    DutyPages(Organizations organizations, Regions regions, WorkingCalendar calendar) {
        this.organizations = organizations;
        this.regions = regions;
        this.calendar = calendar;
    }

    @Bean
    static MenuEntry dutyOfStaff() {
        return new MenuEntry("organizations.menu.duty", "/desk/organizations/duty", "calendar", Role.STAFF, 300, false);
    }

    @Bean
    static MenuEntry dutyOfAdministrators() {
        return new MenuEntry(
                "organizations.menu.duty", "/desk/organizations/duty", "calendar", Role.SYSTEM_ADMIN, 811, false);
    }

    @Override
    public String path() {
        return "/desk/organizations/duty";
    }

    /** Days of this week with a gap in the roster she leads, where there is one; a place below has its own leader. */
    @Override
    public int waiting(Actor actor) {
        if (!(actor instanceof StaffActor staff)) {
            return 0;
        }
        var staffing = organizations.of(actor.county());
        var tree = regions.tree(actor.county());
        return (int) staff.hats().stream()
                .filter(hat -> leads(hat.post().kind()))
                .map(hat -> tree.get(hat.post().place()))
                .distinct()
                .filter(place -> staffing.roster().shiftsAt.containsKey(place.id()))
                .flatMap(place -> week(staffing, place).days().stream())
                .filter(Week.Day::gap)
                .count();
    }

    /** {@code place}: a code or an id. */
    @GetMapping("/organizations/duty")
    @Allowed(Role.VISITOR)
    String now(@RequestParam(defaultValue = "") String place, Model model) {
        var tree = regions.tree(county());
        if (tree.isEmpty()) {
            throw new NotHere();
        }
        var at = asked(place);
        model.addAttribute("place", at.orElse(null));
        model.addAttribute("path", at.map(found -> tree.path(found.id())).orElse(""));
        model.addAttribute(
                "duty",
                at.map(found -> organizations.duty(county(), found, Now.instant()))
                        .orElse(null));
        model.addAttribute(
                "towns",
                at.isPresent()
                        ? List.of()
                        : tree.all(Level.TOWN).stream()
                                .map(town -> Map.entry(town, tree.children(town.id())))
                                .toList());
        return "organizations/now";
    }

    @GetMapping("/desk/organizations/duty")
    String choose(Model model) {
        var places = seen();
        if (places.size() == 1) {
            return "redirect:/desk/organizations/duty/" + places.getFirst().id();
        }
        var tree = regions.tree(county());
        var staffing = organizations.of(county());
        model.addAttribute("places", places);
        model.addAttribute("tree", tree);
        var gaps = new LinkedHashMap<UUID, Boolean>();
        for (var place : places) {
            gaps.put(place.id(), week(staffing, place).days().stream().anyMatch(Week.Day::gap));
        }
        model.addAttribute("gaps", gaps);
        return "organizations/places";
    }

    @GetMapping("/desk/organizations/duty/{id}")
    String week(@PathVariable UUID id, Model model) {
        return week(id, ShiftForm.EMPTY, Faults.none(), model);
    }

    @PostMapping("/desk/organizations/duty/{id}/shifts")
    String add(
            @PathVariable UUID id,
            @RequestParam(defaultValue = "") String post,
            @RequestParam(required = false) @Nullable List<String> days,
            @RequestParam(defaultValue = "") String day,
            @RequestParam(defaultValue = "") String from,
            @RequestParam(defaultValue = "") String to,
            @ModelAttribute(name = "page", binding = false) Page page,
            HttpServletResponse response,
            Model model) {
        var place = led(id);
        var form = new ShiftForm(post, days == null ? List.of() : days, day, from, to);
        var faults = Faults.none();
        var chosen = candidates(place).stream()
                .filter(one -> one.id().toString().equals(post))
                .findFirst();
        if (chosen.isEmpty()) {
            faults.add("post", page.t("organizations.duty.post.wrong"));
        }
        var once = parsed(day, LocalDate::parse);
        var weekly = form.days().stream()
                .flatMap(one -> Stream.of(DayOfWeek.values())
                        .filter(weekday -> weekday.name().equals(one)))
                .toList();
        if (once.isEmpty() == weekly.isEmpty()) {
            faults.add("days", page.t("organizations.duty.days.wrong"));
        }
        var begins = parsed(from, LocalTime::parse);
        var ends = parsed(to, LocalTime::parse);
        if (begins.isEmpty() || ends.isEmpty() || begins.equals(ends)) {
            faults.add("from", page.t("organizations.duty.times.wrong"));
        }
        if (faults.any()) {
            response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
            return week(id, form, faults, model);
        }
        var who = chosen.orElseThrow().id();
        OrganizationPages.in(() -> {
            if (once.isPresent()) {
                organizations.add(new AddShift(
                        county(), place.id(), null, once.get(), begins.orElseThrow(), ends.orElseThrow(), who));
            }
            for (var weekday : weekly) {
                organizations.add(new AddShift(
                        county(), place.id(), weekday, null, begins.orElseThrow(), ends.orElseThrow(), who));
            }
            return true;
        });
        return "redirect:/desk/organizations/duty/" + id;
    }

    @PostMapping("/desk/organizations/duty/{id}/shifts/remove")
    String remove(@PathVariable UUID id, @RequestParam UUID shift) {
        var place = led(id);
        boolean here = organizations.of(county()).roster().shiftsAt.getOrDefault(place.id(), List.of()).stream()
                .anyMatch(one -> one.id().equals(shift));
        if (!here) {
            throw new NotHere();
        }
        OrganizationPages.in(() -> {
            organizations.removeShift(county(), shift);
            return true;
        });
        return "redirect:/desk/organizations/duty/" + id;
    }

    /** The post of a town that answers out of hours; none when {@code standby} is empty. */
    @PostMapping("/desk/organizations/duty/{id}/standby")
    String standby(@PathVariable UUID id, @RequestParam(defaultValue = "") String standby) {
        var place = led(id);
        if (place.level() != Level.TOWN) {
            throw new NotHere();
        }
        var chosen = candidates(place).stream()
                .filter(one -> one.id().toString().equals(standby))
                .map(Post::id)
                .findFirst()
                .orElse(null);
        OrganizationPages.in(() -> {
            organizations.outOfHours(county(), place.id(), chosen);
            return true;
        });
        return "redirect:/desk/organizations/duty/" + id;
    }

    private String week(UUID id, ShiftForm form, Faults faults, Model model) {
        var place =
                seen().stream().filter(one -> one.id().equals(id)).findFirst().orElseThrow(NotHere::new);
        var staffing = organizations.of(county());
        model.addAttribute("place", place);
        model.addAttribute("path", regions.tree(county()).path(place.id()));
        model.addAttribute("week", week(staffing, place));
        model.addAttribute("leads", leads(place));
        model.addAttribute("posts", choices(staffing, place));
        var standby = staffing.roster().standby.get(place.id());
        model.addAttribute("standby", standby == null ? "" : standby.toString());
        model.addAttribute("form", form);
        model.addAttribute("faults", faults);
        return "organizations/week";
    }

    private Week week(Staffing staffing, Place place) {
        return Week.of(staffing, place, Now.today(), calendar.of(county(), place.lo()));
    }

    private Map<String, String> choices(Staffing staffing, Place place) {
        var choices = new LinkedHashMap<String, String>();
        var now = Now.instant();
        for (var post : candidates(place)) {
            var holder = staffing.holder(post.id(), now).map(Holder::name).orElse("—");
            choices.put(post.id().toString(), holder + " · " + post.title());
        }
        return choices;
    }

    /** Posts that may stand on this place's roster: those serving it, or a grid of it. */
    private List<Post> candidates(Place place) {
        var staffing = organizations.of(county());
        return Stream.concat(
                        Stream.of(place),
                        regions.tree(county()).children(place.id()).stream()
                                .filter(below -> below.level() == Level.GRID))
                .flatMap(at -> staffing.postsOf(at.id()).stream())
                .filter(post -> post.kind() != PostKind.PROTECTED)
                .toList();
    }

    /** Towns and villages whose roster this person may look at. */
    private List<Place> seen() {
        var tree = regions.tree(county());
        var rostered = Stream.concat(tree.all(Level.TOWN).stream(), tree.all(Level.VILLAGE).stream());
        if (!(Actor.current() instanceof StaffActor staff)) {
            return rostered.toList();
        }
        var own = staff.hats().stream()
                .map(hat -> organizations.of(county()).desk(tree.get(hat.post().place())))
                .toList();
        return rostered.filter(place -> own.stream().anyMatch(mine -> mine.holds(place)))
                .toList();
    }

    private Place led(UUID id) {
        var place =
                seen().stream().filter(one -> one.id().equals(id)).findFirst().orElseThrow(NotHere::new);
        if (!leads(place)) {
            throw new NotYours("organizations.duty.who");
        }
        return place;
    }

    /** The village's secretary, the town's or county's dispatcher and supervisor; the system administrator everywhere. */
    private boolean leads(Place place) {
        if (!(Actor.current() instanceof StaffActor staff)) {
            return Actor.current().is(Role.SYSTEM_ADMIN);
        }
        return staff.hats().stream()
                .filter(hat -> leads(hat.post().kind()))
                .anyMatch(hat -> regions.tree(county()).get(hat.post().place()).holds(place));
    }

    private static boolean leads(PostKind kind) {
        return switch (kind) {
            case SECRETARY, DISPATCHER, SUPERVISOR -> true;
            case CLERK, GRID_WORKER, HANDLER, OFFICE_HEAD, CALLBACK, PROTECTED -> false;
        };
    }

    private Optional<Place> asked(String place) {
        var tree = regions.tree(county());
        if (place.isBlank()) {
            return Optional.empty();
        }
        var code = place.strip();
        return parsed(code, UUID::fromString)
                .flatMap(tree::find)
                .or(() -> tree.byCode(code.length() < 12 ? code + "0".repeat(12 - code.length()) : code));
    }

    private static <T> Optional<T> parsed(String text, java.util.function.Function<String, T> parse) {
        try {
            return text.isBlank() ? Optional.empty() : Optional.of(parse.apply(text.strip()));
        } catch (java.time.DateTimeException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static int county() {
        return OrganizationPages.county();
    }
}
