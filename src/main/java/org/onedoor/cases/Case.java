package org.onedoor.cases;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * 办件 · A resident's case, computed from its history and nothing else.
 *
 * <p>Immutable once replayed. A step is decided by {@link #refusal} and its fact appended by {@link #with}; due date, state
 * and parties on the row are projections of this object (foundations §7).
 */
final class Case {

    private final List<Entry> history;

    private State state = State.REGISTERED;
    private @Nullable End end;
    private Channel channel = Channel.OTHER;
    private RequestType type = RequestType.HELP;
    private UUID item = new UUID(0, 0);
    private UUID place = new UUID(0, 0);
    private boolean guarded;
    private boolean urgent;
    private boolean provisional;
    private UUID contact = new UUID(0, 0);
    private UUID owner = new UUID(0, 0);
    private @Nullable UUID offered;
    private @Nullable UUID offeredOffice;
    private boolean offeredUp;
    private final Set<UUID> joint = new LinkedHashSet<>();
    private @Nullable UUID recheck;
    private @Nullable Instant recheckDue;
    private Instant filedAt = Instant.EPOCH;
    private Instant promisedAt = Instant.EPOCH;
    private Instant acceptDue = Instant.EPOCH;
    private Instant dispatchDue = Instant.EPOCH;
    private Instant contactDue = Instant.EPOCH;
    private Instant due = Instant.EPOCH;
    private @Nullable Instant acceptedAt;
    private @Nullable Instant dispatchedAt;
    private @Nullable Instant contactedAt;
    private @Nullable Instant pausedSince;
    private @Nullable Instant waitUntil;
    private List<String> missing = List.of();
    private int asked;
    private int askingAllowed = 1;
    private final Set<UUID> returnedBy = new HashSet<>();
    private @Nullable UUID returnAskedBy;
    private @Nullable UUID returnTo;
    private boolean extensionAsked;
    private boolean extensionUsed;
    private @Nullable UUID extensionTo;
    private int extensionDays;
    private boolean lookUsed;
    private boolean lookPending;
    private @Nullable UUID lookTo;
    private int codeIssue = 1;
    private int round = 1;
    private @Nullable Outcome outcome;
    private @Nullable String done;
    private @Nullable Instant answeredAt;
    private boolean delivered;
    private @Nullable Instant windowUntil;
    private @Nullable Instant closedAt;
    private boolean keptInTime;
    private @Nullable Integer rating;
    private @Nullable Integer firstRating;
    private @Nullable Instant ratedAt;
    private int ratings;
    private @Nullable UUID mergedInto;
    private @Nullable Instant mergedAt;
    private final Set<UUID> joined = new LinkedHashSet<>();
    private final Set<UUID> named = new LinkedHashSet<>();
    private final Set<UUID> accused = new LinkedHashSet<>();
    private final List<String> rungs = new ArrayList<>();
    private int unanswered;
    private boolean untold;

    /** So many messages may wait for an answer; more is a matter for the telephone. */
    private static final int UNANSWERED = 5;

    private Case(List<Entry> history) {
        this.history = List.copyOf(history);
    }

    /** The case that this history tells. */
    static Case of(List<Entry> history) {
        var told = new Case(history);
        for (var entry : valid(history)) {
            told.apply(entry);
        }
        return told;
    }

    /** The same case after one more thing happened. */
    Case with(Instant at, UUID actor, @Nullable UUID post, Fact... facts) {
        var longer = new ArrayList<>(history);
        for (var fact : facts) {
            longer.add(new Entry(longer.size() + 1, at, actor, post, fact));
        }
        return of(longer);
    }

    /** Lines that were not undone. */
    static List<Entry> valid(List<Entry> history) {
        var standing = new ArrayList<Entry>(history.size());
        for (var entry : history) {
            if (entry.fact() instanceof Fact.Undone(int from)) {
                standing.removeIf(earlier -> earlier.seq() >= from);
            }
            standing.add(entry);
        }
        return standing;
    }

    /** Message key of the sentence that says why this step is not possible now, or null when it is. */
    @Nullable
    String refusal(Step step) {
        if (!step.possibleIn(state)) {
            return "cases.no.state";
        }
        return switch (step) {
            case LOOK_AGAIN -> lookUsed ? "cases.no.look-used" : null;
            case DECIDE_LOOK -> lookPending ? null : "cases.no.no-look";
            case SEND_BACK -> sendBackRefusal();
            case DECIDE_SEND_BACK -> returnAskedBy == null ? "cases.no.no-return" : null;
            case OFFER, ESCALATE -> offered != null ? "cases.no.offer-pending" : null;
            case ACCEPT_OFFER, REFUSE_OFFER -> offered == null ? "cases.no.no-offer" : null;
            case ASK -> asked >= askingAllowed ? "cases.no.asked-once" : null;
            case ALLOW_ASKING_AGAIN -> asked < askingAllowed ? "cases.no.asking-open" : null;
            case ASK_EXTENSION -> extensionUsed || extensionAsked ? "cases.no.extension-used" : null;
            case DECIDE_EXTENSION -> extensionAsked ? null : "cases.no.no-extension";
            case CONFIRM -> state == State.CLOSED && end != End.SILENT ? "cases.no.said" : null;
            case OBJECT -> state == State.CLOSED && end == End.REJECTED ? "cases.no.said" : null;
            case RECHECK -> recheck == null ? "cases.no.no-recheck" : null;
            case PROTECT -> guarded ? "cases.no.guarded" : null;
            case SAY -> unanswered >= UNANSWERED ? "cases.no.said-enough" : null;
            default -> null;
        };
    }

    private @Nullable String sendBackRefusal() {
        if (returnAskedBy != null) {
            return "cases.no.return-pending";
        }
        return offeredOffice != null && returnedBy.contains(offeredOffice) ? "cases.no.returned-once" : null;
    }

    /** What those who want to be called are called for. */
    private static boolean news(Fact fact) {
        return fact instanceof Fact.Asked
                || fact instanceof Fact.Answered
                || fact instanceof Fact.Declined
                || fact instanceof Fact.LookDecided
                || fact instanceof Fact.MergedInto
                || fact instanceof Fact.ContactChanged;
    }

    private void apply(Entry entry) {
        var at = entry.at();
        untold |= news(entry.fact());
        switch (entry.fact()) {
            case Fact.Filed filed -> file(filed, at);
            case Fact.Accepted _ -> accept(at);
            case Fact.Declined _ -> {
                state = State.DECLINED;
                closedAt = at;
                settle();
            }
            case Fact.LookAsked look -> {
                lookUsed = true;
                lookPending = true;
                lookTo = look.to();
            }
            case Fact.LookDecided look -> {
                lookPending = false;
                lookTo = null;
                if (look.accepted()) {
                    state = State.ACCEPTED;
                    closedAt = null;
                    mergedInto = null;
                    due = look.due();
                    promisedAt = at;
                }
            }
            case Fact.Assigned assigned -> {
                state = State.ASSIGNED;
                dispatchedAt = at;
                offer(assigned.to(), assigned.office(), false);
            }
            case Fact.Taken taken -> {
                state = State.TAKEN;
                own(taken.by());
            }
            case Fact.Contacted contacted -> {
                contactedAt = contactedAt == null ? at : contactedAt;
                unanswered = 0;
                untold = untold && contacted.how().equals(Fact.Contacted.PAGE);
                startWorking();
            }
            case Fact.Said _ -> {
                unanswered++;
                untold = false;
            }
            case Fact.ReturnAsked asked -> {
                returnAskedBy = asked.office();
                returnTo = asked.to();
            }
            case Fact.ReturnDecided decided -> decideReturn(decided);
            case Fact.Offered offer -> offer(offer.to(), offer.office(), offer.up());
            case Fact.OfferAccepted accepted -> {
                own(accepted.by());
                if (state == State.REGISTERED || state == State.ACCEPTED) {
                    accept(at);
                    dispatchedAt = at;
                    state = State.TAKEN;
                }
            }
            case Fact.OfferRefused _ -> clearOffer();
            case Fact.Invited invited -> joint.add(invited.to());
            case Fact.Asked ask -> {
                state = State.WAITING;
                asked++;
                missing = ask.missing();
                pausedSince = at;
                waitUntil = ask.until();
            }
            case Fact.AskingAllowed _ -> askingAllowed++;
            case Fact.Supplied supplied -> {
                state = State.WORKING;
                untold = false;
                pausedSince = null;
                waitUntil = null;
                due = supplied.due();
            }
            case Fact.ExtensionAsked asked -> {
                extensionAsked = true;
                extensionTo = asked.to();
                extensionDays = asked.workingDays();
            }
            case Fact.ExtensionDecided decided -> {
                extensionAsked = false;
                extensionTo = null;
                extensionUsed = true;
                due = decided.due();
            }
            case Fact.Answered answered -> answer(answered, at);
            case Fact.Delivered sent -> {
                untold = false;
                delivered = true;
                windowUntil = sent.windowUntil();
            }
            case Fact.Confirmed _ -> close(End.APPROVED, at);
            case Fact.Objected objected -> reopen(objected, at);
            case Fact.ClosedSilent _ -> close(End.SILENT, at);
            case Fact.RecheckDrawn drawn -> {
                recheck = drawn.post();
                recheckDue = drawn.due();
            }
            case Fact.Rechecked result -> recheck(result, at);
            case Fact.Rated rated -> {
                rating = rated.score();
                if (ratings++ == 0) {
                    firstRating = rated.score();
                    ratedAt = at;
                }
            }
            case Fact.Withdrawn _ -> {
                state = State.WITHDRAWN;
                mergedInto = null;
                closedAt = at;
                settle();
            }
            case Fact.MergedInto merged -> {
                state = State.MERGED;
                settle();
                mergedInto = merged.other();
                mergedAt = at;
            }
            case Fact.Joined other -> {
                joined.add(other.other());
                due = other.due();
            }
            case Fact.Parted other -> {
                joined.remove(other.other());
                due = other.due();
            }
            case Fact.Together together -> own(together.owner());
            case Fact.TookLead lead -> takeLead(lead, at);
            case Fact.Printed printed -> codeIssue = printed.issue();
            case Fact.Noted _, Fact.Nudged _, Fact.PassedOn _, Fact.Undone _, Fact.TellingChanged _ -> {}
            case Fact.ItemChanged changed -> {
                item = changed.item();
                type = changed.type();
                urgent = changed.urgent();
                due = changed.due();
            }
            case Fact.PlaceCorrected corrected -> place = corrected.place();
            case Fact.Protected to -> {
                guarded = true;
                about(to.named(), to.accused());
                contact = to.post();
                own(to.post());
                joint.clear();
                noRecheck();
                settle();
                lookTo = lookPending ? to.post() : null;
                mergedInto = null;
                if (state == State.MERGED) {
                    state = State.REGISTERED;
                }
            }
            case Fact.ContactChanged changed -> contact = changed.to();
            case Fact.FellBack back -> {
                switch (back.part()) {
                    case CONTACT -> contact = back.to();
                    case OFFERED -> offered = back.to();
                    default -> own(back.to());
                }
            }
            case Fact.PromiseMoved moved -> {
                due = moved.due();
                provisional = provisional && !moved.why().equals(Fact.PromiseMoved.ARRANGED);
            }
            case Fact.Corrected corrected -> due = corrected.due();
            case Fact.Climbed climbed -> rungs.add(round + ":" + climbed.rung());
        }
    }

    private void file(Fact.Filed filed, Instant at) {
        channel = filed.channel();
        type = filed.type();
        item = filed.item();
        place = filed.place();
        guarded = filed.guarded();
        urgent = filed.urgent();
        provisional = filed.provisional();
        contact = filed.contact();
        owner = filed.owner();
        filedAt = at;
        promisedAt = at;
        acceptDue = filed.acceptDue();
        dispatchDue = filed.dispatchDue();
        contactDue = filed.contactDue();
        due = filed.due();
        about(filed.named(), filed.accused());
    }

    private void about(@Nullable List<UUID> posts, @Nullable List<UUID> people) {
        named.addAll(posts == null ? List.of() : posts);
        accused.addAll(people == null ? List.of() : people);
    }

    private void accept(Instant at) {
        acceptedAt = acceptedAt == null ? at : acceptedAt;
        state = State.ACCEPTED;
    }

    private void takeLead(Fact.TookLead lead, Instant at) {
        state = lead.state();
        mergedInto = null;
        contactDue = lead.contactDue();
        own(lead.owner());
        if (state != State.REGISTERED) {
            acceptedAt = acceptedAt == null ? at : acceptedAt;
        }
        if (state != State.REGISTERED && state != State.ACCEPTED) {
            dispatchedAt = dispatchedAt == null ? at : dispatchedAt;
        }
        if (lead.offered() != null && lead.office() != null) {
            offer(lead.offered(), lead.office(), false);
        }
    }

    private void startWorking() {
        if (state == State.TAKEN) {
            state = State.WORKING;
        }
    }

    private void offer(UUID to, UUID office, boolean up) {
        offered = to;
        offeredOffice = office;
        offeredUp = up;
        returnAskedBy = null;
        returnTo = null;
    }

    /** The owner changes only here: when another post accepted, or the fallback took over. */
    private void own(UUID post) {
        owner = post;
        offered = null;
        returnAskedBy = null;
        returnTo = null;
    }

    private void clearOffer() {
        offered = null;
        offeredOffice = null;
        offeredUp = false;
    }

    private void decideReturn(Fact.ReturnDecided decided) {
        if (decided.granted()) {
            returnedBy.add(Objects.requireNonNull(returnAskedBy));
            state = State.ACCEPTED;
            clearOffer();
            owner = contact;
        }
        returnAskedBy = null;
        returnTo = null;
    }

    private void answer(Fact.Answered answered, Instant at) {
        state = State.ANSWERED;
        outcome = answered.outcome();
        done = answered.done();
        answeredAt = at;
        delivered = false;
        windowUntil = answered.windowUntil();
        keptInTime = !at.isAfter(due);
        settle();
    }

    /** What was asked of others is no longer needed. */
    private void settle() {
        clearOffer();
        returnAskedBy = null;
        returnTo = null;
        extensionAsked = false;
        extensionTo = null;
    }

    private void close(End how, Instant at) {
        state = State.CLOSED;
        end = how;
        closedAt = at;
        noRecheck();
    }

    private void noRecheck() {
        recheck = null;
        recheckDue = null;
    }

    private void reopen(Fact.Objected objected, Instant at) {
        state = State.WORKING;
        end = null;
        closedAt = null;
        // Said by one of several who waited together: her matter goes on alone (decision 0019).
        mergedInto = null;
        due = objected.due();
        promisedAt = at;
        round++;
        noRecheck();
        extensionUsed = false;
        if (objected.up() != null) {
            owner = objected.up();
        }
    }

    private void recheck(Fact.Rechecked result, Instant at) {
        switch (result.result()) {
            case "solved" -> close(End.APPROVED, at);
            case "not-solved" -> noRecheck();
            default -> {
                if (tries() >= 2) {
                    close(End.SILENT, at);
                }
            }
        }
    }

    /** How often the recheck did not reach the resident in this round. */
    int tries() {
        int tries = 0;
        for (var entry : valid(history)) {
            if (entry.fact() instanceof Fact.Rechecked r && r.result().equals("not-reached")) {
                tries++;
            } else if (entry.fact() instanceof Fact.Answered) {
                tries = 0;
            }
        }
        return tries;
    }

    /** First line of the last save, when {@code actor} made it and nothing followed; 0 when there is nothing to undo. */
    int undoableBy(UUID actor, Instant since) {
        var last = history.getLast();
        if (!last.actor().equals(actor)
                || last.at().isBefore(since)
                || last.fact() instanceof Fact.Undone
                || last.fact() instanceof Fact.Printed) {
            return 0;
        }
        int from = last.seq();
        while (from > 2
                && history.get(from - 2).at().equals(last.at())
                && history.get(from - 2).actor().equals(actor)) {
            from--;
        }
        var facts = history.subList(from - 1, history.size()).stream()
                .map(Entry::fact)
                .toList();
        return from > 1 && facts.stream().noneMatch(Case::byAnother) && !lasting(facts) ? from : 0;
    }

    /** What was written to the resident has been sent, and who re-routed a case to the protected path no longer sees it. */
    private static boolean lasting(List<Fact> facts) {
        return facts.stream()
                .anyMatch(fact -> fact instanceof Fact.Protected
                        || fact instanceof Fact.Contacted contacted
                                && contacted.how().equals(Fact.Contacted.PAGE));
    }

    /** Written because of a step of another case: taken back there, or not at all. */
    private static boolean byAnother(Fact fact) {
        return fact instanceof Fact.Joined
                || fact instanceof Fact.Parted
                || fact instanceof Fact.Together
                || fact instanceof Fact.TookLead;
    }

    /** What a step that is undone had promised is no promise: the due date without this line. */
    Instant dueWithout(UUID joined) {
        return of(history.stream()
                        .filter(entry ->
                                !(entry.fact() instanceof Fact.Joined(var other, var _) && other.equals(joined)))
                        .toList())
                .due();
    }

    /** Every post that has a part now, and which; contact and owner are always there. */
    List<Party> parties() {
        var parties = new ArrayList<Party>();
        parties.add(new Party(Part.CONTACT, contact));
        parties.add(new Party(Part.OWNER, owner));
        if (offered != null) {
            parties.add(new Party(Part.OFFERED, offered));
        }
        for (var helper : joint) {
            parties.add(new Party(Part.JOINT, helper));
        }
        if (recheck != null) {
            parties.add(new Party(Part.RECHECK, recheck));
        }
        for (var decider : deciders()) {
            parties.add(new Party(Part.DECIDER, decider));
        }
        return parties;
    }

    /** Posts that must decide something now, each once. */
    Set<UUID> deciders() {
        var deciders = new LinkedHashSet<UUID>();
        for (var post : new @Nullable UUID[] {returnTo, extensionTo, lookTo}) {
            if (post != null) {
                deciders.add(post);
            }
        }
        return deciders;
    }

    /** How many messages of the resident wait for an answer. */
    int unanswered() {
        return unanswered;
    }

    /** Something happened that she is to be told, and nobody has spoken to her since; matters to whom is called. */
    boolean untold() {
        return untold;
    }

    /** The last thing that happened is a message to her on her page. */
    boolean writtenHere() {
        return history.getLast().fact() instanceof Fact.Contacted(var how, var _) && how.equals(Fact.Contacted.PAGE);
    }

    /** Whether this part still owes something. */
    boolean owes(Part part) {
        return switch (part) {
            case CONTACT, OWNER, OFFERED, JOINT -> state.open();
            case RECHECK, DECIDER -> true;
        };
    }

    /** When this part owes the next thing: the first clock that still runs (R-REQ-6), or the promise. */
    Instant owedBy(Part part) {
        return switch (part) {
            case RECHECK -> recheckDue == null ? due : recheckDue;
            case DECIDER, JOINT -> due;
            case CONTACT, OWNER, OFFERED -> stepDue();
        };
    }

    /** What is owed next: acceptance, dispatch, first contact, the resident's supplement, at last the promise. */
    Instant stepDue() {
        return switch (state) {
            case REGISTERED -> earlier(acceptDue, due);
            case ACCEPTED -> earlier(dispatchDue, due);
            case ASSIGNED, TAKEN, WORKING -> contactedAt == null ? earlier(contactDue, due) : due;
            case WAITING -> waitUntil == null ? due : waitUntil;
            case DECLINED, ANSWERED, CLOSED, WITHDRAWN, MERGED -> due;
        };
    }

    /** Where lists put the case: its promise, never before a pause ends. */
    Instant listedAt() {
        return waitUntil != null && waitUntil.isAfter(due) ? waitUntil : due;
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }

    /** A post and its part. */
    record Party(Part part, UUID post) {}

    List<Entry> history() {
        return history;
    }

    int version() {
        return history.size();
    }

    State state() {
        return state;
    }

    @Nullable
    End end() {
        return end;
    }

    Channel channel() {
        return channel;
    }

    RequestType type() {
        return type;
    }

    UUID item() {
        return item;
    }

    UUID place() {
        return place;
    }

    boolean guarded() {
        return guarded;
    }

    boolean urgent() {
        return urgent;
    }

    boolean provisional() {
        return provisional;
    }

    UUID contact() {
        return contact;
    }

    UUID owner() {
        return owner;
    }

    @Nullable
    UUID offered() {
        return offered;
    }

    boolean offeredUp() {
        return offeredUp;
    }

    @Nullable
    UUID recheckPost() {
        return recheck;
    }

    /** Until when the drawn recheck is to be made. */
    @Nullable
    Instant recheckDue() {
        return recheckDue;
    }

    Instant filedAt() {
        return filedAt;
    }

    /** When the promise that runs now was given: at filing, or when the case was opened again. */
    Instant promisedAt() {
        return promisedAt;
    }

    Instant acceptDue() {
        return acceptDue;
    }

    Instant dispatchDue() {
        return dispatchDue;
    }

    Instant contactDue() {
        return contactDue;
    }

    /** What the resident was told. */
    Instant due() {
        return due;
    }

    @Nullable
    Instant acceptedAt() {
        return acceptedAt;
    }

    @Nullable
    Instant dispatchedAt() {
        return dispatchedAt;
    }

    @Nullable
    Instant contactedAt() {
        return contactedAt;
    }

    @Nullable
    Instant pausedSince() {
        return pausedSince;
    }

    @Nullable
    Instant waitUntil() {
        return waitUntil;
    }

    List<String> missing() {
        return missing;
    }

    boolean returnPending() {
        return returnAskedBy != null;
    }

    boolean extensionPending() {
        return extensionAsked;
    }

    int extensionDays() {
        return extensionDays;
    }

    boolean lookPending() {
        return lookPending;
    }

    /** Which answer code counts: printing a tear-off makes the older ones void. */
    int codeIssue() {
        return codeIssue;
    }

    int round() {
        return round;
    }

    @Nullable
    Outcome outcome() {
        return outcome;
    }

    @Nullable
    String done() {
        return done;
    }

    @Nullable
    Instant answeredAt() {
        return answeredAt;
    }

    boolean delivered() {
        return delivered;
    }

    @Nullable
    Instant windowUntil() {
        return windowUntil;
    }

    @Nullable
    Instant closedAt() {
        return closedAt;
    }

    /** The answer came in time; the promise is kept only if it was also confirmed or upheld. */
    boolean keptInTime() {
        return keptInTime;
    }

    @Nullable
    Integer rating() {
        return rating;
    }

    /** The original mark, which a second one after a follow-up does not replace (R-REQ-11). */
    @Nullable
    Integer firstRating() {
        return firstRating;
    }

    @Nullable
    Instant ratedAt() {
        return ratedAt;
    }

    int ratings() {
        return ratings;
    }

    @Nullable
    UUID mergedInto() {
        return mergedInto;
    }

    /** Posts a protected case is about. */
    Set<UUID> named() {
        return java.util.Collections.unmodifiableSet(named);
    }

    /** People (accounts) a protected case is about: none of them ever has a part in it. */
    Set<UUID> accused() {
        return java.util.Collections.unmodifiableSet(accused);
    }

    @Nullable
    Instant mergedAt() {
        return mergedAt;
    }

    /** Cases that were joined to this one and still are, in the order in which they came. */
    Set<UUID> joined() {
        return java.util.Collections.unmodifiableSet(joined);
    }

    @Nullable
    UUID offeredOffice() {
        return offeredOffice;
    }

    boolean climbed(String rung) {
        return rungs.contains(round + ":" + rung);
    }
}
