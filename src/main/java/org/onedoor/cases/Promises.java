package org.onedoor.cases;

import java.time.Instant;
import org.onedoor.calendar.WorkingCalendar;
import org.onedoor.calendar.WorkingTime;
import org.onedoor.catalogue.Catalogue;
import org.onedoor.catalogue.Item;
import org.springframework.stereotype.Component;

/** The item and the working time a case is promised by. */
@Component
class Promises {

    private final Catalogue catalogue;
    private final WorkingCalendar calendar;

    Promises(Catalogue catalogue, WorkingCalendar calendar) {
        this.catalogue = catalogue;
        this.calendar = calendar;
    }

    /** When what is begun at {@code from} is promised, by the item as it was filed. */
    Instant from(CaseStore.Row row, Instant from) {
        return days(row).due(from, item(row).promise());
    }

    Item item(CaseStore.Row row) {
        return catalogue.of(row.county()).get(row.told().item());
    }

    WorkingTime days(CaseStore.Row row) {
        return calendar.of(row.county(), row.placeLo());
    }
}
