package org.onedoor.cases;

import java.time.Instant;
import java.util.UUID;
import java.util.function.Function;
import org.onedoor.calendar.Limit;
import org.onedoor.calendar.WorkingTime;

/**
 * Derives a promise again from the history with another calendar (foundations §7): what was promised counts on in the same
 * working days, only other days are worked.
 */
final class Promise {

    private Promise() {}

    /** @param limits the limit of an item's version, which the case keeps */
    static Instant derive(Case told, Function<UUID, Limit> limits, WorkingTime days) {
        var due = told.due();
        var item = told.item();
        var filed = told.filedAt();
        var paused = filed;
        var until = filed;
        int asked = 0;
        for (var entry : Case.valid(told.history())) {
            var at = entry.at();
            switch (entry.fact()) {
                case Fact.Filed fact -> {
                    item = fact.item();
                    due = days.due(at, limits.apply(item));
                }
                case Fact.LookDecided look -> due = look.accepted() ? days.due(at, limits.apply(item)) : due;
                case Fact.Objected _ -> due = days.due(at, limits.apply(item));
                case Fact.ItemChanged changed -> {
                    item = changed.item();
                    var other = days.due(filed, limits.apply(item));
                    due = other.isBefore(due) ? other : due;
                }
                case Fact.Asked ask -> {
                    paused = at;
                    until = ask.until();
                }
                case Fact.Supplied supplied -> {
                    var resumed = supplied.how().equals("expired") && until.isBefore(at) ? until : at;
                    due = days.extend(due, limits.apply(item), paused, resumed);
                }
                case Fact.Joined joined -> due = joined.due().isBefore(due) ? joined.due() : due;
                case Fact.ExtensionAsked extension -> asked = extension.workingDays();
                case Fact.ExtensionDecided decided -> due = decided.granted() ? days.later(due, asked) : due;
                default -> {}
            }
        }
        return due;
    }
}
