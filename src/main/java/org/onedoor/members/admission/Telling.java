package org.onedoor.members.admission;

import java.util.Locale;
import org.onedoor.frame.Page;

/** What a line of history says beside its step, in the reader's language. */
final class Telling {

    private Telling() {}

    static String of(Fact fact, Page page) {
        return switch (fact) {
            case Fact.Taken _ -> "";
            case Fact.Decided decided ->
                join(page.t(decided.agreed() ? "admission.said.yes" : "admission.said.no"), decided.document());
            case Fact.Named named ->
                page.t("admission.said.named", named.backers().size());
            case Fact.NoticePosted _ -> page.t("admission.said.posted");
            case Fact.Objected _ -> page.t("admission.said.objected");
            case Fact.Settled settled -> page.t(settled.upheld() ? "admission.said.upheld" : "admission.said.settled");
            case Fact.NoticeOver _ -> page.t("admission.said.over");
            case Fact.Trained trained ->
                join(page.t("admission.said.trained", trained.days(), trained.hours()), trained.exception());
            case Fact.PreReviewed pre ->
                join(page.t(pre.passed() ? "admission.said.yes" : "admission.said.no"), pre.document());
            case Fact.Voted voted -> vote(voted.vote(), page);
            case Fact.FullVoted full ->
                page.t("admission.expiry." + full.what().name().toLowerCase(Locale.ROOT), full.months()) + " · "
                        + vote(full.vote(), page);
            case Fact.PaperKept kept ->
                Paper.find(kept.code())
                                .map(paper -> page.name(paper.name(), paper.nameEn()))
                                .orElse(kept.code()) + " · " + join(kept.place(), kept.document());
            case Fact.TakenBack back -> page.t("admission.said.back", back.seq());
            case Fact.Ended ended ->
                join(page.t("admission.end." + ended.how().name().toLowerCase(Locale.ROOT)), ended.document());
        };
    }

    private static String vote(Vote vote, Page page) {
        return page.t("admission.said.vote", vote.due(), vote.present(), vote.ayes());
    }

    private static String join(String said, @org.jspecify.annotations.Nullable String document) {
        return document == null || document.isBlank() ? said : said + " · " + document;
    }
}
