package org.onedoor.doors;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.onedoor.cases.Figures.OfficeFigure;
import org.onedoor.frame.Page;
import org.onedoor.indicators.Reading;
import org.onedoor.organizations.Staffing;
import org.onedoor.regions.Level;
import org.onedoor.regions.Place;
import org.onedoor.regions.PlaceTree;

/**
 * The figures of the supervisor's page, ready to be shown. The finding is the title; no percent under 20 cases.
 *
 * @param none villages that had no promise to decide
 */
record SupervisorBoard(
        UUID id,
        String place,
        String finding,
        String sub,
        DotChart chart,
        List<Village> villages,
        int none,
        List<Share> levels,
        String levelFinding,
        List<OfficeRow> offices,
        List<SupervisorPages.Period> periods,
        List<SupervisorPages.Choice> choices) {

    record Village(UUID id, String town, String name, long all, long kept, String share) {}

    /** Part of a whole, with where its bar begins and how long it is, of 1000; colour is a class of the chart theme. */
    record Share(String name, long count, String share, String colour, long from, long width) {}

    record OfficeRow(String name, OfficeFigure of) {

        /** A share of what the office had in hand, or the count where that is too few for one. */
        String part(Page page, int count, int last) {
            if (count == 0) {
                return "0";
            }
            var whole = DotChart.FEW <= of.received()
                    ? SupervisorBoard.percent(count, of.received())
                    : page.t("doors.supervisor.count", count);
            return last == 0 ? whole : page.t("doors.supervisor.part", whole, last);
        }

        String late(Page page) {
            return of.finished() == 0
                    ? "—"
                    : of.finished() < DotChart.FEW
                            ? page.t("doors.supervisor.count-of", of.finishedLast(), of.finished())
                            : SupervisorBoard.percent(of.finishedLast(), of.finished());
        }
    }

    static SupervisorBoard of(
            Page page,
            Place place,
            PlaceTree tree,
            Staffing staffing,
            Map<UUID, Reading> onTime,
            Map<Level, Reading> solved,
            List<OfficeFigure> offices,
            List<SupervisorPages.Period> periods,
            List<SupervisorPages.Choice> choices) {
        var villages = new ArrayList<Village>();
        var dots = new ArrayList<DotChart.Village>();
        int none = 0;
        for (var village : below(tree, place)) {
            var reading = onTime.getOrDefault(village.id(), Reading.NOTHING);
            if (reading.denominator() == 0) {
                none++;
                continue;
            }
            var town = tree.above(village.id(), Level.TOWN)
                    .map(one -> page.name(one.name(), one.nameEn()))
                    .orElse("");
            var name = page.name(village.name(), village.nameEn());
            villages.add(new Village(
                    village.id(),
                    town,
                    name,
                    reading.denominator(),
                    reading.numerator(),
                    share(page, reading.numerator(), reading.denominator())));
            dots.add(new DotChart.Village(
                    name,
                    page.at("/desk/supervisor/overdue?place=" + village.id()),
                    reading.numerator(),
                    reading.denominator()));
        }
        long behind = dots.stream().filter(DotChart.Village::behind).count();
        long few = dots.stream().filter(DotChart.Village::few).count();
        var levels = levels(page, solved);
        return new SupervisorBoard(
                place.id(),
                page.name(place.name(), place.nameEn()),
                finding(page, dots.size() - few, behind, few),
                page.t("doors.supervisor.dots.sub"),
                DotChart.of(dots),
                List.copyOf(villages),
                none,
                levels,
                levelFinding(page, levels),
                offices.stream()
                        .flatMap(figure -> staffing.findOffice(figure.office()).stream()
                                .map(office -> new OfficeRow(page.name(office.name(), office.nameEn()), figure)))
                        .toList(),
                periods,
                choices);
    }

    private static List<Place> below(PlaceTree tree, Place place) {
        return tree.all(Level.VILLAGE).stream().filter(place::holds).toList();
    }

    private static String finding(Page page, long enough, long behind, long few) {
        if (enough == 0) {
            return few == 0 ? page.t("doors.supervisor.dots.none") : page.t("doors.supervisor.dots.few", few);
        }
        return behind == 0
                ? page.t("doors.supervisor.dots.all", enough)
                : page.t("doors.supervisor.dots.some", enough - behind, behind);
    }

    private static List<Share> levels(Page page, Map<Level, Reading> solved) {
        long all =
                solved.values().stream().mapToLong(Reading::denominator).max().orElse(0);
        var shares = new ArrayList<Share>();
        long from = 0;
        for (var entry : solved.entrySet()) {
            long count = entry.getValue().numerator();
            long width = all == 0 ? 0 : Math.round(1000.0 * count / all);
            shares.add(new Share(
                    page.t("doors.level." + entry.getKey().name().toLowerCase(Locale.ROOT)),
                    count,
                    share(page, count, all),
                    entry.getKey() == Level.VILLAGE ? "b1" : entry.getKey() == Level.TOWN ? "b4" : "b3",
                    from,
                    width));
            from += width;
        }
        return shares;
    }

    /** 大事小事在哪一级办成的 (A11). */
    private static String levelFinding(Page page, List<Share> levels) {
        long all = levels.stream().mapToLong(Share::count).sum();
        return all == 0
                ? page.t("doors.supervisor.levels.none")
                : page.t("doors.supervisor.levels", all, levels.getFirst().count());
    }

    static String share(Page page, long part, long whole) {
        return whole == 0
                ? "—"
                : whole < DotChart.FEW ? page.t("doors.supervisor.count-of", part, whole) : percent(part, whole);
    }

    static String percent(long part, long whole) {
        return String.format(Locale.ROOT, "%.1f%%", 100.0 * part / whole);
    }
}
