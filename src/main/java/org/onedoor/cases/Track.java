package org.onedoor.cases;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.onedoor.frame.Now;
import org.onedoor.frame.Page;
import org.onedoor.organizations.Holder;
import org.onedoor.organizations.Staffing;

/** A case in its resident's words: the tag, and at most five steps from asking to "办好了没有". */
final class Track {

    /** State is {@code done}, {@code now} or {@code todo}. */
    record Line(String state, String title, String when, String who) {}

    /** A tag: text, tint and icon. */
    record Tag(String text, String kind, String icon) {}

    private final Page page;
    private final Case told;
    private final Staffing staffing;
    private final List<Line> lines = new ArrayList<>(5);

    private Track(Page page, Case told, Staffing staffing) {
        this.page = page;
        this.told = told;
        this.staffing = staffing;
    }

    static Tag tag(Page page, Case told) {
        if (told.state() == State.CLOSED && told.outcome() == Outcome.NOT_POSSIBLE) {
            return new Tag(page.t("cases.tag.not-done"), "line", "info");
        }
        return tag(page, told.state());
    }

    /** On the way, 快到点 and 已超时 come before the state. */
    static Tag tag(Page page, Case told, Pace pace) {
        if (!told.state().open() || told.state() == State.WAITING) {
            return tag(page, told);
        }
        return switch (pace.light()) {
            case "late" -> new Tag(page.t("cases.tag.late"), "late", "alert");
            case "soon" -> new Tag(page.t("cases.tag.soon"), "soon", "clock");
            default -> tag(page, told);
        };
    }

    static Tag tag(Page page, State state) {
        var text = page.t(state.tag());
        return switch (state) {
            case REGISTERED, ACCEPTED -> new Tag(text, "line", "dashed-circle");
            case ASSIGNED, TAKEN, WORKING -> new Tag(text, "go", "hourglass");
            case WAITING -> new Tag(text, "soon", "paperclip");
            case ANSWERED -> new Tag(text, "info", "message");
            case CLOSED -> new Tag(text, "ok", "check-circle");
            case DECLINED -> new Tag(text, "line", "info");
            case WITHDRAWN -> new Tag(text, "line", "arrow-left");
            case MERGED -> new Tag(text, "info", "users");
        };
    }

    static List<Line> steps(Page page, Case told, Staffing staffing) {
        return new Track(page, told, staffing).steps();
    }

    /** Joined to another matter: its work, her own asking and promise. */
    static List<Line> joined(Page page, Case own, Case main, Staffing staffing) {
        var track = new Track(page, own, staffing);
        var lead = new Track(page, main, staffing);
        track.done("cases.track.step.filed", own.filedAt(), page.t(track.channel()));
        track.done("cases.track.step.merged", own.mergedAt(), page.t("cases.track.merged.explain"));
        switch (main.state()) {
            case REGISTERED, ACCEPTED -> track.now("cases.track.step.look", lead.contact());
            default -> track.now("cases.track.step.work", lead.owner());
        }
        track.todo(
                "cases.track.step.answer",
                page.t(
                        "cases.track.by",
                        page.day(Now.local(own.due().minusMillis(1)).toLocalDate())));
        return List.copyOf(track.lines);
    }

