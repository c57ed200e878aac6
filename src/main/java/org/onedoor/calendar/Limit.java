package org.onedoor.calendar;

/** 时限 · How long something may take: hours run through nights and holidays, working days by the calendar (R-GEN-7). */
public record Limit(int amount, Unit unit) {

    /** 时限单位 · What a limit counts in. */
    public enum Unit {
        HOURS,
        WORKING_DAYS
    }

    public Limit {
        if (amount < 0) {
            throw new IllegalArgumentException("A limit is not negative: " + amount);
        }
    }

    public static Limit hours(int amount) {
        return new Limit(amount, Unit.HOURS);
    }

    public static Limit workingDays(int amount) {
        return new Limit(amount, Unit.WORKING_DAYS);
    }
}
