package org.onedoor.doors;

import java.time.LocalDate;
import java.time.format.TextStyle;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.onedoor.cases.Figures;
import org.onedoor.cases.SharedMatters;
import org.onedoor.catalogue.Catalogue;
import org.onedoor.catalogue.Items;
import org.onedoor.frame.Actor;
import org.onedoor.frame.Allowed;
import org.onedoor.frame.Now;
import org.onedoor.frame.Page;
import org.onedoor.frame.Role;
import org.onedoor.frame.Scope;
import org.onedoor.regions.Level;
import org.onedoor.regions.Place;
import org.onedoor.regions.PlaceTree;
import org.onedoor.regions.Regions;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;

/** 公开数据: which promises were kept, for everybody to read; and public matters whose residents agreed to be followed. */
@Controller
@Allowed(Role.VISITOR)
class KeptPages {

    private static final int PAGE = 20;

    private final Figures figures;
    private final SharedMatters matters;
    private final Catalogue catalogue;
    private final Regions regions;

    KeptPages(Figures figures, SharedMatters matters, Catalogue catalogue, Regions regions) {
        this.figures = figures;
        this.matters = matters;
        this.catalogue = catalogue;
        this.regions = regions;
    }

    /** A row of a table; empty strings where it is masked. */
    record Row(
            String name,
            String link,
            boolean shown,
            String promised,
            String kept,
            String silent,
            String contact,
            String answer) {}

    /** A public matter. */
    record Matter(String item, String place, LocalDate filed, String tag, String kind, String more) {}

    /** What is shown of a place. */
    record Shown(
            String name,
            String code,
            String months,
            boolean rolled,
            boolean whole,
            String finding,
            List<SupervisorBoard.Share> shares,
            List<Row> items,
            List<Row> places,
            @Nullable String above,
            String aboveName) {}

    @GetMapping("/doors/kept")
    String county(
            @RequestParam(required = false) @Nullable String cursor,
            @ModelAttribute(name = "page", binding = false) Page page,
            Model model) {
        return show(regions.tree(Actor.current().county()).root(), cursor, page, model);
    }

    /** A town's or village's, by its code. */
    @GetMapping("/doors/kept/{code}")
    String place(
            @PathVariable String code,
            @RequestParam(required = false) @Nullable String cursor,
            @ModelAttribute(name = "page", binding = false) Page page,
            Model model) {
        var place = regions.tree(Actor.current().county())
                .byCode(code)
                .filter(found -> found.level() != Level.GRID && !found.closed())
                .orElseThrow(org.onedoor.frame.NotHere::new);
        return show(place, cursor, page, model);
    }

    private String show(Place place, @Nullable String cursor, Page page, Model model) {
        int county = Actor.current().county();
        var tree = regions.tree(county);
        var scope = new Scope.County(county);
        var table = Scope.in(scope, () -> figures.kept(county, place));
        var shared = Scope.in(scope, () -> matters.in(county, place, cursor, PAGE));
        model.addAttribute("shown", shown(page, tree, place, table, catalogue.of(county)));
        model.addAttribute("matters", matters(page, tree, shared.items(), catalogue.of(county)));
        model.addAttribute("next", shared.next() == null ? "" : shared.next());
        model.addAttribute("paged", cursor != null && !cursor.isBlank());
        return "doors/kept";
    }

    private static Shown shown(Page page, PlaceTree tree, Place place, Figures.KeptTable table, Items items) {
        var whole = Optional.ofNullable(table.whole());
        var above = place.level() == Level.COUNTY
                ? Optional.<Place>empty()
                : place.level() == Level.TOWN ? Optional.of(tree.root()) : tree.above(place.id(), Level.TOWN);
        return new Shown(
                page.name(place.name(), place.nameEn()),
                place.level() == Level.COUNTY ? "" : place.code(),
                months(page, table.until()),
                !table.places().isEmpty() || whole.isPresent(),
                whole.filter(cell -> cell.shown() && cell.promised() > 0).isPresent(),
                finding(page, whole),
                whole.map(cell -> shares(page, cell)).orElse(List.of()),
                table.items().stream()
                        .sorted(Comparator.comparing((Figures.Kept cell) -> !cell.shown())
                                .thenComparing(cell -> -cell.promised())
                                .thenComparing(Figures.Kept::item))
                        .map(cell -> row(page, item(page, items, cell.item()), link(items, cell.item()), cell))
                        .toList(),
                table.places().stream()
                        .map(cell -> tree.find(cell.place())
                                .map(one -> row(
                                        page, page.name(one.name(), one.nameEn()), "/doors/kept/" + one.code(), cell)))
                        .flatMap(Optional::stream)
                        .toList(),
                above.map(one -> one.level() == Level.COUNTY ? "/doors/kept" : "/doors/kept/" + one.code())
                        .orElse(null),
                above.map(one -> page.name(one.name(), one.nameEn())).orElse(""));
    }

