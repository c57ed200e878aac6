package org.onedoor.cases;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.onedoor.calendar.Limit;
import org.onedoor.calendar.WorkingCalendar;
import org.onedoor.calendar.WorkingTime;
import org.onedoor.catalogue.Catalogue;
import org.onedoor.organizations.Organizations;
import org.onedoor.organizations.ScopeKind;
import org.onedoor.regions.Level;
import org.onedoor.regions.Regions;
import org.springframework.stereotype.Component;

/**
 * 合并同诉: several residents wait for one public matter (decision 0019). One case, the lead, is worked on; each joined case
 * keeps its own resident, receipt, contact and promise. What is decided for all is written into each history in the very
 * transaction; from the answer on each stands on its own: its own window, word, recheck and rating.
 */
@Component
class Together {

    /** A case that moves along; {@code tells}: the step its people are told of, if any. */
    record Along(CaseStore.Row row, Case after, @Nullable Step tells) {}

    /**
     * The case after its step, and those that move along.
     *
     * @param no message key when the step cannot be taken because of them
     */
    record Moves(
            Case after,
            @Nullable Step tells,
            List<Along> along,
            @Nullable String no) {

        static Moves alone(Case after, Step step) {
            return new Moves(after, step, List.of(), null);
        }

        /** All whose people are told. */
        List<CaseNotices.Moved> told(CaseStore.Row row) {
            var told = new ArrayList<CaseNotices.Moved>();
            if (tells != null) {
                told.add(new CaseNotices.Moved(row, after, tells));
            }
            for (var one : along) {
                if (one.tells() != null) {
                    told.add(new CaseNotices.Moved(one.row(), one.after(), one.tells()));
                }
            }
            return told;
        }

        /** All of which a step was taken back. */
        List<CaseStore.Row> undone(CaseStore.Row row) {
            var undone = new ArrayList<CaseStore.Row>();
            undone.add(row);
            along.stream()
                    .filter(one -> one.tells() == Step.UNDO)
                    .map(Along::row)
                    .forEach(undone::add);
            return undone;
        }
    }

    private final CaseStore store;
    private final RuleBook rules;
    private final Regions regions;
    private final WorkingCalendar calendar;
    private final Organizations organizations;
    private final Catalogue catalogue;

    Together(
            CaseStore store,
            RuleBook rules,
            Regions regions,
            WorkingCalendar calendar,
            Organizations organizations,
            Catalogue catalogue) {
        this.store = store;
        this.rules = rules;
        this.regions = regions;
        this.calendar = calendar;
        this.organizations = organizations;
        this.catalogue = catalogue;
    }

    /**
     * The open case to join, locked: staff name one they see, a resident one of her own village, which is offered to her
     * without being in her sight. Whoever names a case that is joined itself means the one that is worked on.
     */
    Optional<CaseStore.Row> lead(CaseStore.Row row, UUID other, By by) {
        int county = row.county();
        var seen = by instanceof By.Staff
                ? store.lock(county, other)
                : store.lockAnywhere(county, other).filter(found -> neighbour(row, found));
        return seen.flatMap(found -> {
                    var lead = found.told().mergedInto();
                    return found.told().state() == State.MERGED && lead != null
                            ? store.lockAnywhere(county, lead)
                            : Optional.of(found);
                })
                .filter(lead -> !lead.id().equals(row.id()))
                .filter(lead -> lead.told().state().open() && !lead.told().guarded());
    }

    private boolean neighbour(CaseStore.Row row, CaseStore.Row other) {
        var tree = regions.tree(row.county());
        return !other.told().guarded()
                && tree.above(row.told().place(), Level.VILLAGE)
                        .equals(tree.above(other.told().place(), Level.VILLAGE));
    }

