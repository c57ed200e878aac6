package org.onedoor.cases;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.onedoor.accounts.Directory;
import org.onedoor.catalogue.Items;
import org.onedoor.frame.Page;
import org.onedoor.organizations.Post;
import org.onedoor.organizations.Staffing;
import org.onedoor.regions.PlaceTree;

/** A case's history in the words of staff, newest first. What a resident reads is told elsewhere. */
final class History {

    /** One line: who, under which post, what, and what was said. */
    record Line(Instant at, String when, String who, String what, String said) {}

    private final Page page;
    private final Timing timing;
    private final Staffing staffing;
    private final Directory people;
    private final PlaceTree tree;
    private final Items items;

    History(Page page, Timing timing, Staffing staffing, Directory people, PlaceTree tree, Items items) {
        this.page = page;
        this.timing = timing;
        this.staffing = staffing;
        this.people = people;
        this.tree = tree;
        this.items = items;
    }

    List<Line> of(List<Entry> history) {
        var lines = new ArrayList<Line>(history.size());
        for (var entry : shown(history).reversed()) {
            lines.add(new Line(
                    entry.at(),
                    timing.ago(entry.at()),
                    who(entry),
                    page.t("cases.fact." + entry.fact().kind()),
                    said(entry.fact())));
        }
        return lines;
    }

    /** A second mark is only given after a low one, so that there was one is not shown (R-REQ-11). */
    static List<Entry> shown(List<Entry> history) {
        boolean[] rated = {false};
        return history.stream()
                .filter(entry -> {
                    var again = entry.fact() instanceof Fact.Rated && rated[0];
                    rated[0] |= entry.fact() instanceof Fact.Rated;
                    return !again;
                })
                .toList();
    }

    /** 望溪村村委会 窗口值班员 陈小满 · 居民 · 系统. */
    String who(Entry entry) {
        if (entry.actor().equals(new By.Clockwork().actor())) {
            return page.t("cases.by.system");
        }
        var name = people.find(entry.actor()).map(Directory.Person::name).orElse("");
        if (entry.post() == null) {
            return name.isEmpty() ? page.t("cases.by.resident") : name;
        }
        return (post(entry.post()) + " " + name).strip();
    }

    private String post(UUID id) {
        return staffing.find(id)
                .map(post -> office(post) + " " + page.name(post.title(), post.titleEn()))
                .orElse("");
    }

    private String office(Post post) {
        var office = staffing.office(post.office());
        return page.name(office.name(), office.nameEn());
    }

    /** Ratings of single people are not shown to those who did the work (R-REQ-10); a comment only when she ticked so. */
    private String said(Fact fact) {
        return switch (fact) {
            case Fact.Filed filed -> page.t(filed.channel().text());
            case Fact.Declined no -> words(StepForms.reason(page, no.reason()), no.basis(), no.channel());
            case Fact.LookAsked look -> words(look.why(), to(look.to()));
            case Fact.LookDecided look ->
                words(page.t(look.accepted() ? "cases.said.look-yes" : "cases.said.look-no"), look.why());
            case Fact.Assigned assigned -> words(to(assigned.to()), assigned.why());
            case Fact.Contacted contacted -> words(page.t("cases.how." + contacted.how()), contacted.note());
            case Fact.ReturnAsked asked -> words(asked.why(), to(asked.to()));
            case Fact.ReturnDecided decided ->
                words(page.t(decided.granted() ? "cases.said.granted" : "cases.said.refused"), decided.why());
            case Fact.Offered offer -> words(to(offer.to()), offer.why());
            case Fact.OfferRefused refused -> refused.why();
            case Fact.Invited invited -> words(to(invited.to()), invited.why());
            case Fact.Asked asked ->
                words(
                        String.join(page.t("cases.said.comma"), asked.missing()),
                        page.t("cases.said.until", timing.brief(asked.until())));
            case Fact.AskingAllowed allowed -> allowed.why();
            case Fact.Supplied supplied -> words(page.t("cases.supplied." + supplied.how()), supplied.note());
            case Fact.ExtensionAsked asked ->
                words(page.t("cases.said.days", asked.workingDays()), asked.why(), to(asked.to()));
            case Fact.ExtensionDecided decided ->
                words(
                        page.t(decided.granted() ? "cases.said.granted" : "cases.said.refused"),
                        decided.why(),
                        page.t("cases.said.due", timing.brief(decided.due())));
            case Fact.Answered answered ->
                words(page.t(outcome(answered.outcome())), answered.done(), answered.reason());
            case Fact.Confirmed confirmed -> page.t("cases.by." + confirmed.how());
            case Fact.Objected objected ->
                words(objected.why(), page.t("cases.said.due", timing.brief(objected.due())));
            case Fact.RecheckDrawn drawn -> to(drawn.post());
            case Fact.Rechecked result -> words(page.t("cases.recheck." + result.result()), result.note());
            case Fact.Rated rated -> rated.show() && rated.comment() != null ? rated.comment() : "";
            case Fact.Withdrawn withdrawn -> words(withdrawn.why(), page.t("cases.by." + withdrawn.how()));
            case Fact.ItemChanged changed ->
                items.find(changed.item())
                        .map(item -> page.name(item.name(), item.nameEn()))
                        .orElse("");
            case Fact.PlaceCorrected corrected ->
                tree.find(corrected.place()).map(place -> tree.path(place.id())).orElse("");
            case Fact.Protected _ -> "";
            case Fact.ContactChanged changed -> words(to(changed.to()), changed.why());
            case Fact.FellBack back -> words(to(back.to()), back.why());
            case Fact.PromiseMoved moved ->
                words(moved.why(), page.t("cases.said.moved", timing.brief(moved.old()), timing.brief(moved.due())));
            case Fact.Climbed climbed ->
                words(climbed.told().stream().map(this::post).toArray(String[]::new));
            case Fact.Corrected corrected -> corrected.words();
            case Fact.Noted noted -> noted.note();
            case Fact.Said said -> said.words();
            case Fact.TellingChanged changed -> page.t(changed.by().text());
            case Fact.Parted parted ->
                parted.why().equals(Fact.Parted.OBJECTED) ? page.t("cases.said.parted-objected") : "";
            case Fact.PassedOn on -> on.words();
            case Fact.Accepted _,
                    Fact.Taken _,
                    Fact.OfferAccepted _,
                    Fact.Delivered _,
                    Fact.ClosedSilent _,
                    Fact.MergedInto _,
                    Fact.Joined _,
                    Fact.Together _,
                    Fact.TookLead _,
                    Fact.Printed _,
                    Fact.Nudged _,
                    Fact.Undone _ -> "";
        };
    }

    static String outcome(Outcome outcome) {
        return switch (outcome) {
            case SOLVED -> "cases.outcome.solved";
            case PARTLY -> "cases.outcome.partly";
            case NOT_POSSIBLE -> "cases.outcome.not-possible";
        };
    }

    private String to(@Nullable UUID post) {
        return post == null ? "" : "→ " + post(post);
    }

    private static String words(@Nullable String... parts) {
        var said = new StringBuilder();
        for (var part : parts) {
            if (part != null && !part.isBlank()) {
                said.append(said.isEmpty() ? "" : " · ").append(part.strip());
            }
        }
        return said.toString();
    }
}
