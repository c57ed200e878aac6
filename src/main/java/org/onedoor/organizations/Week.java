package org.onedoor.organizations;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.onedoor.calendar.OpeningHours;
import org.onedoor.calendar.WorkingTime;
import org.onedoor.frame.Now;
import org.onedoor.regions.Place;

/** Seven days of one place's duty roster, with the opening hours nobody covers. */
record Week(Place place, List<Day> days) {

    /** A day; {@code once}: its shifts stand for this date alone. */
    record Day(LocalDate date, boolean working, boolean once, List<Stretch> stretches) {
        boolean gap() {
            return stretches.stream().anyMatch(stretch -> stretch.shift() == null);
        }
    }

    /** Somebody's shift, or a gap when {@code shift} is null; {@code holder} is null when nobody holds the post then. */
    record Stretch(
            LocalTime from,
            LocalTime to,
            @Nullable UUID shift,
            @Nullable Post post,
            @Nullable Holder holder) {}

    static Week of(Staffing staffing, Place place, LocalDate from, WorkingTime calendar) {
        var desk = staffing.desk(place);
        var days = new ArrayList<Day>();
        for (int ahead = 0; ahead < DayOfWeek.values().length; ahead++) {
            var date = from.plusDays(ahead);
            var shifts = staffing.shifts(desk, date);
            var stretches = new ArrayList<Stretch>();
            for (var shift : shifts) {
                var post = staffing.find(shift.post()).orElse(null);
                var begins = moment(date, shift.from());
                stretches.add(new Stretch(
                        time(shift.from()),
                        time(shift.to()),
                        shift.id(),
                        post,
                        staffing.holder(shift.post(), begins).orElse(null)));
            }
            boolean working = calendar.working(date);
            if (working) {
                stretches.addAll(gaps(staffing, shifts, date, calendar.hours()));
            }
            stretches.sort(Comparator.comparing(Stretch::from));
            days.add(new Day(
                    date, working, shifts.stream().anyMatch(shift -> shift.day() != null), List.copyOf(stretches)));
        }
        return new Week(desk, List.copyOf(days));
    }

    /** Parts of the opening hours without anybody on duty whose post is held. */
    private static List<Stretch> gaps(
            Staffing staffing, List<Roster.Shift> shifts, LocalDate date, OpeningHours hours) {
        var gaps = new ArrayList<Stretch>();
        for (var span : hours.spans()) {
            int open = minute(span.from());
            int close = minute(span.to());
            int covered = open;
            for (var shift : shifts.stream()
                    .filter(one -> staffing.holder(one.post(), moment(date, one.from()))
                            .isPresent())
                    .sorted(Comparator.comparingInt(Roster.Shift::from))
                    .toList()) {
                if (shift.from() >= close || shift.to() <= covered) {
                    continue;
                }
                if (shift.from() > covered) {
                    gaps.add(gap(covered, shift.from()));
                }
                covered = Math.max(covered, shift.to());
            }
            if (covered < close) {
                gaps.add(gap(covered, close));
            }
        }
        return gaps;
    }

    private static Stretch gap(int from, int to) {
        return new Stretch(time(from), time(to), null, null, null);
    }

    private static Instant moment(LocalDate date, int minute) {
        return date.atStartOfDay(Now.ZONE).plusMinutes(minute).toInstant();
    }

    private static int minute(LocalTime time) {
        return time.toSecondOfDay() / 60;
    }

    /** 24:00 is shown as 0:00. */
    private static LocalTime time(int minute) {
        return LocalTime.MIDNIGHT.plusMinutes(minute);
    }
}
