package org.onedoor.organizations;

import jakarta.servlet.http.HttpServletResponse;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.onedoor.frame.Allowed;
import org.onedoor.frame.Faults;
import org.onedoor.frame.MenuEntry;
import org.onedoor.frame.NotHere;
import org.onedoor.frame.Now;
import org.onedoor.frame.Page;
import org.onedoor.frame.Role;
import org.onedoor.regions.Regions;
import org.springframework.context.annotation.Bean;
import org.springframework.format.annotation.DateTimeFormat;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Who is away names who stands in: staff for their own posts, the system administrator for anybody's. */
@Controller
class AwayPages {

    /** A post held and who could stand in: account → words; {@code chosen} as the form held it. */
    record Held(Post post, String office, Map<String, String> others, String chosen) {}

    /** An absence that has not ended. */
    record Absence(
            UUID id,
            String title,
            Instant since,
            Instant until,
            @Nullable String standIn) {}

    private final Organizations organizations;
    private final Regions regions;

    AwayPages(Organizations organizations, Regions regions) {
        this.organizations = organizations;
        this.regions = regions;
    }

    @Bean
    static MenuEntry awayMenu() {
        return new MenuEntry(
                "organizations.menu.away", "/desk/organizations/away", "arrows-exchange", Role.STAFF, 310, false);
    }

    @GetMapping("/desk/organizations/away")
    @Allowed(Role.STAFF)
    String mine(Model model) {
        return page(me(), "/desk/organizations/away", null, null, Map.of(), Faults.none(), model);
    }

