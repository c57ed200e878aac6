package org.onedoor.cases;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.onedoor.frame.NotHere;
import org.onedoor.frame.NotYours;
import org.onedoor.frame.Now;
import org.onedoor.frame.Overtaken;
import org.onedoor.secrets.Secrets;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * 办件流程 · Takes the steps of a case. The caller binds the scope of the post or receipt it acts under; who may take a step
 * in which state stands in {@link Step}.
 */
@Service
@Transactional(readOnly = true)
public class Cases {

    /** An undo is offered for 10 seconds; its link works a little longer (foundations §27). */
    static final Duration UNDO = Duration.ofSeconds(60);

    /** What stays as it happened. */
    private static final Set<Step> LASTING = EnumSet.of(Step.UNDO, Step.PROTECT, Step.CONTACT, Step.PRINT);

    private final CaseStore store;
    private final Entitlement entitlement;
    private final Deciding deciding;
    private final CaseNotices notices;
    private final Together together;
    private final Marks marks;
    private final Secrets secrets;
    private final ApplicationEventPublisher events;

    Cases(
            CaseStore store,
            Entitlement entitlement,
            Deciding deciding,
            CaseNotices notices,
            Together together,
            Marks marks,
            Secrets secrets,
            ApplicationEventPublisher events) {
        this.store = store;
        this.entitlement = entitlement;
        this.deciding = deciding;
        this.notices = notices;
        this.together = together;
        this.marks = marks;
        this.secrets = secrets;
        this.events = events;
    }

    /**
     * Takes the step.
     *
     * @param version the version the caller has seen; 0 = whatever it is now
     * @throws NotHere outside this scope
     * @throws NotYours the step is for somebody else, who is named
     * @throws Overtaken somebody was faster
     */
    @Transactional
    public Stepping take(int county, UUID id, int version, Command command, By by) {
        var row = store.lock(county, id).orElseThrow(NotHere::new);
        var told = row.told();
        if (version > 0 && told.version() != version) {
            throw new Overtaken();
        }
        var refused = entitlement.refusal(row, command, by);
        if (refused != null) {
            return refused;
        }
        var step = command.step();
        var no = told.refusal(step);
        if (no != null) {
            return new Stepping.Refused(no);
        }
        return switch (deciding.decide(row, command, by)) {
            case Decision.No(var key) -> new Stepping.Refused(key);
            case Decision.Yes(var facts, var lead) -> {
                var at = Now.instant();
                var after = told.with(at, by.actor(), by.post(), facts.toArray(Fact[]::new));
                var moves = together.moves(row, after, step, by, at, lead);
                if (moves.no() != null) {
                    yield new Stepping.Refused(moves.no());
                }
                if (command instanceof Command.ChangeTelling telling && !telling(row, telling)) {
                    yield new Stepping.Refused("cases.no.nowhere");
                }
                yield finish(row, moves, step, by);
            }
        };
    }

    /** Of the person it is for, or of the asker where it is her own matter; false where nobody could call her. */
    private boolean telling(CaseStore.Row row, Command.ChangeTelling telling) {
        var mail = new FileCase.Telling(telling.by(), telling.mail()).mail();
        return store.telling(
                row.county(),
                row.id(),
                telling.by(),
                role -> mail == null
                        ? null
                        : secrets.seal(row.county(), SealedPeople.field(role) + ".mail", row.id(), mail));
    }

    /** How far these cases are, for whoever must tell it elsewhere; one statement. */
    public List<Progress> progress(int county, Collection<UUID> ids) {
        return store.progress(county, ids);
    }

    /** Writes, tells, and publishes; also for the sweeps. */
    Stepping finish(CaseStore.Row row, Case after, Step step, By by) {
        return finish(row, Together.Moves.alone(after, step), step, by);
    }

    private Stepping finish(CaseStore.Row row, Together.Moves moves, Step step, By by) {
        var after = moves.after();
        var all = new ArrayList<CaseStore.Saved>();
        all.add(new CaseStore.Saved(row, after));
        moves.along().forEach(along -> all.add(new CaseStore.Saved(along.row(), along.after())));
        var given = marks.given(row, after, step);
        var saved =
                moves.along().isEmpty() ? store.save(row, after, step, given) : store.saveAll(row.county(), all, step);
        if (!saved) {
            throw new Overtaken();
        }
        if (step == Step.UNDO) {
            notices.callBack(row.county(), moves.undone(row));
        } else {
            notices.moved(row.county(), moves.told(row));
        }
        for (var one : all) {
            events.publishEvent(new CaseEvent.CaseMoved(
                    row.county(),
                    one.after().history().getLast().at(),
                    CaseNotices.event(one.before().id(), one.after().version()),
                    by.actor(),
                    one.before().id(),
                    step,
                    one.after().state()));
        }
        all.forEach(one -> marks.after(one.before(), one.after(), step));
        if (given != null) {
            marks.told(row, after, given);
        }
        var undoable = by instanceof By.Staff && !LASTING.contains(step);
        return new Stepping.Done(row.id(), after.state(), after.version(), undoable);
    }
}
