package org.onedoor.cases;

import java.util.Locale;
import java.util.function.ToIntFunction;

/** The numbers of {@link Rules} one by one: under which heading they stand, their unit, and what is still sensible. */
enum RuleNumber {
    ACCEPT_DAYS(Heading.LIMITS, Unit.WORKING_DAYS, 1, 15, Rules::acceptDays),
    DISPATCH_SAFETY_HOURS(Heading.LIMITS, Unit.HOURS, 1, 24, Rules::dispatchSafetyHours),
    DISPATCH_UTILITY_HOURS(Heading.LIMITS, Unit.HOURS, 1, 48, Rules::dispatchUtilityHours),
    DISPATCH_HOURS(Heading.LIMITS, Unit.HOURS, 1, 120, Rules::dispatchHours),
    CONTACT_URGENT_HOURS(Heading.LIMITS, Unit.HOURS, 1, 24, Rules::contactUrgentHours),
    CONTACT_HOURS(Heading.LIMITS, Unit.HOURS, 1, 120, Rules::contactHours),
    RETURN_DAYS(Heading.ASIDE, Unit.WORKING_DAYS, 0, 5, Rules::returnDays),
    WAIT_DAYS(Heading.ASIDE, Unit.WORKING_DAYS, 1, 30, Rules::waitDays),
    EXTENSION_DAYS(Heading.ASIDE, Unit.WORKING_DAYS, 0, 30, Rules::extensionDays),
    WINDOW_DAYS(Heading.AFTER, Unit.DAYS, 1, 60, Rules::windowDays),
    RATING_DAYS(Heading.AFTER, Unit.DAYS, 7, 365, Rules::ratingDays),
    RECHECK_PERCENT(Heading.AFTER, Unit.PERCENT, 0, 100, Rules::recheckPercent),
    RECHECK_FLOOR(Heading.AFTER, Unit.CASES, 0, 100, Rules::recheckFloor),
    RECHECK_DAYS(Heading.AFTER, Unit.WORKING_DAYS, 1, 15, Rules::recheckDays),
    OBJECTIONS(Heading.AFTER, Unit.TIMES, 1, 9, Rules::objections),
    MARK_BEGIN_DAYS(Heading.AFTER, Unit.WORKING_DAYS, 1, 10, Rules::markBeginDays),
    MARK_MEND_DAYS(Heading.AFTER, Unit.WORKING_DAYS, 1, 30, Rules::markMendDays),
    MARK_LONG_DAYS(Heading.AFTER, Unit.WORKING_DAYS, 1, 60, Rules::markLongDays),
    SOON_PERCENT(Heading.LIGHTS, Unit.PERCENT, 1, 50, Rules::soonPercent),
    SOON_HOURS(Heading.LIGHTS, Unit.HOURS, 1, 24, Rules::soonHours),
    DUPLICATE_DAYS(Heading.SAME, Unit.DAYS, 1, 180, Rules::duplicateDays),
    DUPLICATE_PERCENT(Heading.SAME, Unit.PERCENT, 30, 100, Rules::duplicatePercent);

    /** Where it stands on the page. */
    enum Heading {
        LIMITS,
        ASIDE,
        AFTER,
        LIGHTS,
        SAME;

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** What is counted. */
    enum Unit {
        WORKING_DAYS,
        DAYS,
        HOURS,
        PERCENT,
        CASES,
        TIMES;

        String word() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    private final Heading heading;
    private final Unit unit;
    private final int least;
    private final int most;
    private final ToIntFunction<Rules> in;

    RuleNumber(Heading heading, Unit unit, int least, int most, ToIntFunction<Rules> in) {
        this.heading = heading;
        this.unit = unit;
        this.least = least;
        this.most = most;
        this.in = in;
    }

    /** As the row in the database and the field of the form are called. */
    String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    Heading heading() {
        return heading;
    }

    Unit unit() {
        return unit;
    }

    int least() {
        return least;
    }

    int most() {
        return most;
    }

    boolean sensible(int value) {
        return value >= least && value <= most;
    }

    int in(Rules rules) {
        return in.applyAsInt(rules);
    }
}
