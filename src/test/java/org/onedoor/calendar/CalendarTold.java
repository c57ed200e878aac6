package org.onedoor.calendar;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Keeps what the calendar told. */
@Component
class CalendarTold {

    private static final List<CalendarChanged> TOLD = new CopyOnWriteArrayList<>();

    static List<CalendarChanged> of(int county) {
        return TOLD.stream().filter(told -> told.county() == county).toList();
    }

    @EventListener
    void hear(CalendarChanged told) {
        TOLD.add(told);
    }
}
