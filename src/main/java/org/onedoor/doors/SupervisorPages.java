package org.onedoor.doors;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.onedoor.audit.Audit;
import org.onedoor.audit.Entry;
import org.onedoor.cases.Figures;
import org.onedoor.cases.LowMarks;
import org.onedoor.cases.Supervision;
import org.onedoor.frame.Actor;
import org.onedoor.frame.Allowed;
import org.onedoor.frame.MenuEntry;
import org.onedoor.frame.NotHere;
import org.onedoor.frame.NotYours;
import org.onedoor.frame.Now;
import org.onedoor.frame.Page;
import org.onedoor.frame.Role;
import org.onedoor.frame.Scope;
import org.onedoor.frame.Slice;
import org.onedoor.frame.Spreadsheet;
import org.onedoor.organizations.Hat;
import org.onedoor.organizations.Organizations;
import org.onedoor.organizations.StaffActor;
import org.onedoor.regions.Level;
import org.onedoor.regions.Place;
import org.onedoor.regions.Regions;
import org.springframework.context.annotation.Bean;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.RequestParam;

/**
 * The supervisor's page: what came up, what is overdue below and whom to call, every village as a dot, and what offices do to
 * their clocks. It compares places and offices, never people.
 */
@Controller
@Allowed(Role.HEAD)
class SupervisorPages {

    private static final int FOLLOWED = 50;
    private static final int FIRST = 6;
    private static final int PAGE = 50;
    private static final List<Integer> PERIODS = List.of(1, 3, 6, 12);
    /** Longer tables are in the file one takes away. */
    static final int MOST_ROWS = 300;

    private final LowMarks lowMarks;
    private final Supervision supervision;
    private final Figures figures;
    private final Organizations organizations;
    private final Regions regions;
    private final Audit audit;

    SupervisorPages(
            Supervision supervision,
            LowMarks lowMarks,
            Figures figures,
            Organizations organizations,
            Regions regions,
            Audit audit) {
        this.supervision = supervision;
        this.lowMarks = lowMarks;
        this.figures = figures;
        this.organizations = organizations;
        this.regions = regions;
        this.audit = audit;
    }

    /** What she looks at: her posts that answer for others, the place the figures are of (null: none), and the months. */
    private record View(
            StaffActor staff,
            List<Hat> hats,
            @Nullable Hat hat,
            @Nullable Place place,
            int months) {
        LocalDate from() {
            return Now.today().withDayOfMonth(1).minusMonths(months - 1L);
        }

        LocalDate to() {
            return Now.today();
        }
    }

    /** A period to choose. */
    record Period(int months, String text, boolean current) {}

    /** A place to look at more closely. */
    record Choice(UUID id, String name) {}

    @GetMapping("/desk/supervisor")
    String board(
            @RequestParam(required = false) @Nullable UUID place,
            @RequestParam(defaultValue = "6") int months,
            @ModelAttribute(name = "page", binding = false) Page page,
            Model model) {
        var view = view(place, months);
        var rows = new OverdueRows(
                page,
                organizations.of(view.staff().county()),
                regions.tree(view.staff().county()));
        var raised = supervision.raised(view.hats(), null, FIRST);
        var overdue = supervision.overdue(view.hats(), place, null, FIRST);
        model.addAttribute("raised", rows.of(raised.items()));
        model.addAttribute("moreRaised", raised.next() != null);
        model.addAttribute("overdue", rows.of(overdue.items()));
        model.addAttribute("moreOverdue", overdue.next() != null);
        model.addAttribute("supervises", view.staff().is(Role.SUPERVISOR));
        model.addAttribute("followed", rows.followed(lowMarks.below(view.staff(), FOLLOWED)));
        model.addAttribute("board", view.place() == null ? null : board(page, view));
        model.addAttribute("months", view.months());
        return "doors/supervisor";
    }

    @GetMapping("/desk/supervisor/raised")
    String raised(
            @RequestParam(required = false) @Nullable String cursor,
            @ModelAttribute(name = "page", binding = false) Page page,
            Model model) {
        var view = view(null, 6);
        return list(page, view, supervision.raised(view.hats(), cursor, PAGE), "raised", null, cursor, model);
    }

    @GetMapping("/desk/supervisor/overdue")
    String overdue(
            @RequestParam(required = false) @Nullable UUID place,
            @RequestParam(required = false) @Nullable String cursor,
            @ModelAttribute(name = "page", binding = false) Page page,
            Model model) {
        var view = view(place, 6);
        var lines = supervision.overdue(view.hats(), place, cursor, PAGE);
        return list(page, view, lines, "overdue", place == null ? null : view.place(), cursor, model);
    }

    private String list(
            Page page,
            View view,
            Slice<Supervision.Line> lines,
            String kind,
            @Nullable Place place,
            @Nullable String cursor,
            Model model) {
        int county = view.staff().county();
        model.addAttribute("kind", kind);
        model.addAttribute("place", place);
        model.addAttribute(
                "rows", new OverdueRows(page, organizations.of(county), regions.tree(county)).of(lines.items()));
        model.addAttribute("next", lines.next() == null ? "" : lines.next());
        model.addAttribute("paged", cursor != null && !cursor.isBlank());
        return "doors/overdue";
    }

