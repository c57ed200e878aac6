package org.onedoor.doors;

import java.time.Duration;
import java.time.LocalDate;
import org.onedoor.cases.ACase;
import org.onedoor.cases.Command;
import org.onedoor.cases.Figures;
import org.onedoor.cases.Outcome;
import org.onedoor.cases.Receipt;
import org.onedoor.cases.Village;
import org.onedoor.frame.Now;
import org.onedoor.frame.Scope;
import org.onedoor.indicators.Indicator;
import org.onedoor.indicators.Indicators;
import org.springframework.stereotype.Component;

/** A county whose people have been at work for most of a year, what they answered, and what its nights have read of it. */
@Component
class ACountyAtWork {

    private final Village village;
    private final ACase cases;
    private final Figures figures;
    private final Indicators indicators;

    ACountyAtWork(Village village, ACase cases, Figures figures, Indicators indicators) {
        this.village = village;
        this.cases = cases;
        this.figures = figures;
        this.indicators = indicators;
    }

    /** Everybody holds her post for 300 days. */
    Village.People people() {
        return Now.at(Now.instant().minus(Duration.ofDays(300)), village::found);
    }

    /** Asked in the morning of the month's fifth day and answered in the same. */
    Receipt answered(Village.People people, LocalDate month, String item) {
        var filed = month.plusDays(4).atTime(9, 0).atZone(Now.ZONE).toInstant();
        var receipt = Now.at(filed, () -> village.asks(people, "请来看看", item));
        Now.at(filed.plusSeconds(5400), () -> {
            village.take(people.clerk(), receipt.id(), new Command.TakeOn());
            village.take(people.clerk(), receipt.id(), new Command.Contact("call", null));
            village.take(people.clerk(), receipt.id(), new Command.Answer(Outcome.SOLVED, "办好了", null));
        });
        return receipt;
    }

    /** As {@link #answered}, and the resident says before noon that it is. */
    void confirmed(Village.People people, LocalDate month, String item) {
        var receipt = answered(people, month, item);
        var noon = month.plusDays(4).atTime(11, 30).atZone(Now.ZONE).toInstant();
        Now.at(noon, () -> cases.resident(people.county(), receipt, new Command.Confirm(receipt.answerCode())));
    }

    /** What the night after the day reads of an indicator. */
    void reads(Village.People people, Indicator indicator, LocalDate day) {
        in(people, () -> indicators.take(people.county(), indicator, day));
    }

    /** What last night added up for the open pages. */
    void rolls(Village.People people) {
        in(people, () -> figures.roll(people.county()));
    }

    /** What each night since has read of the indicators that are shown, and the last has added up. */
    void everyNight(Village.People people) {
        var today = Now.today();
        for (var indicator : indicators.all()) {
            if (indicator.name().equals("cases.on-time") || indicator.name().equals("cases.reached-online")) {
                in(people, () -> today.minusDays(210)
                        .datesUntil(today)
                        .forEach(day -> indicators.take(people.county(), indicator, day)));
            }
        }
        rolls(people);
    }

    private static void in(Village.People people, Runnable work) {
        Scope.in(new Scope.County(people.county()), work);
    }
}
