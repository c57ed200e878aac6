package org.onedoor.cases;

import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.onedoor.calendar.Limit;
import org.onedoor.catalogue.Item;
import org.onedoor.frame.Now;

/**
 * A case beside the list: the promise, the person's own words, facts, materials, what happened, the two named people, and
 * one next step for whoever looks.
 *
 * @param acting the post it is opened under, as it is shown
 * @param remarks what she may not do because she would check herself, and who does it; whom one waits for
 */
record CasePane(
        Desk.Opened opened,
        String acting,
        Tag tag,
        Bar bar,
        List<Pair> facts,
        List<Person> people,
        List<Clock> clocks,
        List<Material> materials,
        List<Party> parties,
        List<History.Line> history,
        @Nullable Action next,
        List<Action> help,
        List<Action> more,
        List<String> remarks,
        List<Action> guesses,
        List<DeskList.Choice> reasons) {

    record Tag(String text, String kind, String icon) {}

    /** The promise: what is owed next, the whole, and how much of it has gone. */
    record Bar(String light, int total, int used, String left, String step, String promise, String label) {}

    record Pair(String name, String value) {}

    /**
     * Somebody it is about.
     *
     * @param name masked
     */
    record Person(
            String role, String title, String name, boolean named, boolean phone, boolean address, String remark) {}

    /** One of the four clocks (R-REQ-6). */
    record Clock(String name, String due, String done, boolean late) {}

    record Material(String name, boolean missing) {}

    /** Contact, owner and whoever else has a part, with a phone to call. */
    record Party(String part, String post, String name, String phone) {}

    /**
     * Something she may do.
     *
     * @param tap posts at once; otherwise its form opens first
     * @param given what is sent along with a tap
     */
    record Action(Step step, String path, String label, boolean tap, Map<String, String> given) {}

    UUID id() {
        return opened.row().id();
    }

    Case told() {
        return opened.row().told();
    }

    boolean open() {
        return told().state().open();
    }

    /** Order in which the first possible step becomes the filled button. */
    private static final List<Step> NEXT = List.of(
            Step.DECIDE_EXTENSION,
            Step.DECIDE_SEND_BACK,
            Step.DECIDE_LOOK,
            Step.ACCEPT_OFFER,
            Step.TAKE,
            Step.RECHECK,
            Step.RATE,
            Step.ASSIGN,
            Step.TAKE_ON,
            Step.ACCEPT,
            Step.SUPPLY,
            Step.CONTACT,
            Step.ANSWER);

    private static final List<Step> HELP = List.of(Step.INVITE, Step.OFFER, Step.ESCALATE, Step.ASSIGN);

    /** Everything else, the frequent first and what cannot be taken back last. */
    private static final List<Step> MORE = List.of(
            Step.NOTE,
            Step.CONTACT,
            Step.ASK,
            Step.ANSWER,
            Step.TAKE_ON,
            Step.ACCEPT,
            Step.ASK_EXTENSION,
            Step.ALLOW_ASKING_AGAIN,
            Step.SEND_BACK,
            Step.REFUSE_OFFER,
            Step.DECIDE_EXTENSION,
            Step.DECIDE_SEND_BACK,
            Step.DECIDE_LOOK,
            Step.SUPPLY,
            Step.RECHECK,
            Step.CONFIRM,
            Step.OBJECT,
            Step.RATE,
            Step.WITHDRAW,
            Step.CHANGE_ITEM,
            Step.CORRECT_PLACE,
            Step.MERGE,
            Step.CHANGE_CONTACT,
            Step.DECLINE,
            Step.PROTECT);

    /** A protected case stays with the post it came to: these would give it, or its knowledge, to others (R-REQ-14). */
    private static final Set<Step> GIVING = EnumSet.of(
            Step.ASSIGN, Step.OFFER, Step.ESCALATE, Step.INVITE, Step.CHANGE_CONTACT, Step.MERGE, Step.PROTECT);

    private static boolean open(Desk.Opened opened, Step step) {
        return opened.seats().may(step) && !(opened.row().told().guarded() && GIVING.contains(step));
    }

    /** What the filled button does: the first of {@link #NEXT} that fits where the case stands. */
    static @Nullable Step next(Desk.Opened opened, boolean elsewhere) {
        var told = opened.row().told();
        for (var step : NEXT) {
            var fits =
                    switch (step) {
                        case DECIDE_EXTENSION, DECIDE_SEND_BACK, DECIDE_LOOK ->
                            opened.seats().decider();
                        case ASSIGN -> elsewhere && told.state() != State.ASSIGNED && told.offered() == null;
                        // Asked in the same call, once the resident has said that it is solved.
                        case RATE -> told.end() == End.APPROVED && told.rating() == null;
                        // Hers still, but somebody has just been asked to take it over.
                        case TAKE_ON, ACCEPT, ANSWER -> told.offered() == null;
                        // First contact, or an answer to what the resident wrote.
                        case CONTACT ->
                            told.unanswered() > 0
                                    || told.contactedAt() == null
                                            && told.state().open()
                                            && told.state() != State.ASSIGNED;
                        default -> true;
                    };
            if (fits && open(opened, step)) {
                return step;
            }
        }
        return null;
    }

    /** What stands in a menu: those of {@code order} she may take, without the filled button's. */
    static List<Step> menu(Desk.Opened opened, Set<Step> taken, boolean help) {
        var steps = new LinkedHashSet<Step>();
        for (var step : help ? HELP : MORE) {
            var fits =
                    switch (step) {
                        case MERGE -> opened.row().publicMatter();
                        default -> true;
                    };
            if (fits && !taken.contains(step) && open(opened, step)) {
                steps.add(step);
            }
        }
        return List.copyOf(steps);
    }

    /** Blocks of the promise: working days, or parts of the hours. */
    static int[] blocks(Case told, Item item, org.onedoor.calendar.WorkingTime days, Instant now) {
        var until = told.pausedSince() == null ? now : told.pausedSince();
        if (item.promise().unit() == Limit.Unit.HOURS) {
            long whole =
                    Math.max(1, told.due().getEpochSecond() - told.promisedAt().getEpochSecond());
            long gone = Math.max(0, until.getEpochSecond() - told.promisedAt().getEpochSecond());
            return new int[] {6, (int) Math.min(6, 6 * gone / whole)};
        }
        var from = Now.local(told.promisedAt()).toLocalDate();
        int total = Math.max(1, days.workingDaysBetween(from, days.dueDay(told.due())));
        int used = Math.max(0, days.workingDaysBetween(from, Now.local(until).toLocalDate()) - 1);
        return new int[] {total, Math.min(total, used)};
    }

    static List<Material> materials(Case told, Item item) {
        var missing = told.state() == State.WAITING ? told.missing() : List.<String>of();
        var materials = new ArrayList<Material>();
        for (var name : item.materials()) {
            materials.add(new Material(name, missing.contains(name)));
        }
        for (var name : missing) {
            if (!item.materials().contains(name)) {
                materials.add(new Material(name, true));
            }
        }
        return materials;
    }
}
