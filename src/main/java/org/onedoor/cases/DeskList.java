package org.onedoor.cases;

import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.onedoor.catalogue.Items;
import org.onedoor.frame.Page;
import org.onedoor.organizations.Hat;
import org.onedoor.organizations.Staffing;
import org.onedoor.regions.PlaceTree;

/**
 * The list of the desk as it is shown: groups by due time, each row what must be done, for whom, where and by whom.
 *
 * @param query the list's own address, for rows and paging to keep
 * @param next cursor of the next page, empty at the end
 */
record DeskList(
        DeskFilter filter,
        String query,
        List<Section> sections,
        List<Tab> tabs,
        List<Choice> posts,
        List<Choice> places,
        List<Choice> items,
        int shown,
        String next,
        boolean paged) {

    /** What rows are marked with. */
    Set<String> icons() {
        var icons = new TreeSet<>(Set.of("user", "pin"));
        sections.forEach(section -> section.rows().forEach(row -> icons.add(row.channelIcon())));
        return icons;
    }

    /** A group of rows; kind is {@code late}, {@code soon} or empty. */
    record Section(String id, String title, String kind, String remark, List<Row> rows) {}

    record Tab(String title, String query, boolean current, boolean saved, String count) {}

    record Choice(String value, String text, boolean chosen) {}

    record Row(
            String path,
            UUID id,
            String number,
            String when,
            String left,
            String light,
            String title,
            String words,
            String person,
            String place,
            String channel,
            String channelIcon,
            String owner,
            String ownerKind,
            boolean urgent,
            boolean guarded,
            int version) {}

    /** Turns lines into rows. */
    static final class Rows {
        private final Page page;
        private final Timing timing;
        private final Staffing staffing;
        private final PlaceTree tree;
        private final Instant now;

        Rows(Page page, Timing timing, Staffing staffing, PlaceTree tree, Instant now) {
            this.page = page;
            this.timing = timing;
            this.staffing = staffing;
            this.tree = tree;
            this.now = now;
        }

        List<Section> grouped(List<CaseQueue.Line> lines, boolean mine) {
            var groups = new EnumMap<Timing.Group, List<Row>>(Timing.Group.class);
            for (var line : lines) {
                groups.computeIfAbsent(timing.group(line.listed()), _ -> new ArrayList<>())
                        .add(row(line));
            }
            var sections = new ArrayList<Section>();
            for (var group : Timing.Group.values()) {
                var rows = groups.get(group);
                if (rows != null) {
                    sections.add(section(group, rows, mine));
                }
            }
            return sections;
        }

        private Section section(Timing.Group group, List<Row> rows, boolean mine) {
            return switch (group) {
                case LATE ->
                    new Section(
                            "g-late",
                            page.t("cases.desk.group.late"),
                            "late",
                            mine ? page.t("cases.desk.group.late.remark") : "",
                            rows);
                case TODAY -> new Section("g-today", page.t("cases.desk.group.today"), "soon", "", rows);
                case TOMORROW -> new Section("g-tomorrow", page.t("cases.desk.group.tomorrow"), "", "", rows);
                case WEEK -> new Section("g-week", page.t("cases.desk.group.week"), "", "", rows);
                case LATER -> new Section("g-later", page.t("cases.desk.group.later"), "", "", rows);
            };
        }

        /** Low marks to follow up stand first: they are few, and each was promised to be begun in a day. */
        Section marks(List<LowMarks.Line> waiting) {
            var rows = waiting.stream()
                    .map(line -> MarkPages.row(page, timing, tree, line))
                    .map(row -> new Row(
                            row.path(),
                            new UUID(0, 0),
                            row.number(),
                            row.when(),
                            row.left(),
                            row.light(),
                            row.next(),
                            "",
                            row.title(),
                            row.place(),
                            row.number(),
                            "message",
                            page.t("cases.menu.marks"),
                            "",
                            false,
                            false,
                            0))
                    .toList();
            var late = rows.stream().anyMatch(row -> row.light().equals("late"));
            return new Section("g-marks", page.t("cases.mark.open"), late ? "late" : "soon", "", rows);
        }

        Section flat(List<CaseQueue.Line> lines, String title) {
            return new Section(
                    "g-all", title, "", "", lines.stream().map(this::row).toList());
        }

        private Row row(CaseQueue.Line line) {
            var paused = line.pausedSince() != null;
            var open = line.state().open()
                    || line.parts().contains(Part.RECHECK)
                    || line.parts().contains(Part.DECIDER);
            var late = open && !paused && line.listed().isBefore(now);
            var owner = staffing.holder(line.owner(), now);
            var channel = Channel.of(line.channel());
            return new Row(
                    "/desk/cases/" + line.id(),
                    line.id(),
                    line.number(),
                    !open ? page.brief(line.filedAt()) : late ? timing.left(line.listed()) : timing.by(line.listed()),
                    !open
                            ? page.t(line.end() == null ? line.state().tag() : "cases.tag.done")
                            : paused
                                    ? page.t("cases.time.paused")
                                    : late
                                            ? page.t("cases.time.was-due", timing.by(line.listed()))
                                            : timing.left(line.listed()),
                    open ? timing.light(line.filedAt(), line.listed(), paused) : "on",
                    title(line),
                    snippet(line),
                    person(line),
                    place(line.place()),
                    page.t(channel.text()),
                    channel.icon(),
                    owner.map(holder -> holder.name())
                            .orElse(staffing.find(line.owner())
                                    .map(post -> page.name(post.title(), post.titleEn()))
                                    .orElse("")),
                    kind(owner.map(holder -> holder.account()).orElse(line.owner())),
                    line.urgent(),
                    line.guarded(),
                    line.version());
        }

        /** What must be done: the matter, then the next thing. */
        private String title(CaseQueue.Line line) {
            var next = next(line);
            return next.isEmpty() ? line.title() : page.t("cases.desk.row", line.title(), next);
        }

        /** Her own first words, where the title is only the item's name: so that alike cases are told apart. */
        private String snippet(CaseQueue.Line line) {
            var own = Words.title(line.words(), CaseStore.TITLE).equals(line.title());
            return line.guarded() || own ? "" : Words.title(line.words().strip().replaceAll("\\s+", " "), 26);
        }

        private String next(CaseQueue.Line line) {
            if (line.parts().contains(Part.DECIDER)) {
                return page.t("cases.todo.decide");
            }
            if (line.parts().contains(Part.RECHECK)) {
                return page.t("cases.todo.recheck");
            }
            if (line.parts().contains(Part.OFFERED)) {
                return page.t(line.state() == State.ASSIGNED ? "cases.todo.take" : "cases.todo.take-over");
            }
            return switch (line.state()) {
                case REGISTERED -> page.t("cases.todo.accept");
                case ACCEPTED -> page.t("cases.todo.assign");
                case ASSIGNED -> page.t("cases.todo.wait-taken");
                case TAKEN, WORKING -> working(line);
                case WAITING -> page.t("cases.todo.waiting");
                case ANSWERED -> page.t("cases.todo.answered");
                case DECLINED, CLOSED, WITHDRAWN, MERGED -> "";
            };
        }

        /** Who is the contact calls, too; who only helps or follows is told so, and all that the resident objected. */
        private String working(CaseQueue.Line line) {
            var owner = line.parts().isEmpty() || line.parts().contains(Part.OWNER);
            if (line.round() > 1 && (owner || !line.parts().contains(Part.JOINT))) {
                return page.t(owner ? "cases.todo.reopened" : "cases.todo.reopened-follow");
            }
            if (line.contactedAt() == null && (owner || line.parts().contains(Part.CONTACT))) {
                return page.t("cases.todo.contact");
            }
            return owner
                    ? page.t("cases.todo.answer")
                    : page.t(line.parts().contains(Part.JOINT) ? "cases.todo.joint" : "cases.todo.follow");
        }

        private String person(CaseQueue.Line line) {
            if (line.guarded()) {
                return page.t("cases.desk.person.guarded");
            }
            if (line.whom() != null) {
                return page.t("cases.desk.person.for", line.whom());
            }
            return line.asker() == null ? page.t("cases.desk.person.anonymous") : line.asker();
        }

        /** Village and grid; the town is left out, because it is the same for most rows. */
        private String place(UUID place) {
            var names = (page.english() ? tree.englishPath(place) : tree.path(place)).split(" · ");
            return names.length <= 2 ? names[names.length - 1] : names[1] + " " + names[2];
        }

        /** Avatars of one person keep one colour. */
        private static String kind(UUID owner) {
            return switch (Math.floorMod(owner.hashCode(), 3)) {
                case 0 -> "";
                case 1 -> "h";
                default -> "r";
            };
        }
    }

    static List<Choice> posts(Page page, List<Hat> hats, @Nullable UUID chosen) {
        return hats.stream()
                .map(hat -> new Choice(
                        hat.post().id().toString(),
                        named(page, hat),
                        hat.post().id().equals(chosen)))
                .toList();
    }

    /** 望溪村村委会 窗口值班员. */
    static String named(Page page, Hat hat) {
        return page.name(hat.office().name(), hat.office().nameEn()) + " "
                + page.name(hat.post().title(), hat.post().titleEn());
    }

    /** Places below those of her posts, to narrow the list to. */
    static List<Choice> places(Page page, PlaceTree tree, List<Hat> hats, @Nullable UUID chosen) {
        var seen = new java.util.LinkedHashMap<UUID, Choice>();
        for (var hat : hats) {
            for (var place : tree.children(hat.post().place())) {
                seen.put(
                        place.id(),
                        new Choice(
                                place.id().toString(),
                                page.name(place.name(), place.nameEn()),
                                place.id().equals(chosen)));
            }
        }
        return List.copyOf(seen.values());
    }

    static List<Choice> items(Page page, Items items, @Nullable String chosen) {
        return items.all().stream()
                .map(item -> new Choice(
                        item.code(),
                        page.name(item.name(), item.nameEn()),
                        item.code().equals(chosen)))
                .toList();
    }

    /** Views every desk has, then the person's own. */
    static List<Tab> tabs(Page page, DeskFilter filter, List<Desk.SavedView> saved, String count) {
        var tabs = new ArrayList<Tab>();
        var titles = Map.of(
                CaseQueue.View.MINE, page.t("cases.desk.view.mine"),
                CaseQueue.View.TRIAGE, page.t("cases.desk.view.triage"),
                CaseQueue.View.WAITING, page.t("cases.desk.view.waiting"),
                CaseQueue.View.LATE, page.t("cases.desk.view.late"),
                CaseQueue.View.OPEN, page.t("cases.desk.view.open"),
                CaseQueue.View.ALL, page.t("cases.desk.view.all"));
        var own = saved.stream().anyMatch(view -> view.query().equals(filter.query()));
        for (var view : List.of(
                CaseQueue.View.MINE,
                CaseQueue.View.TRIAGE,
                CaseQueue.View.WAITING,
                CaseQueue.View.LATE,
                CaseQueue.View.OPEN,
                CaseQueue.View.ALL)) {
            var current = !own && !filter.searching() && filter.view() == view;
            tabs.add(new Tab(
                    java.util.Objects.requireNonNull(titles.get(view)),
                    filter.with(view).query(),
                    current,
                    false,
                    current ? count : ""));
        }
        for (var view : saved) {
            var current = view.query().equals(filter.query());
            tabs.add(new Tab(view.name(), view.query(), current, true, current ? count : ""));
        }
        return tabs;
    }
}