    private static String item(Page page, Items items, String code) {
        return items.byCode(code)
                .map(item -> page.name(item.name(), item.nameEn()))
                .orElse(code);
    }

    private static String link(Items items, String code) {
        return items.byCode(code).isPresent() ? "/catalogue/" + code : "";
    }

    private static String finding(Page page, Optional<Figures.Kept> whole) {
        if (whole.isEmpty() || whole.get().shown() && whole.get().promised() == 0) {
            return page.t("doors.kept.none");
        }
        var cell = whole.get();
        return cell.shown() ? page.t("doors.kept.finding", cell.promised(), cell.kept()) : page.t("doors.kept.few");
    }

    /** Five ends of a promise; 未表态 is one of its own and never counts as kept. */
    private static List<SupervisorBoard.Share> shares(Page page, Figures.Kept cell) {
        var shares = new ArrayList<SupervisorBoard.Share>();
        var names = List.of(
                page.t("doors.kept.end.kept"),
                page.t("doors.kept.end.silent"),
                page.t("doors.kept.end.waiting"),
                page.t("doors.kept.end.not-done"),
                page.t("doors.kept.end.late"));
        var counts = new int[] {cell.kept(), cell.silent(), cell.waiting(), cell.notDone(), cell.late()};
        var colours = List.of("b1", "b6", "b4", "b3", "b2");
        long from = 0;
        for (int i = 0; i < counts.length; i++) {
            long width = cell.promised() == 0 ? 0 : Math.round(1000.0 * counts[i] / cell.promised());
            shares.add(new SupervisorBoard.Share(
                    names.get(i),
                    counts[i],
                    SupervisorBoard.share(page, counts[i], cell.promised()),
                    colours.get(i),
                    from,
                    width));
            from += width;
        }
        return shares;
    }

    private static Row row(Page page, String name, String link, Figures.Kept cell) {
        if (!cell.shown()) {
            return new Row(name, link, false, "", "", "", "", "");
        }
        return new Row(
                name,
                link,
                true,
                String.valueOf(cell.promised()),
                SupervisorBoard.share(page, cell.kept(), cell.promised()),
                SupervisorBoard.share(page, cell.silent(), cell.promised()),
                duration(page, cell.contactMinutes()),
                duration(page, cell.answerMinutes()));
    }

    /** 40 分钟 · 3.5 小时 · 4.2 天. */
    static String duration(Page page, @Nullable Integer minutes) {
        if (minutes == null) {
            return "—";
        }
        if (minutes < 60) {
            return page.t("doors.kept.minutes", minutes);
        }
        return minutes < 48 * 60
                ? page.t("doors.kept.hours", String.format(Locale.ROOT, "%.1f", minutes / 60.0))
                : page.t("doors.kept.days", String.format(Locale.ROOT, "%.1f", minutes / 1440.0));
    }

    /** 2026 年 8 月至 10 月 · August to October 2026. */
    private static String months(Page page, LocalDate until) {
        var from = until.minusMonths(2);
        if (page.english()) {
            var first = from.getMonth().getDisplayName(TextStyle.FULL, Locale.ENGLISH);
            var last = until.getMonth().getDisplayName(TextStyle.FULL, Locale.ENGLISH);
            return from.getYear() == until.getYear()
                    ? page.t("doors.kept.months", first, last, String.valueOf(until.getYear()))
                    : page.t("doors.kept.months", first + " " + from.getYear(), last, String.valueOf(until.getYear()));
        }
        return from.getYear() == until.getYear()
                ? page.t(
                        "doors.kept.months",
                        from.getMonthValue() + " 月",
                        until.getMonthValue() + " 月",
                        String.valueOf(until.getYear()))
                : page.t(
                        "doors.kept.months",
                        from.getMonthValue() + " 月",
                        until.getYear() + " 年 " + until.getMonthValue() + " 月",
                        String.valueOf(from.getYear()));
    }

    private static List<Matter> matters(Page page, PlaceTree tree, List<SharedMatters.Shared> shared, Items items) {
        var matters = new ArrayList<Matter>();
        for (var one : shared) {
            var item = items.find(one.item()).orElseGet(items::general);
            var village = tree.find(one.place())
                    .flatMap(place -> tree.above(place.id(), Level.VILLAGE))
                    .map(place -> page.name(place.name(), place.nameEn()))
                    .orElse("");
            boolean late = one.open() && one.due().isBefore(Now.instant());
            matters.add(new Matter(
                    page.name(item.name(), item.nameEn()),
                    village,
                    Now.local(one.filedAt()).toLocalDate(),
                    page.t(late ? "doors.kept.late" : one.tag()),
                    late ? "late" : one.open() ? "go" : "ok",
                    (one.open() && !late ? page.t("doors.kept.due", page.deadline(one.due())) : "")
                            + (one.joined() > 0 ? " " + page.t("doors.kept.joined", one.joined()) : "")));
        }
        return matters;
    }
}
