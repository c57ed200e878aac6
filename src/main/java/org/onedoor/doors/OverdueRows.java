package org.onedoor.doors;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.onedoor.cases.LowMarks;
import org.onedoor.cases.Supervision;
import org.onedoor.frame.Actor;
import org.onedoor.frame.Now;
import org.onedoor.frame.Page;
import org.onedoor.organizations.PostKind;
import org.onedoor.organizations.Staffing;
import org.onedoor.regions.Level;
import org.onedoor.regions.PlaceTree;
import org.onedoor.secrets.Phones;

/** Lines of the supervisor's lists as they are shown: how late, what, where, and whom to call by one tap. */
final class OverdueRows {

    /**
     * One row.
     *
     * @param who office, post and name of whoever has it in hand
     * @param secretary who answers for the village (M01); empty when she is the one to call
     * @param followed whoever has it in hand calls the resident about her mark
     */
    record Row(
            UUID id,
            String number,
            String time,
            boolean late,
            String title,
            String why,
            String place,
            String office,
            String who,
            String phone,
            String secretary,
            boolean guarded,
            boolean urgent,
            boolean followed) {}

    private final Page page;
    private final Staffing staffing;
    private final PlaceTree tree;
    private final Instant now = Now.instant();

    OverdueRows(Page page, Staffing staffing, PlaceTree tree) {
        this.page = page;
        this.staffing = staffing;
        this.tree = tree;
    }

    List<Row> of(List<Supervision.Line> lines) {
        return lines.stream().map(this::row).toList();
    }

    /** Low marks that are followed up: whom to call about them, and who answers for the village. */
    List<Row> followed(List<LowMarks.FollowUp> ups) {
        return ups.stream()
                .map(up -> row(
                        new Supervision.Line(
                                up.id(),
                                up.number(),
                                up.title(),
                                up.due(),
                                up.place(),
                                Objects.requireNonNullElse(up.post(), Actor.NOBODY),
                                false,
                                false,
                                ""),
                        true))
                .toList();
    }

    private Row row(Supervision.Line line) {
        return row(line, false);
    }

    private Row row(Supervision.Line line, boolean followed) {
        var post = staffing.find(line.owner());
        var office = post.flatMap(one -> staffing.findOffice(one.office()));
        var holder = staffing.holder(line.owner(), now);
        var title = post.map(one -> page.name(one.title(), one.titleEn())).orElse("");
        var phone = holder.map(one -> one.phone())
                .filter(one -> !one.isBlank())
                .or(() -> office.map(one -> one.phone()))
                .orElse("");
        var name = holder.map(one -> one.name()).orElse(page.t("doors.supervisor.nobody"));
        return new Row(
                line.id(),
                line.number(),
                time(line.due()),
                line.due().isBefore(now),
                line.title(),
                line.why().isEmpty() ? "" : page.t(line.why()),
                place(line),
                office.map(one -> page.name(one.name(), one.nameEn())).orElse(""),
                title.isEmpty() ? name : title + " " + name,
                phone.isBlank() ? "" : Phones.atHome(phone),
                line.guarded() ? "" : secretary(line),
                line.guarded(),
                line.urgent(),
                followed);
    }

    private String place(Supervision.Line line) {
        return line.guarded()
                ? ""
                : tree.find(line.place())
                        .map(place -> page.english() ? tree.englishPath(place.id()) : tree.path(place.id()))
                        .orElse("");
    }

    /** Every overdue item has a secretary who answers for it, by name (M01). */
    private String secretary(Supervision.Line line) {
        return tree.find(line.place())
                .flatMap(place -> tree.above(place.id(), Level.VILLAGE))
                .flatMap(village -> staffing.postsOf(village.id()).stream()
                        .filter(post ->
                                post.kind() == PostKind.SECRETARY && !post.id().equals(line.owner()))
                        .findFirst())
                .flatMap(post -> staffing.holder(post.id(), now)
                        .map(holder -> page.name(post.title(), post.titleEn()) + " " + holder.name()))
                .orElse("");
    }

    private String time(Instant due) {
        boolean late = due.isBefore(now);
        var between = late ? Duration.between(due, now) : Duration.between(now, due);
        if (between.toHours() < 1) {
            long minutes = Math.max(1, between.toMinutes());
            return late ? page.t("doors.time.over-minutes", minutes) : page.t("doors.time.left-minutes", minutes);
        }
        if (between.toHours() < 24) {
            return late
                    ? page.t("doors.time.over-hours", between.toHours())
                    : page.t("doors.time.left-hours", between.toHours());
        }
        return late
                ? page.t("doors.time.over-days", between.toDays())
                : page.t("doors.time.left-days", between.toDays());
    }
}