    /** What {@code step} does to the cases this one is joined with; they are locked, also outside the caller's sight. */
    Moves moves(CaseStore.Row row, Case after, Step step, By by, Instant at, CaseStore.@Nullable Row lead) {
        var pen = new Pen(row, by, at);
        var tells = byResident(by) && step == Step.MERGE ? null : step;
        var before = row.told();
        var was = before.mergedInto();
        if (was != null && !was.equals(after.mergedInto())) {
            store.lockAnywhere(row.county(), was)
                    .filter(other -> other.told().joined().contains(row.id()))
                    .ifPresent(other -> pen.part(other, row.id(), step));
        }
        if (lead != null) {
            pen.join(lead, row.id(), after.due());
        }
        if (was != null && step == Step.NUDGE) {
            // Who works on it is there, not here.
            tells = null;
            store.lockAnywhere(row.county(), was).ifPresent(other -> pen.write(other, Step.NUDGE, new Fact.Nudged()));
        }
        var no = before.joined().isEmpty() ? null : joined(row, after, step, pen, lead);
        return no != null ? new Moves(after, null, List.of(), no) : pen.moves(after, tells);
    }

    private static boolean byResident(By by) {
        return by instanceof By.Resident;
    }

    /** What a step of the lead does to those joined to it; a message key when it cannot be. */
    private @Nullable String joined(CaseStore.Row row, Case after, Step step, Pen pen, CaseStore.@Nullable Row lead) {
        var latest = after.history().getLast().fact();
        switch (step) {
            case ANSWER, DECLINE -> pen.each(waiting(row), step, after, _ -> List.of(latest));
            case DECIDE_EXTENSION -> {
                if (latest instanceof Fact.ExtensionDecided(var granted, var why, var _) && granted) {
                    int days = row.told().extensionDays();
                    pen.each(
                            waiting(row),
                            step,
                            after,
                            other -> List.of(
                                    new Fact.ExtensionAsked(days, why, null),
                                    new Fact.ExtensionDecided(
                                            true,
                                            why,
                                            days(other).later(other.told().due(), days))));
                }
            }
            case DECIDE_LOOK -> {
                if (latest instanceof Fact.LookDecided(var accepted, var why, var _) && accepted) {
                    pen.each(
                            in(row, State.DECLINED),
                            step,
                            after,
                            other -> List.of(
                                    new Fact.LookDecided(true, why, promised(other, pen.at)),
                                    new Fact.MergedInto(row.id())));
                }
            }
            case MERGE -> {
                var into = Objects.requireNonNull(lead);
                for (var other : waiting(row)) {
                    pen.write(other, null, new Fact.MergedInto(into.id()));
                    pen.join(into, other.id(), other.told().due());
                    pen.leave(other.id(), after);
                }
            }
            case WITHDRAW, PROTECT -> passOn(row, after, pen);
            case CHANGE_ITEM -> {
                if (!catalogue.of(row.county()).get(after.item()).publicMatter()) {
                    passOn(row, after, pen);
                }
            }
            case UNDO -> {
                return undo(row, pen);
            }
            default -> {}
        }
        return null;
    }

    private List<CaseStore.Row> waiting(CaseStore.Row row) {
        return in(row, State.MERGED);
    }

    private List<CaseStore.Row> in(CaseStore.Row row, State state) {
        return store.lockJoined(row.county(), row.id()).stream()
                .filter(other -> other.told().state() == state)
                .toList();
    }

    /** The first who joined goes on in the lead's place, the others wait with her. */
    private void passOn(CaseStore.Row row, Case after, Pen pen) {
        var waiting = waiting(row);
        if (waiting.isEmpty()) {
            return;
        }
        var before = row.told();
        var heir = waiting.getFirst();
        var numbers = rules.of(row.county(), heir.told().filedAt());
        var hours = heir.told().urgent() ? numbers.contactUrgentHours() : numbers.contactHours();
        var offered = before.offered() != null && sees(heir, before.offered()) ? before.offered() : null;
        var state =
                switch (before.state()) {
                    case REGISTERED, ACCEPTED -> before.state();
                    case ASSIGNED -> offered == null ? State.ACCEPTED : State.ASSIGNED;
                    default -> State.WORKING;
                };
        pen.write(
                heir,
                Step.FALL_BACK,
                new Fact.TookLead(
                        row.id(),
                        state,
                        worker(heir, before.owner()),
                        offered,
                        offered == null ? null : before.offeredOffice(),
                        days(heir).due(pen.at, Limit.hours(hours))));
        for (var other : waiting) {
            pen.leave(other.id(), after);
            if (other != heir) {
                pen.write(other, null, new Fact.MergedInto(heir.id()));
                pen.join(heir, other.id(), other.told().due());
            }
        }
    }

