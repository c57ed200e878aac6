package org.onedoor.regions;

import java.util.List;

/** 首年日历 · Port: the calendar a new county begins with; implemented by {@code calendar}. */
public interface FirstCalendar {

    /** Years whose working days are known, latest last. */
    List<Integer> years();

    /** Loads the known years from {@code year} on; called under the new county's scope. */
    void begin(int county, int year);
}