    private List<Line> steps() {
        done("cases.track.step.filed", told.filedAt(), page.t(channel()));
        switch (told.state()) {
            case REGISTERED -> {
                now("cases.track.step.look", contact());
                todo("cases.track.step.work", "");
                todo(
                        "cases.track.step.answer",
                        page.t(
                                "cases.track.by",
                                page.day(Now.local(told.due().minusMillis(1)).toLocalDate())));
            }
            case ACCEPTED -> {
                accepted();
                now("cases.track.step.dispatch", contact());
                todo(
                        "cases.track.step.answer",
                        page.t(
                                "cases.track.by",
                                page.day(Now.local(told.due().minusMillis(1)).toLocalDate())));
            }
            case ASSIGNED, TAKEN, WORKING -> {
                accepted();
                now("cases.track.step.work", owner());
                todo(
                        "cases.track.step.answer",
                        page.t(
                                "cases.track.by",
                                page.day(Now.local(told.due().minusMillis(1)).toLocalDate())));
            }
            case WAITING -> {
                accepted();
                done("cases.track.step.work", begun(), owner());
                now("cases.track.step.missing", page.t("cases.track.paused"));
                todo("cases.track.step.answer", "");
            }
            case ANSWERED -> {
                accepted();
                done("cases.track.step.work", begun(), owner());
                done("cases.track.step.answered", told.answeredAt(), "");
                now("cases.track.step.say", page.t("cases.track.say.until", until()));
            }
            case CLOSED -> {
                accepted();
                done("cases.track.step.work", begun(), owner());
                done("cases.track.step.answered", told.answeredAt(), "");
                done(ending(), told.closedAt(), byTelephone(Fact.Confirmed.class, Fact.Rechecked.class));
                var noted = byTelephone(Fact.Rated.class);
                if (!noted.isEmpty()) {
                    done("cases.track.step.rated", told.ratedAt(), noted);
                }
            }
            case DECLINED -> {
                done("cases.track.step.declined", told.closedAt(), contact());
                if (told.lookPending()) {
                    now("cases.track.step.again", page.t("cases.track.again.up"));
                }
            }
            case WITHDRAWN -> done("cases.track.step.withdrawn", told.closedAt(), "");
            case MERGED -> now("cases.track.step.merged", page.t("cases.track.merged.explain"));
        }
        return List.copyOf(lines);
    }

    private String channel() {
        return switch (told.channel()) {
            case COUNTER, RECEPTION -> "cases.track.channel.counter";
            case PHONE, HOTLINE -> "cases.track.channel.phone";
            case VISIT, GRID, VOLUNTEER -> "cases.track.channel.visit";
            default -> "cases.track.channel.self";
        };
    }

    private String ending() {
        var end = told.end();
        return end == null
                ? "cases.track.step.closed"
                : switch (end) {
                    case APPROVED -> "cases.track.step.approved";
                    case REJECTED -> "cases.track.step.rejected";
                    case SILENT -> "cases.track.step.silent";
                };
    }

    private String until() {
        var window = told.windowUntil();
        return window == null ? "" : page.moment(window);
    }

    /** After an objection the work began again then. */
    private @Nullable Instant begun() {
        return told.round() > 1 ? told.promisedAt() : told.dispatchedAt();
    }

    private void accepted() {
        done("cases.track.step.accepted", told.acceptedAt(), contact());
        last(Fact.Objected.class)
                .ifPresent(
                        entry -> done("cases.track.step.objected", entry.at(), ((Fact.Objected) entry.fact()).why()));
    }

    /** Who of the staff noted what she said herself; empty when she said it here. The mark itself is not shown to readers. */
    private String byTelephone(Class<?>... facts) {
        return last(facts)
                .map(Entry::post)
                .map(post -> page.t("cases.track.by-telephone", title(post), name(post)))
                .orElse("");
    }

    private Optional<Entry> last(Class<?>... facts) {
        return Case.valid(told.history()).reversed().stream()
                .filter(entry -> java.util.Arrays.stream(facts).anyMatch(fact -> fact.isInstance(entry.fact())))
                .findFirst();
    }

    private String contact() {
        return page.t("cases.track.contact", title(told.contact()), name(told.contact()));
    }

    private String owner() {
        return page.t("cases.track.owner", title(told.owner()), name(told.owner()));
    }

    private String title(UUID post) {
        return staffing.find(post)
                .map(found -> page.name(
                        staffing.office(found.office()).name(),
                        staffing.office(found.office()).nameEn()))
                .orElse("");
    }

    private String name(UUID post) {
        Optional<Holder> holder = staffing.holder(post, Now.instant());
        return holder.map(Holder::name).orElse("");
    }

    private void done(String key, @Nullable Instant at, String who) {
        lines.add(new Line("done", page.t(key), at == null ? "" : page.brief(at), who));
    }

    private void now(String key, String who) {
        lines.add(new Line("now", page.t(key), page.t("cases.track.now"), who));
    }

    private void todo(String key, String when) {
        lines.add(new Line("todo", page.t(key), when, ""));
    }
}
