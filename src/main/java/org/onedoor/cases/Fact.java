package org.onedoor.cases;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * 事实 · One thing that happened to a case. The history of facts is the truth; state, due date and everything else on the
 * row are computed from it (R-REQ-3, foundations §7).
 *
 * <p>Stored as JSON under {@link #kind()}; a fact carries the moments it promised, so that replaying needs no calendar and
 * no rule of today.
 */
sealed interface Fact {

    /** The stable name in the history; never a class name. */
    default String kind() {
        return switch (this) {
            case Filed _ -> "filed";
            case Accepted _ -> "accepted";
            case Declined _ -> "declined";
            case LookAsked _ -> "look-asked";
            case LookDecided _ -> "look-decided";
            case Assigned _ -> "assigned";
            case Taken _ -> "taken";
            case Contacted _ -> "contacted";
            case ReturnAsked _ -> "return-asked";
            case ReturnDecided _ -> "return-decided";
            case Offered _ -> "offered";
            case OfferAccepted _ -> "offer-accepted";
            case OfferRefused _ -> "offer-refused";
            case Invited _ -> "invited";
            case Asked _ -> "asked";
            case AskingAllowed _ -> "asking-allowed";
            case Supplied _ -> "supplied";
            case ExtensionAsked _ -> "extension-asked";
            case ExtensionDecided _ -> "extension-decided";
            case Answered _ -> "answered";
            case Delivered _ -> "delivered";
            case Confirmed _ -> "confirmed";
            case Objected _ -> "objected";
            case ClosedSilent _ -> "closed-silent";
            case RecheckDrawn _ -> "recheck-drawn";
            case Rechecked _ -> "rechecked";
            case Rated _ -> "rated";
            case Withdrawn _ -> "withdrawn";
            case MergedInto _ -> "merged-into";
            case Joined _ -> "joined";
            case Parted _ -> "parted";
            case Together _ -> "together";
            case TookLead _ -> "took-lead";
            case ItemChanged _ -> "item-changed";
            case PlaceCorrected _ -> "place-corrected";
            case Protected _ -> "protected";
            case ContactChanged _ -> "contact-changed";
            case FellBack _ -> "fell-back";
            case PromiseMoved _ -> "promise-moved";
            case Climbed _ -> "climbed";
            case Corrected _ -> "corrected";
            case Noted _ -> "noted";
            case Nudged _ -> "nudged";
            case Printed _ -> "printed";
            case Undone _ -> "undone";
            case PassedOn _ -> "passed-on";
            case Said _ -> "said";
            case TellingChanged _ -> "telling-changed";
        };
    }

    /**
     * Sent by the resident or registered for her: the moment from which all four clocks run.
     *
     * @param named posts complained of, if the case is protected
     * @param accused who answered for them then (accounts); never named in words (R-REQ-14)
     */
    record Filed(
            Channel channel,
            RequestType type,
            UUID item,
            UUID place,
            boolean guarded,
            boolean urgent,
            UUID contact,
            UUID owner,
            Instant acceptDue,
            Instant dispatchDue,
            Instant contactDue,
            Instant due,
            boolean provisional,
            @Nullable List<UUID> named,
            @Nullable List<UUID> accused)
            implements Fact {

        /** About nobody in particular. */
        Filed(
                Channel channel,
                RequestType type,
                UUID item,
                UUID place,
                boolean guarded,
                boolean urgent,
                UUID contact,
                UUID owner,
                Instant acceptDue,
                Instant dispatchDue,
                Instant contactDue,
                Instant due,
                boolean provisional) {
            this(
                    channel,
                    type,
                    item,
                    place,
                    guarded,
                    urgent,
                    contact,
                    owner,
                    acceptDue,
                    dispatchDue,
                    contactDue,
                    due,
                    provisional,
                    null,
                    null);
        }
    }

    record Accepted() implements Fact {}

    /** 不予受理: reason code, legal basis and the right channel are named (R-REQ-7). */
    record Declined(String reason, String basis, String channel) implements Fact {}

    /** {@code to}: the post one level up that decides. */
    record LookAsked(String why, @Nullable UUID to) implements Fact {}

    record LookDecided(boolean accepted, String why, Instant due) implements Fact {}

    record Assigned(UUID to, UUID office, @Nullable String why) implements Fact {}

    record Taken(UUID by) implements Fact {}

    /**
     * First contact and later ones: how is {@code call}, {@code visit}, {@code message}, or {@link #PAGE}: the note is what
     * was written to her on her own page.
     */
    record Contacted(String how, @Nullable String note) implements Fact {
        static final String PAGE = "page";
    }

    /** {@code to}: the post that decides. */
    record ReturnAsked(UUID office, String why, @Nullable UUID to) implements Fact {}

    record ReturnDecided(boolean granted, String why) implements Fact {}

    /** Hand-over or 上报 ({@code up}) offered to a post. */
    record Offered(UUID to, UUID office, boolean up, String why) implements Fact {}

    record OfferAccepted(UUID by) implements Fact {}

    record OfferRefused(UUID by, String why) implements Fact {}

    record Invited(UUID to, UUID office, String why) implements Fact {}

    record Asked(List<String> missing, Instant until) implements Fact {}

    record AskingAllowed(String why) implements Fact {}

    /** The pause ends; {@code due} is where the promise now stands. How is given, not-needed, fetch or expired. */
    record Supplied(String how, @Nullable String note, Instant due) implements Fact {}

    /** {@code to}: the post that decides, held by somebody else. */
    record ExtensionAsked(
            int workingDays, String why, @Nullable UUID to) implements Fact {}

    record ExtensionDecided(boolean granted, String why, Instant due) implements Fact {}

    record Answered(Outcome outcome, String done, @Nullable String reason, Instant windowUntil) implements Fact {}

    /** The silent window starts at delivery. */
    record Delivered(Instant windowUntil) implements Fact {}

    /** How is code, phone-login or callback. */
    record Confirmed(String how) implements Fact {}

    /** 重办: same people, a new promise. */
    record Objected(
            String how, String why, Instant due, @Nullable UUID up) implements Fact {}

    record ClosedSilent() implements Fact {}

    record RecheckDrawn(UUID post, UUID office, Instant due) implements Fact {}

    /** Result is solved, not-solved or not-reached. */
    record Rechecked(String result, @Nullable String note) implements Fact {}

    record Rated(int score, @Nullable String comment, boolean show, String how) implements Fact {}

    record Withdrawn(String how, String why) implements Fact {}

    record MergedInto(UUID other) implements Fact {}

    /** Another case was joined to this one; {@code due}: the earliest of what was promised to those who wait together. */
    record Joined(UUID other, Instant due) implements Fact {}

    /** Another case is no longer joined. Why is {@link #OBJECTED}, {@link #UNDONE} or {@link #LEFT}. */
    record Parted(UUID other, String why, Instant due) implements Fact {
        static final String OBJECTED = "objected";
        static final String UNDONE = "undone";
        static final String LEFT = "left";
    }

    /** The case this one was joined to was answered by {@code owner}: that post answers here too. */
    record Together(UUID lead, UUID owner) implements Fact {}

    /**
     * The case this one was joined to goes its own way, and this one goes on in its place: with the same work at the same
     * point, but with its own resident, contact and promise.
     */
    record TookLead(
            UUID from,
            State state,
            UUID owner,
            @Nullable UUID offered,
            @Nullable UUID office,
            Instant contactDue) implements Fact {}

    record ItemChanged(UUID item, RequestType type, boolean urgent, Instant due) implements Fact {}

    record PlaceCorrected(UUID place) implements Fact {}

    /** {@code named}, {@code accused}: as at filing; whoever had a part until now is among them. */
    record Protected(
            UUID post,
            UUID office,
            @Nullable List<UUID> named,
            @Nullable List<UUID> accused) implements Fact {}

    record ContactChanged(UUID to, String why) implements Fact {}

    record FellBack(Part part, UUID to, String why) implements Fact {}

    /** Why is {@link #CALENDAR}, or {@link #ARRANGED}: the year was 暂定 when it was promised and is so no longer. */
    record PromiseMoved(Instant old, Instant due, int calendar, String why) implements Fact {
        static final String CALENDAR = "calendar";
        static final String ARRANGED = "arranged";
    }

    record Climbed(String rung, Instant dueThen, List<UUID> told) implements Fact {}

    /** The source of an imported order put it right; the promise is never later than it was. */
    record Corrected(String words, Instant due) implements Fact {}

    /** 留言: what the resident wrote on her page to those who work on it. */
    record Said(String words) implements Fact {}

    /** How she wants to be told from now on; an address stands beside the person, sealed. */
    record TellingChanged(ToldBy by) implements Fact {}

    record Noted(String note) implements Fact {}

    record Nudged() implements Fact {}

    /** A tear-off with a new answer code was printed; codes printed or sent before are void. */
    record Printed(int issue) implements Fact {}

    /** What the resident agreed to let the handler know after her mark. */
    record PassedOn(String words) implements Fact {}

    /** Entries from {@code from} up to this one are void. */
    record Undone(int from) implements Fact {}

    /** The record of a stored kind. */
    static Class<? extends Fact> of(String kind) {
        return switch (kind) {
            case "filed" -> Filed.class;
            case "accepted" -> Accepted.class;
            case "declined" -> Declined.class;
            case "look-asked" -> LookAsked.class;
            case "look-decided" -> LookDecided.class;
            case "assigned" -> Assigned.class;
            case "taken" -> Taken.class;
            case "contacted" -> Contacted.class;
            case "return-asked" -> ReturnAsked.class;
            case "return-decided" -> ReturnDecided.class;
            case "offered" -> Offered.class;
            case "offer-accepted" -> OfferAccepted.class;
            case "offer-refused" -> OfferRefused.class;
            case "invited" -> Invited.class;
            case "asked" -> Asked.class;
            case "asking-allowed" -> AskingAllowed.class;
            case "supplied" -> Supplied.class;
            case "extension-asked" -> ExtensionAsked.class;
            case "extension-decided" -> ExtensionDecided.class;
            case "answered" -> Answered.class;
            case "delivered" -> Delivered.class;
            case "confirmed" -> Confirmed.class;
            case "objected" -> Objected.class;
            case "closed-silent" -> ClosedSilent.class;
            case "recheck-drawn" -> RecheckDrawn.class;
            case "rechecked" -> Rechecked.class;
            case "rated" -> Rated.class;
            case "withdrawn" -> Withdrawn.class;
            case "merged-into" -> MergedInto.class;
            case "joined" -> Joined.class;
            case "parted" -> Parted.class;
            case "together" -> Together.class;
            case "took-lead" -> TookLead.class;
            case "item-changed" -> ItemChanged.class;
            case "place-corrected" -> PlaceCorrected.class;
            case "protected" -> Protected.class;
            case "contact-changed" -> ContactChanged.class;
            case "fell-back" -> FellBack.class;
            case "promise-moved" -> PromiseMoved.class;
            case "climbed" -> Climbed.class;
            case "corrected" -> Corrected.class;
            case "noted" -> Noted.class;
            case "nudged" -> Nudged.class;
            case "printed" -> Printed.class;
            case "undone" -> Undone.class;
            case "passed-on" -> PassedOn.class;
            case "said" -> Said.class;
            case "telling-changed" -> TellingChanged.class;
            default -> throw new IllegalArgumentException("No fact " + kind);
        };
    }
}
