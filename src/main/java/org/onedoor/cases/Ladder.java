package org.onedoor.cases;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.onedoor.calendar.WorkingCalendar;
import org.onedoor.calendar.WorkingTime;
import org.onedoor.catalogue.Catalogue;
import org.onedoor.catalogue.Urgency;
import org.onedoor.regions.Regions;
import org.springframework.stereotype.Component;

/**
 * Which rungs a case has yet to reach and when: kept on its row with each step, so that the sweep finds what is due by one
 * index and asks no calendar.
 */
@Component
class Ladder {

    /** A rung that is yet to come. */
    record Due(String rung, Instant at) {}

    private final LadderBook book;
    private final WorkingCalendar calendar;
    private final Catalogue catalogue;
    private final Regions regions;

    Ladder(LadderBook book, WorkingCalendar calendar, Catalogue catalogue, Regions regions) {
        this.book = book;
        this.calendar = calendar;
        this.catalogue = catalogue;
        this.regions = regions;
    }

    /** Rungs the case has not reached in this round, earliest first; none while it waits for the resident or is done. */
    List<Due> left(int county, Case told) {
        if (!runs(told)) {
            return List.of();
        }
        return left(
                told,
                book.of(county, told.filedAt()),
                catalogue.of(county).get(told.item()).safety(),
                calendar.of(county, regions.tree(county).get(told.place()).lo()));
    }

    static List<Due> left(Case told, List<LadderRule> rules, Urgency safety, WorkingTime days) {
        var left = new ArrayList<Due>();
        if (!runs(told)) {
            return left;
        }
        for (var rule : rules) {
            var asked = rule.basis() != LadderRule.Basis.DISPATCH
                    || safety != Urgency.ORDINARY && told.dispatchedAt() == null && told.round() == 1;
            if (asked && !told.climbed(rule.rung())) {
                left.add(new Due(rule.rung(), rule.at(told.promisedAt(), told.due(), told.dispatchDue(), days)));
            }
        }
        left.sort(Comparator.comparing(Due::at));
        return left;
    }

    private static boolean runs(Case told) {
        return told.state().open() && told.state() != State.WAITING;
    }
}