    /** Places and offices, never people; that somebody took it is written down. */
    @GetMapping("/desk/supervisor/export")
    ResponseEntity<byte[]> export(
            @RequestParam(required = false) @Nullable UUID place,
            @RequestParam(defaultValue = "6") int months,
            @ModelAttribute(name = "page", binding = false) Page page) {
        var view = view(place, months);
        var hat = view.hat();
        var where = view.place();
        if (where == null || hat == null) {
            throw new NotHere();
        }
        var board = board(page, view);
        Scope.in(
                hat.scope(),
                () -> audit.record(new Entry(
                        view.staff().county(),
                        view.staff().id(),
                        hat.post().id(),
                        "doors.figures.exported",
                        where.id())));
        return Spreadsheet.download(
                page.t(
                        "doors.supervisor.file",
                        board.place(),
                        view.from().toString(),
                        view.to().toString()),
                List.of(
                        new Spreadsheet.Page(
                                page.t("doors.supervisor.sheet.places"),
                                List.of(
                                        page.t("doors.supervisor.town"),
                                        page.t("doors.supervisor.village"),
                                        page.t("doors.supervisor.decided"),
                                        page.t("doors.supervisor.intime")),
                                board.villages().stream()
                                        .map(row -> List.of(row.town(), row.name(), row.all(), row.kept()))
                                        .toList()),
                        new Spreadsheet.Page(
                                page.t("doors.supervisor.sheet.offices"),
                                List.of(
                                        page.t("doors.supervisor.office"),
                                        page.t("doors.supervisor.received"),
                                        page.t("doors.supervisor.paused"),
                                        page.t("doors.supervisor.last", page.t("doors.supervisor.paused")),
                                        page.t("doors.supervisor.returned"),
                                        page.t("doors.supervisor.last", page.t("doors.supervisor.returned")),
                                        page.t("doors.supervisor.refused"),
                                        page.t("doors.supervisor.last", page.t("doors.supervisor.refused")),
                                        page.t("doors.supervisor.withdrawn"),
                                        page.t("doors.supervisor.last", page.t("doors.supervisor.withdrawn")),
                                        page.t("doors.supervisor.finished"),
                                        page.t("doors.supervisor.last", page.t("doors.supervisor.finished"))),
                                board.offices().stream()
                                        .map(row -> List.<Object>of(
                                                row.name(),
                                                row.of().received(),
                                                row.of().paused(),
                                                row.of().pausedLast(),
                                                row.of().returned(),
                                                row.of().returnedLast(),
                                                row.of().refused(),
                                                row.of().refusedLast(),
                                                row.of().withdrawn(),
                                                row.of().withdrawnLast(),
                                                row.of().finished(),
                                                row.of().finishedLast()))
                                        .toList())));
    }

    private View view(@Nullable UUID wanted, int months) {
        if (!(Actor.current() instanceof StaffActor staff)) {
            throw new NotYours("frame.who.head");
        }
        var hats = staff.hats().stream()
                .filter(hat -> hat.post().kind().answersForOthers())
                .toList();
        if (hats.isEmpty()) {
            throw new NotYours("frame.who.head");
        }
        var tree = regions.tree(staff.county());
        var widest = hats.stream()
                .filter(hat -> hat.scope() instanceof Scope.Place)
                .max(Comparator.comparingInt(SupervisorPages::width));
        Optional<Hat> hat = widest;
        Place place = widest.map(one -> tree.get(one.post().place())).orElse(null);
        if (wanted != null) {
            // Outside every one of her scopes the place does not exist (foundations §23).
            var asked = tree.get(wanted);
            hat = hats.stream()
                    .filter(one -> one.scope() instanceof Scope.Place scope
                            && scope.lo() <= asked.lo()
                            && asked.hi() <= scope.hi())
                    .findFirst();
            place = hat.map(_ -> asked).orElseThrow(NotHere::new);
        }
        return new View(staff, hats, hat.orElse(null), place, PERIODS.contains(months) ? months : 6);
    }

    private static int width(Hat hat) {
        return hat.scope() instanceof Scope.Place place ? place.hi() - place.lo() : -1;
    }

    private SupervisorBoard board(Page page, View view) {
        var place = java.util.Objects.requireNonNull(view.place());
        var hat = java.util.Objects.requireNonNull(view.hat());
        int county = view.staff().county();
        var tree = regions.tree(county);
        return Scope.in(hat.scope(), () -> {
            var onTime = figures.onTime(county, place, view.from(), view.to());
            var solved = figures.solved(county, place, view.from(), view.to());
            var offices = figures.offices(place, view.from(), view.to());
            return SupervisorBoard.of(
                    page,
                    place,
                    tree,
                    organizations.of(county),
                    onTime,
                    solved,
                    offices,
                    periods(page, view.months()),
                    choices(page, hat, place));
        });
    }

    private static List<Period> periods(Page page, int months) {
        var texts = new LinkedHashMap<Integer, String>();
        texts.put(1, page.t("doors.supervisor.period.1"));
        texts.put(3, page.t("doors.supervisor.period.3"));
        texts.put(6, page.t("doors.supervisor.period.6"));
        texts.put(12, page.t("doors.supervisor.period.12"));
        var periods = new ArrayList<Period>();
        for (Map.Entry<Integer, String> one : texts.entrySet()) {
            periods.add(new Period(one.getKey(), one.getValue(), one.getKey() == months));
        }
        return periods;
    }

    /** The county's supervisor looks into one town. */
    private List<Choice> choices(Page page, Hat hat, Place place) {
        var tree = regions.tree(hat.scope().county());
        var own = tree.get(hat.post().place());
        var choices = new ArrayList<Choice>();
        if (!own.id().equals(place.id())) {
            choices.add(new Choice(own.id(), page.name(own.name(), own.nameEn())));
        }
        if (own.level() == Level.COUNTY) {
            for (var town : tree.children(own.id())) {
                if (!town.id().equals(place.id())) {
                    choices.add(new Choice(town.id(), page.name(town.name(), town.nameEn())));
                }
            }
        }
        return choices;
    }

    @Bean
    static MenuEntry supervisorEntry() {
        return new MenuEntry("doors.menu.supervisor", "/desk/supervisor", "chart", Role.HEAD, 50, true);
    }
}
