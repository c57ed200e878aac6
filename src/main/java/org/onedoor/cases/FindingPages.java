package org.onedoor.cases;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.onedoor.frame.Actor;
import org.onedoor.frame.Allowed;
import org.onedoor.frame.Faults;
import org.onedoor.frame.MenuEntry;
import org.onedoor.frame.Page;
import org.onedoor.frame.Role;
import org.onedoor.regions.Place;
import org.springframework.context.annotation.Bean;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/**
 * 查进度 by the sayable number, which shows only state and promise; and 我的办件 of a resident logged in by her phone.
 */
@Controller
@Allowed(Role.VISITOR)
class FindingPages {

    private static final int SHOWN = 50;
    private static final Pattern NUMBER = Pattern.compile("(\\d{2})(\\d{2})(\\d{4,5})");
    /** Whether a number exists must not be told by the time it takes (foundations §11). */
    private static final Duration SAME_TIME = Duration.ofMillis(120);

    /** One case of the resident's list. */
    record Mine(String link, String number, String title, Track.Tag tag, String due, String rated) {}

    private final ResidentDoor door;
    private final Tracking tracking;
    private final HomeVillage villages;
    private final Keys keys;

    FindingPages(ResidentDoor door, Tracking tracking, HomeVillage villages, Keys keys) {
        this.door = door;
        this.tracking = tracking;
        this.villages = villages;
        this.keys = keys;
    }

    @GetMapping("/cases/find")
    String form(
            @ModelAttribute(name = "page", binding = false) Page page,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model) {
        int county = Actor.current().county();
        var village = villages.of(county, request, response).map(Place::code).orElse("");
        return show(county, "", village, Faults.none(), model);
    }

    private String show(int county, String number, String village, Faults faults, Model model) {
        model.addAttribute("number", number);
        model.addAttribute("village", village);
        model.addAttribute("towns", villages.all(county));
        model.addAttribute("faults", faults);
        return "cases/find";
    }

    @PostMapping("/cases/find")
    String find(
            @RequestParam(defaultValue = "") String number,
            @RequestParam(defaultValue = "") String village,
            @ModelAttribute(name = "page", binding = false) Page page,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model) {
        int county = Actor.current().county();
        var digits = java.text.Normalizer.normalize(number, java.text.Normalizer.Form.NFKC)
                .replaceAll("\\D", "");
        var place = door.village(county, village);
        var read = NUMBER.matcher(digits);
        var faults = Faults.none();
        if (!read.matches()) {
            faults.add("number", page.t("cases.find.number.wrong"));
        }
        if (place.isEmpty()) {
            faults.add("village", page.t("cases.file.place"));
        }
        if (faults.any()) {
            response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
            return show(county, number, village, faults, model);
        }
        door.lookUp(county, digits);
        long begun = System.nanoTime();
        var found = tracking.find(
                county,
                place.get().id(),
                Integer.parseInt(read.group(1)),
                Integer.parseInt(read.group(2)),
                read.group(3));
        waitUntil(begun + SAME_TIME.toNanos());
        model.addAttribute("found", found.orElse(null));
        model.addAttribute("tag", found.map(one -> tag(page, one)).orElse(null));
        return show(county, number, village, faults, model);
    }

    private static Track.Tag tag(Page page, Tracking.Found found) {
        return found.state() == State.CLOSED && found.outcome() == Outcome.NOT_POSSIBLE
                ? new Track.Tag(page.t("cases.tag.not-done"), "line", "info")
                : Track.tag(page, found.state());
    }

    private static void waitUntil(long nanos) {
        long left = nanos - System.nanoTime();
        if (left > 0) {
            try {
                TimeUnit.NANOSECONDS.sleep(left);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    @GetMapping("/cases/mine")
    String mine(@ModelAttribute(name = "page", binding = false) Page page, HttpServletRequest request, Model model) {
        var actor = Actor.current();
        int county = actor.county();
        var resident = actor.is(Role.RESIDENT);
        model.addAttribute("resident", resident);
        model.addAttribute("mine", resident ? mine(county, actor.id(), page, SHOWN) : List.of());
        model.addAttribute("receipt", Drafts.held(request));
        return "cases/mine";
    }

    private List<Mine> mine(int county, UUID person, Page page, int most) {
        var rated = tracking.rated(county, person);
        return tracking.ofResident(county, person, most).stream()
                .map(line -> new Mine(
                        page.at("/r/" + keys.longId(county, line.id())),
                        line.number(),
                        line.title(),
                        Track.tag(page, line.state()),
                        line.state().open() ? page.deadline(line.due()) : "",
                        rated.containsKey(line.id()) ? page.t("cases.score." + rated.get(line.id())) : ""))
                .toList();
    }

    @Bean
    static MenuEntry casesTab() {
        return new MenuEntry("cases.menu.mine", "/cases/mine", "list-check", Role.VISITOR, 20, true);
    }
}
