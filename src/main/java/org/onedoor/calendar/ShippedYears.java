package org.onedoor.calendar;

import java.util.List;
import org.onedoor.frame.CountySource;
import org.onedoor.frame.Scope;
import org.onedoor.regions.FirstCalendar;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Hands the years that come with the program to a new county, and after an upgrade to every county, so that what was
 * provisional is settled and promises that reach into it are derived again.
 */
@Component
class ShippedYears implements FirstCalendar {

    private final WorkingCalendar calendar;
    private final CountySource counties;

    ShippedYears(WorkingCalendar calendar, CountySource counties) {
        this.calendar = calendar;
        this.counties = counties;
    }

    @Override
    public List<Integer> years() {
        return List.copyOf(Arrangements.shipped().keySet());
    }

    @Override
    public void begin(int county, int year) {
        calendar.begin(year);
    }

    @EventListener(ApplicationReadyEvent.class)
    void afterUpgrade() {
        for (var home : counties.all()) {
            Scope.in(new Scope.County(home.county()), calendar::loadShipped);
        }
    }
}
