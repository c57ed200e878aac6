package org.onedoor.cases;

import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.onedoor.organizations.Post;
import org.onedoor.organizations.Staffing;
import org.springframework.stereotype.Component;

/** How a case ends: the answer, the resident's word or the recheck, the mark, and doing it again (R-REQ-8, R-REQ-10). */
@Component
class Closing {

    private final Promises promises;

    Closing(Promises promises) {
        this.promises = promises;
    }

    static Decision answer(Case told, Command.Answer answer, Rules numbers, Instant now) {
        if (answer.outcome() != Outcome.SOLVED
                && (answer.reason() == null || answer.reason().isBlank())) {
            return Decision.no("cases.no.reason");
        }
        // Starts at delivery; until that is known, a day after the answer (foundations §27).
        var window = now.plus(Duration.ofDays(numbers.windowDays() + 1L));
        return told.contactedAt() == null
                ? Decision.yes(
                        new Fact.Contacted("message", null),
                        new Fact.Answered(answer.outcome(), answer.done(), answer.reason(), window))
                : Decision.yes(new Fact.Answered(answer.outcome(), answer.done(), answer.reason(), window));
    }

    /** The silent window starts now. */
    static Fact delivered(Rules numbers, Instant now) {
        return new Fact.Delivered(now.plus(Duration.ofDays(numbers.windowDays())));
    }

    static boolean late(Case told, Instant now, Rules numbers) {
        var answered = told.answeredAt();
        return answered == null || now.isAfter(answered.plus(Duration.ofDays(numbers.ratingDays())));
    }

    /** A follow-up of a low mark may take three weeks, so the second mark has as long again. */
    private static boolean secondLate(Case told, Instant now, Rules numbers) {
        var rated = told.ratedAt();
        return rated == null || now.isAfter(rated.plus(Duration.ofDays(2L * numbers.ratingDays())));
    }

    static String how(By by) {
        return switch (by) {
            case By.Resident resident -> resident.proven() ? "phone-login" : "code";
            case By.Staff _ -> "callback";
            case By.Clockwork _ -> "system";
        };
    }

    /**
     * 重办 with the same people and a new promise; the second objection goes one level up (foundations §27). A third does not
     * open it again: it is for the county's leaders (R-REQ-8), and the page says how to reach them.
     */
    Decision disagree(
            CaseStore.Row row, Command.Disagree object, By by, Rules numbers, Instant now, Staffing staffing) {
        if (late(row.told(), now, numbers)) {
            return Decision.no("cases.no.window");
        }
        if (row.told().round() > numbers.objections()) {
            return Decision.no("cases.no.third");
        }
        return Decision.yes(reopening(row, how(by), object.why(), now, staffing));
    }

    private Fact reopening(CaseStore.Row row, String how, String why, Instant now, Staffing staffing) {
        var told = row.told();
        var up = told.round() < 2 || told.guarded()
                ? null
                : staffing.above(staffing.post(told.owner())).map(Post::id).orElse(null);
        return new Fact.Objected(how, why, promises.from(row, now), up);
    }

    Decision recheck(CaseStore.Row row, Command.Recheck recheck, Instant now, Staffing staffing) {
        var result = new Fact.Rechecked(recheck.result(), recheck.note());
        return switch (recheck.result()) {
            case "solved", "not-reached" -> Decision.yes(result);
            case "not-solved" ->
                Decision.yes(
                        result,
                        reopening(row, "callback", Objects.requireNonNullElse(recheck.note(), ""), now, staffing));
            default -> Decision.no("cases.no.how");
        };
    }

    /** Once per visit; after a low rating was followed up, once more, and both are kept (R-REQ-10, R-REQ-11). */
    static Decision rate(Case told, Command.Rate rate, By by, Rules numbers, Instant now) {
        var first = told.firstRating();
        if (first == null ? late(told, now, numbers) : secondLate(told, now, numbers)) {
            return Decision.no("cases.no.window");
        }
        var allowed = first == null || told.ratings() == 1 && first <= 2;
        return allowed
                ? Decision.yes(new Fact.Rated(rate.score(), rate.comment(), rate.show(), how(by)))
                : Decision.no("cases.no.rated");
    }
}
