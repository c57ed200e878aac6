package org.onedoor.cases;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.TextStyle;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAdjusters;
import java.util.Locale;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.onedoor.frame.Now;
import org.onedoor.frame.Page;

/** How staff read time: what is left first, three lights, five groups of a list. */
final class Timing {

    /** Where a due moment falls, as lists are grouped. */
    enum Group {
        LATE,
        TODAY,
        TOMORROW,
        WEEK,
        LATER
    }

    private final Page page;
    private final Instant now;
    private final LocalDate today;
    private final Function<Instant, Rules> rules;

    /** {@code rules}: those that held when a promise was given. */
    Timing(Page page, Instant now, Function<Instant, Rules> rules) {
        this.page = page;
        this.now = now;
        this.today = Now.local(now).toLocalDate();
        this.rules = rules;
    }

    /** Midnight is 24:00 of the day before. */
    private static LocalDate day(Instant due) {
        return Now.local(due.minusMillis(1)).toLocalDate();
    }

    Group group(Instant due) {
        if (due.isBefore(now)) {
            return Group.LATE;
        }
        var day = day(due);
        if (day.equals(today)) {
            return Group.TODAY;
        }
        if (day.equals(today.plusDays(1))) {
            return Group.TOMORROW;
        }
        return day.isAfter(today.with(TemporalAdjusters.nextOrSame(DayOfWeek.SUNDAY))) ? Group.LATER : Group.WEEK;
    }

    /** {@code late}, {@code soon} (the last fifth or the last hours, as the county's rules say) or {@code on}. */
    String light(Instant from, Instant due, boolean paused) {
        if (paused) {
            return "on";
        }
        if (due.isBefore(now)) {
            return "late";
        }
        var held = rules.apply(from);
        var left = Duration.between(now, due);
        var whole = Duration.between(from, due);
        return left.compareTo(Duration.ofHours(held.soonHours())) <= 0
                        || left.multipliedBy(100).compareTo(whole.multipliedBy(held.soonPercent())) < 0
                ? "soon"
                : "on";
    }

    /** 还剩 42 分 · 超 3 小时. */
    String left(Instant due) {
        var late = due.isBefore(now);
        var between = late ? Duration.between(due, now) : Duration.between(now, due);
        if (between.toMinutes() < 60) {
            long minutes = Math.max(1, between.toMinutes());
            return late ? page.t("cases.time.over-minutes", minutes) : page.t("cases.time.left-minutes", minutes);
        }
        if (between.toHours() < 24) {
            return late
                    ? page.t("cases.time.over-hours", between.toHours())
                    : page.t("cases.time.left-hours", between.toHours());
        }
        long days = late ? between.toDays() : ChronoUnit.DAYS.between(today, day(due));
        return late ? page.t("cases.time.over-days", days) : page.t("cases.time.left-days", days);
    }

    /** 11:30 前 today, 周四 10:00 within a week, else 11/27 17:30. */
    String by(Instant due) {
        var day = day(due);
        var clock = clock(due, day);
        if (day.equals(today)) {
            return page.t("cases.time.by", clock);
        }
        var near = day.isAfter(today) && day.isBefore(today.plusDays(7));
        return near ? weekday(day) + " " + clock : day.getMonthValue() + "/" + day.getDayOfMonth() + " " + clock;
    }

    private String weekday(LocalDate day) {
        return day.getDayOfWeek()
                .getDisplayName(TextStyle.SHORT, page.english() ? Locale.ENGLISH : Locale.SIMPLIFIED_CHINESE);
    }

    /** 24:00 of the day a due moment belongs to, not 00:00 of the next. */
    private String clock(Instant due, LocalDate day) {
        return Now.local(due).toLocalDate().equals(day) ? page.clock(due) : "24:00";
    }

    /** 11/20 17:30; 24:00 stays on its day. */
    String brief(Instant due) {
        var day = day(due);
        return day.getMonthValue() + "/" + day.getDayOfMonth() + " " + clock(due, day);
    }

    /** 刚刚, 12 分钟前, 今天 9:30, 11/18 9:30. */
    String ago(@Nullable Instant then) {
        if (then == null) {
            return "";
        }
        var between = Duration.between(then, now);
        if (between.toMinutes() < 1) {
            return page.t("cases.time.just-now");
        }
        if (between.toMinutes() < 60) {
            return page.t("cases.time.minutes-ago", between.toMinutes());
        }
        return Now.local(then).toLocalDate().equals(today)
                ? page.t("cases.time.today", page.clock(then))
                : page.brief(then);
    }
}