    /** A step that was told to all is taken back for all, while none of them has said or done anything since. */
    private @Nullable String undo(CaseStore.Row row, Pen pen) {
        var last = row.told().history().getLast();
        for (var other : store.lockJoined(row.county(), row.id())) {
            var history = other.told().history();
            int from = 0;
            for (var entry : history) {
                from = entry.fact() instanceof Fact.Together(var lead, var _) && lead.equals(row.id())
                        ? entry.seq()
                        : from;
            }
            if (from == 0 || !history.get(from - 1).at().equals(last.at())) {
                continue;
            }
            var first = history.get(from - 1);
            if (history.subList(from - 1, history.size()).stream()
                    .anyMatch(entry ->
                            !entry.at().equals(first.at()) || !entry.actor().equals(first.actor()))) {
                return "cases.no.undo";
            }
            pen.write(other, Step.UNDO, new Fact.Undone(from));
        }
        return null;
    }

    /** The lead's worker, unless it could not see this case. */
    private UUID worker(CaseStore.Row other, UUID owner) {
        return sees(other, owner) ? owner : other.told().owner();
    }

    private boolean sees(CaseStore.Row other, UUID post) {
        var of = organizations.of(other.county()).post(post);
        var tree = regions.tree(other.county());
        return of.scopeKind() == ScopeKind.OFFICE
                || tree.get(of.place()).holds(tree.get(other.told().place()));
    }

    private WorkingTime days(CaseStore.Row row) {
        return calendar.of(row.county(), row.placeLo());
    }

    private Instant promised(CaseStore.Row row, Instant from) {
        return days(row)
                .due(from, catalogue.of(row.county()).get(row.told().item()).promise());
    }

    private interface Copies {
        List<Fact> of(CaseStore.Row other);
    }

    /** Collects what is to be written, each case once. */
    private final class Pen {
        private final CaseStore.Row main;
        private final By by;
        private final Instant at;
        private final List<Fact> own = new ArrayList<>();
        private final Map<UUID, Along> along = new LinkedHashMap<>();

        private Pen(CaseStore.Row main, By by, Instant at) {
            this.main = main;
            this.by = by;
            this.at = at;
        }

        private void write(CaseStore.Row row, @Nullable Step tells, Fact... facts) {
            var begun = along.get(row.id());
            var told = begun == null ? row.told() : begun.after();
            along.put(
                    row.id(),
                    new Along(
                            row,
                            told.with(at, by.actor(), by.post(), facts),
                            begun == null || begun.tells() == null ? tells : begun.tells()));
        }

        private Case told(CaseStore.Row row) {
            var begun = along.get(row.id());
            return begun == null ? row.told() : begun.after();
        }

        /** What was decided for the lead, in each history. */
        private void each(List<CaseStore.Row> others, Step step, Case after, Copies copies) {
            for (var other : others) {
                var facts = new ArrayList<Fact>();
                facts.add(new Fact.Together(main.id(), worker(other, after.owner())));
                facts.addAll(copies.of(other));
                write(other, step, facts.toArray(Fact[]::new));
            }
        }

        /** The earliest promise is kept for all: joining lengthens nobody's (R-REQ-6). */
        private void join(CaseStore.Row lead, UUID other, Instant due) {
            var promised = told(lead).due();
            write(lead, null, new Fact.Joined(other, due.isBefore(promised) ? due : promised));
        }

        private void part(CaseStore.Row lead, UUID other, Step step) {
            var why =
                    switch (step) {
                        case OBJECT, RECHECK -> Fact.Parted.OBJECTED;
                        case UNDO -> Fact.Parted.UNDONE;
                        default -> Fact.Parted.LEFT;
                    };
            var told = told(lead);
            write(lead, null, new Fact.Parted(other, why, step == Step.UNDO ? told.dueWithout(other) : told.due()));
        }

        /** From the case the step was taken on. */
        private void leave(UUID other, Case after) {
            own.add(new Fact.Parted(other, Fact.Parted.LEFT, after.due()));
        }

        private Moves moves(Case after, @Nullable Step tells) {
            var told = own.isEmpty() ? after : after.with(at, by.actor(), by.post(), own.toArray(Fact[]::new));
            return new Moves(told, tells, List.copyOf(along.values()), null);
        }
    }
}
