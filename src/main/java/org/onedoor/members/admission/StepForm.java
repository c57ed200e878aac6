package org.onedoor.members.admission;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.onedoor.frame.Faults;
import org.onedoor.frame.Page;
import org.onedoor.members.admission.Roster.Comrade;

/** 记录一步 · What the form of a step held, as it was typed, and the line it makes. */
record StepForm(
        String day,
        String agreed,
        String document,
        String first,
        String second,
        String beforeWork,
        String upheld,
        String days,
        String hours,
        String exception,
        String leaves,
        String due,
        String present,
        String ayes,
        String noes,
        String abstained,
        String writtenAyes,
        String secret,
        String what,
        String months,
        String code,
        String place,
        String how) {

    private static final int MOST_WORDS = 60;

    StepForm {
        day = text(day);
        agreed = text(agreed);
        document = text(document);
        first = text(first);
        second = text(second);
        beforeWork = text(beforeWork);
        upheld = text(upheld);
        days = text(days);
        hours = text(hours);
        exception = text(exception);
        leaves = text(leaves);
        due = text(due);
        present = text(present);
        ayes = text(ayes);
        noes = text(noes);
        abstained = text(abstained);
        writtenAyes = text(writtenAyes);
        secret = text(secret);
        what = text(what);
        months = text(months);
        code = text(code);
        place = text(place);
        how = text(how);
    }

    /** @param day what stands there at first */
    static StepForm on(LocalDate day) {
        return new StepForm(
                day.toString(), "", "", "", "", "", "", "", "", "", "", "", "", "", "", "", "", "", "", "", "", "", "");
    }

    private static String text(@Nullable String typed) {
        return typed == null ? "" : typed;
    }

    /** Its day; a sentence where it is none. */
    Optional<LocalDate> day(Page page, Faults faults) {
        return day("day", day, page, faults);
    }

    /** What it says, or empty with the sentences why not. */
    Optional<Fact> fact(Act act, List<Comrade> roster, Page page, Faults faults) {
        var paper = document.isBlank() ? null : document.strip();
        if (document.length() > MOST_WORDS) {
            faults.add("document", page.t("admission.form.long", MOST_WORDS));
        }
        var step = act.step();
        Fact fact =
                switch (act.kind()) {
                    case TAKEN -> new Fact.Taken(Objects.requireNonNull(step), null);
                    case DECIDED ->
                        new Fact.Decided(Objects.requireNonNull(step), yes("agreed", agreed, page, faults), paper);
                    case NAMED -> new Fact.Named(Objects.requireNonNull(step), backers(roster));
                    case POSTED -> new Fact.NoticePosted(beforeWork.equals("true"));
                    case OBJECTED -> new Fact.Objected();
                    case SETTLED -> new Fact.Settled(yes("upheld", upheld, page, faults));
                    case OVER -> new Fact.NoticeOver();
                    case TRAINED ->
                        new Fact.Trained(
                                number("days", days, page, faults),
                                number("hours", hours, page, faults),
                                exception.isBlank() ? null : shortened(exception));
                    case PRE_REVIEWED ->
                        new Fact.PreReviewed(
                                yes("agreed", agreed, page, faults),
                                leaves.isBlank()
                                        ? null
                                        : day("leaves", leaves, page, faults).orElse(null),
                                paper);
                    case VOTED -> new Fact.Voted(vote(page, faults));
                    case FULL_VOTED -> {
                        var chosen = one(AtExpiry.values(), what, "what", page, faults);
                        yield new Fact.FullVoted(
                                chosen.orElse(AtExpiry.FULL),
                                chosen.filter(one -> one == AtExpiry.EXTEND).isPresent()
                                        ? number("months", months, page, faults)
                                        : 0,
                                vote(page, faults));
                    }
                    case PAPER -> new Fact.PaperKept(code, paper, shortened(place));
                    case ENDED ->
                        new Fact.Ended(
                                one(End.values(), how, "how", page, faults).orElse(End.WITHDRAWN), paper);
                };
        return faults.any() ? Optional.empty() : Optional.of(fact);
    }

    private static String shortened(String typed) {
        var words = typed.strip();
        return words.length() <= MOST_WORDS ? words : words.substring(0, MOST_WORDS);
    }

    private List<Backer> backers(List<Comrade> roster) {
        return List.of(first, second).stream()
                .filter(chosen -> !chosen.isBlank())
                .flatMap(chosen -> roster.stream()
                        .filter(one -> one.id().toString().equals(chosen))
                        .map(one -> new Backer(one.id(), one.full(), one.observed())))
                .toList();
    }

    private Vote vote(Page page, Faults faults) {
        return new Vote(
                number("due", due, page, faults),
                number("present", present, page, faults),
                number("ayes", ayes, page, faults),
                number("noes", noes, page, faults),
                number("abstained", abstained, page, faults),
                writtenAyes.isBlank() ? 0 : number("writtenAyes", writtenAyes, page, faults),
                secret.equals("true"));
    }

    private static Optional<LocalDate> day(String field, String typed, Page page, Faults faults) {
        try {
            var day = LocalDate.parse(typed.strip());
            if (day.getYear() >= 2000 && day.getYear() <= 2048) {
                return Optional.of(day);
            }
        } catch (DateTimeException e) {
            // Said below.
        }
        faults.add(field, page.t("admission.form.day"));
        return Optional.empty();
    }

    private static boolean yes(String field, String typed, Page page, Faults faults) {
        if (!typed.equals("true") && !typed.equals("false")) {
            faults.add(field, page.t("admission.form.choose"));
        }
        return typed.equals("true");
    }

    private static int number(String field, String typed, Page page, Faults faults) {
        if (typed.strip().matches("[0-9]{1,4}")) {
            return Integer.parseInt(typed.strip());
        }
        faults.add(field, page.t("admission.form.number"));
        return 0;
    }

    private static <E extends Enum<E>> Optional<E> one(
            E[] values, String typed, String field, Page page, Faults faults) {
        for (var value : values) {
            if (value.name().equals(typed)) {
                return Optional.of(value);
            }
        }
        faults.add(field, page.t("admission.form.choose"));
        return Optional.empty();
    }
}
