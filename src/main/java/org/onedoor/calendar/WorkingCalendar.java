package org.onedoor.calendar;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** 工作日历 · A county's calendar: years loaded, local days, opening hours. */
@Service
@Transactional(readOnly = true)
public class WorkingCalendar {

    WorkingCalendar() {}

    /** Working time of the place whose interval begins with {@code placeLo}; from memory, no scope needed. */
    public WorkingTime of(int county, int placeLo) {
        return new WorkingTime(Map.of(), Set.of(), OpeningHours.USUAL, 0);
    }

    /** Replaces a year's arrangement with what the State Council published. */
    @Transactional
    public void load(int year, List<Day> days) {}

    /** Sets one day for a place and everything below it, against the county's calendar. */
    @Transactional
    public void overrideDay(UUID place, Day day) {}

    /** Takes a local day back. */
    @Transactional
    public void withdraw(UUID place, LocalDate day) {}

    /** Opening hours and the end of a promise's last day, for the whole county. */
    @Transactional
    public void open(OpeningHours hours) {}
}
