package org.onedoor.cases;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.onedoor.frame.Now;
import org.onedoor.frame.Page;
import org.onedoor.organizations.Holder;
import org.onedoor.organizations.Staffing;

/**
 * What a resident and those who work on her case wrote to each other, the first first: messages, what was still missing, and
 * what she said when she brought it. Notes of staff for staff are not among it.
 */
final class Talk {

    /** One message; {@code hers}: the resident's own. */
    record Line(String who, String when, String words, boolean hers) {}

    private Talk() {}

    static List<Line> of(Page page, Case told, Staffing staffing) {
        var lines = new ArrayList<Line>();
        for (var entry : Case.valid(told.history())) {
            var words =
                    switch (entry.fact()) {
                        case Fact.Said(var said) -> said;
                        case Fact.Contacted(var how, var note) when how.equals(Fact.Contacted.PAGE) -> note;
                        case Fact.Asked(var missing, var _) ->
                            page.t("cases.talk.missing", String.join(page.t("cases.said.comma"), missing));
                        case Fact.Supplied supplied -> supplied.note();
                        default -> null;
                    };
            if (words != null && !words.isBlank()) {
                lines.add(new Line(
                        who(page, staffing, entry.post()), page.moment(entry.at()), words, entry.post() == null));
            }
        }
        return List.copyOf(lines);
    }

    private static String who(Page page, Staffing staffing, @Nullable UUID post) {
        if (post == null) {
            return page.t("cases.talk.you");
        }
        return staffing.find(post)
                .map(found -> {
                    var office = staffing.office(found.office());
                    return (page.name(office.name(), office.nameEn()) + " "
                                    + staffing.holder(post, Now.instant())
                                            .map(Holder::name)
                                            .orElse(page.name(found.title(), found.titleEn())))
                            .strip();
                })
                .orElse("");
    }
}