    @PostMapping("/desk/organizations/away")
    @Allowed(Role.STAFF)
    String leave(
            @RequestParam Map<String, String> sent,
            @RequestParam @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) @Nullable LocalDate since,
            @RequestParam @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) @Nullable LocalDate until,
            @ModelAttribute(name = "page", binding = false) Page page,
            HttpServletResponse response,
            Model model) {
        return leave(me(), "/desk/organizations/away", sent, since, until, page, response, model);
    }

    @PostMapping("/desk/organizations/away/back")
    @Allowed(Role.STAFF)
    String back(@RequestParam UUID away) {
        OrganizationPages.in(() -> {
            organizations.back(OrganizationPages.county(), away, me());
            return true;
        });
        return "redirect:/desk/organizations/away";
    }

    @GetMapping("/admin/organizations/people/{account}")
    @Allowed(Role.SYSTEM_ADMIN)
    String anybodys(@PathVariable UUID account, Model model) {
        known(account);
        return page(account, path(account), null, null, Map.of(), Faults.none(), model);
    }

    @PostMapping("/admin/organizations/people/{account}")
    @Allowed(Role.SYSTEM_ADMIN)
    String leave(
            @PathVariable UUID account,
            @RequestParam Map<String, String> sent,
            @RequestParam @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) @Nullable LocalDate since,
            @RequestParam @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) @Nullable LocalDate until,
            @ModelAttribute(name = "page", binding = false) Page page,
            HttpServletResponse response,
            Model model) {
        known(account);
        return leave(account, path(account), sent, since, until, page, response, model);
    }

    @PostMapping("/admin/organizations/people/{account}/back")
    @Allowed(Role.SYSTEM_ADMIN)
    String back(@PathVariable UUID account, @RequestParam UUID away) {
        OrganizationPages.in(() -> {
            organizations.back(OrganizationPages.county(), away, account);
            return true;
        });
        return "redirect:" + path(account);
    }

    /** Both days count: away from the start of the first (today: from now) to the end of the last. */
    private String leave(
            UUID account,
            String path,
            Map<String, String> sent,
            @Nullable LocalDate since,
            @Nullable LocalDate until,
            Page page,
            HttpServletResponse response,
            Model model) {
        var faults = Faults.none();
        if (since == null || until == null || until.isBefore(since) || until.isBefore(Now.today())) {
            faults.add("since", page.t("organizations.away.days.wrong"));
        }
        if (!faults.any() && since != null && until != null) {
            int county = OrganizationPages.county();
            var from = since.isAfter(Now.today()) ? OrganizationPages.start(since) : Now.instant();
            var to = OrganizationPages.start(until.plusDays(1));
            for (var held : held(account, Map.of())) {
                var id = held.post().id();
                var other = sent.getOrDefault("post-" + id, "");
                var standIn = held.others().containsKey(other) ? UUID.fromString(other) : null;
                var outcome = OrganizationPages.in(
                        () -> organizations.away(new GoAway(county, id, account, standIn, from, to)));
                if (outcome instanceof GoingAway.Refused(var key)) {
                    faults.add("post-" + id, page.t(key));
                }
            }
        }
        if (faults.any()) {
            response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
            return page(account, path, since, until, sent, faults, model);
        }
        return "redirect:" + path;
    }

    private String page(
            UUID account,
            String path,
            @Nullable LocalDate since,
            @Nullable LocalDate until,
            Map<String, String> sent,
            Faults faults,
            Model model) {
        var staffing = organizations.of(OrganizationPages.county());
        var now = Now.instant();
        model.addAttribute("person", staffing.people().find(account).orElseThrow(NotHere::new));
        model.addAttribute("path", path);
        model.addAttribute("held", held(account, sent));
        model.addAttribute(
                "standing",
                staffing.hats(account, now).stream().filter(Hat::standIn).toList());
        model.addAttribute("absences", absences(staffing, account, now));
        model.addAttribute("since", since == null ? Now.today().toString() : since.toString());
        model.addAttribute("until", until == null ? "" : until.toString());
        model.addAttribute("faults", faults);
        return path.startsWith("/admin") ? "organizations/person" : "organizations/away";
    }

    private List<Held> held(UUID account, Map<String, String> sent) {
        var staffing = organizations.of(OrganizationPages.county());
        return staffing.hats(account, Now.instant()).stream()
                .filter(hat -> !hat.standIn())
                .map(hat -> new Held(
                        hat.post(),
                        hat.office().name(),
                        others(staffing, hat.post(), account),
                        sent.getOrDefault("post-" + hat.post().id(), "")))
                .toList();
    }

    /** Colleagues in the office, in the place, and in the office above. */
    private Map<String, String> others(Staffing staffing, Post post, UUID account) {
        var office = staffing.office(post.office());
        var now = Now.instant();
        var others = new LinkedHashMap<String, String>();
        Stream.of(
                        staffing.postsIn(office.id()).stream(),
                        staffing
                                .postsOf(staffing.desk(regions.tree(OrganizationPages.county())
                                                .get(post.place()))
                                        .id())
                                .stream(),
                        staffing.above(office).stream().flatMap(above -> staffing.postsIn(above.id()).stream()))
                .flatMap(posts -> posts)
                .forEach(other -> staffing.appointed(other.id(), now)
                        .filter(who -> !who.equals(account))
                        .flatMap(staffing.people()::find)
                        .filter(who -> who.active() && who.admin() == null)
                        .ifPresent(who -> others.putIfAbsent(who.id().toString(), who.name() + " · " + other.title())));
        return others;
    }

    private static List<Absence> absences(Staffing staffing, UUID account, Instant now) {
        var absences = new ArrayList<Absence>();
        staffing.roster().awayFrom.values().stream()
                .flatMap(List::stream)
                .filter(away -> away.account().equals(account) && away.until().isAfter(now))
                .sorted(Comparator.comparing(Roster.Away::since))
                .forEach(away -> absences.add(new Absence(
                        away.id(),
                        staffing.post(away.post()).title(),
                        away.since(),
                        away.until(),
                        away.standIn() == null
                                ? null
                                : staffing.people()
                                        .find(away.standIn())
                                        .map(who -> who.name())
                                        .orElse(""))));
        return absences;
    }

    private void known(UUID account) {
        if (organizations.of(OrganizationPages.county()).people().find(account).isEmpty()) {
            throw new NotHere();
        }
    }

    private static String path(UUID account) {
        return "/admin/organizations/people/" + account;
    }

    private static UUID me() {
        return org.onedoor.frame.Actor.current().id();
    }
}
