package org.onedoor.cases;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.onedoor.catalogue.Catalogue;
import org.onedoor.frame.Actor;
import org.onedoor.frame.Cursors;
import org.onedoor.frame.NotHere;
import org.onedoor.frame.NotYours;
import org.onedoor.frame.Now;
import org.onedoor.frame.Page;
import org.onedoor.frame.Scope;
import org.onedoor.organizations.Hat;
import org.onedoor.organizations.Organizations;
import org.onedoor.organizations.PostKind;
import org.onedoor.organizations.StaffActor;
import org.onedoor.regions.Regions;
import org.springframework.stereotype.Component;

/**
 * What the desk's pages share: the list merged over all posts of a person, each read under its own scope, and the case
 * opened under the post that sees it.
 */
@Component
class DeskFront {

    static final int PAGE = 50;

    private final Desk desk;
    private final LowMarks lowMarks;
    private final Cursors cursors;
    private final Organizations organizations;
    private final Regions regions;
    private final Catalogue catalogue;
    private final RuleBook rules;

    DeskFront(
            Desk desk,
            LowMarks lowMarks,
            Cursors cursors,
            Organizations organizations,
            Regions regions,
            Catalogue catalogue,
            RuleBook rules) {
        this.desk = desk;
        this.lowMarks = lowMarks;
        this.cursors = cursors;
        this.organizations = organizations;
        this.regions = regions;
        this.catalogue = catalogue;
        this.rules = rules;
    }

    /** Whoever makes this request, with her posts. */
    static StaffActor staff() {
        if (Actor.current() instanceof StaffActor staff) {
            return staff;
        }
        throw new NotYours("frame.who.staff");
    }

    /** The case, under the first of her posts that sees it; a post that sees more is tried first. */
    <T> T under(StaffActor staff, Supplier<Optional<T>> work) {
        var tried = new ArrayList<Scope>(2);
        for (var hat : staff.hats().stream()
                .sorted(Comparator.comparingInt(DeskFront::narrow))
                .toList()) {
            if (!tried.contains(hat.scope())) {
                tried.add(hat.scope());
                var found = Scope.in(hat.scope(), work);
                if (found.isPresent()) {
                    return found.get();
                }
            }
        }
        throw new NotHere();
    }

    private static int narrow(Hat hat) {
        return hat.scope() instanceof Scope.Place place ? place.lo() - place.hi() : Integer.MAX_VALUE;
    }

    Desk.Opened open(StaffActor staff, UUID id) {
        return under(staff, () -> desk.open(staff, id));
    }

    Desk.Glance glance(StaffActor staff, UUID id) {
        return under(staff, () -> desk.glance(staff, id));
    }

    /** The list; one statement for each of her posts' scopes. */
    DeskList list(Page page, StaffActor staff, DeskFilter filter, @Nullable String cursor) {
        var county = staff.county();
        var now = Now.instant();
        var hats = staff.hats().stream()
                .filter(hat ->
                        filter.post() == null || filter.post().equals(hat.post().id()))
                .toList();
        var items = catalogue.of(county);
        var tree = regions.tree(county);
        var name = staff.id() + "?" + filter.query();
        var after = filter.searching() ? null : cursors.read(cursor, name);
        var found = filter.searching()
                ? search(staff, hats, filter)
                : listed(staff, hats, filter.filter(items), now, after);
        var lines = found.lines();
        var next = "";
        if (!filter.searching() && lines.size() > PAGE) {
            lines = lines.subList(0, PAGE);
            var last = lines.getLast();
            next = cursors.after(CaseQueue.sort(filter.view(), last), last.id(), name);
        }
        var rows = new DeskList.Rows(
                page, new Timing(page, now, from -> rules.of(county, from)), organizations.of(county), tree, now);
        var flat = filter.searching() || filter.view() == CaseQueue.View.ALL;
        List<DeskList.Section> sections = lines.isEmpty()
                ? List.of()
                : flat
                        ? List.of(rows.flat(
                                lines,
                                filter.searching()
                                        ? page.t("cases.desk.found", filter.q())
                                        : page.t("cases.desk.newest")))
                        : rows.grouped(lines, filter.view() == CaseQueue.View.MINE);
        if (filter.equals(DeskFilter.of(null, null, null, null, null, null)) && after == null) {
            var waiting = lowMarks.open(staff);
            if (!waiting.isEmpty()) {
                var both = new ArrayList<DeskList.Section>(sections.size() + 1);
                both.add(rows.marks(waiting));
                both.addAll(sections);
                sections = both;
            }
        }
        var count = next.isEmpty() && after == null ? String.valueOf(lines.size()) : PAGE + "+";
        return new DeskList(
                filter,
                filter.query(),
                sections,
                DeskList.tabs(page, filter, found.saved(), count),
                staff.hats().size() > 1 ? DeskList.posts(page, staff.hats(), filter.post()) : List.of(),
                DeskList.places(page, tree, staff.hats(), filter.place()),
                DeskList.items(page, items, filter.item()),
                lines.size(),
                next,
                after != null);
    }

    private Desk.Listed listed(
            StaffActor staff, List<Hat> hats, CaseQueue.Filter filter, Instant now, Cursors.@Nullable After after) {
        var byId = new LinkedHashMap<UUID, CaseQueue.Line>();
        List<Desk.SavedView> saved = List.of();
        var scopes = new ArrayList<Scope>(hats.size());
        boolean first = true;
        for (var hat : hats) {
            // A place's own list is the same under every post of that place; only MINE is the post's, and protected
            // cases.
            if (filter.view() != CaseQueue.View.MINE && scopes.contains(hat.scope()) && !guards(hat)) {
                continue;
            }
            scopes.add(hat.scope());
            var account = first ? staff.id() : null;
            var part = Scope.in(hat.scope(), () -> desk.list(hat, filter, now, after, PAGE + 1, account));
            saved = first ? part.saved() : saved;
            first = false;
            part.lines().forEach(line -> byId.merge(line.id(), line, DeskFront::earlier));
        }
        return new Desk.Listed(sorted(byId, filter.view()), saved);
    }

    private static boolean guards(Hat hat) {
        return hat.post().kind() == PostKind.PROTECTED;
    }

    /** One row for a case that concerns two of her posts: due when the first of them owes, with the parts of both. */
    private static CaseQueue.Line earlier(CaseQueue.Line one, CaseQueue.Line other) {
        return (other.listed().isBefore(one.listed()) ? other : one).with(one.parts(), other.parts());
    }

    private static List<CaseQueue.Line> sorted(Map<UUID, CaseQueue.Line> byId, CaseQueue.View view) {
        var order = Comparator.<CaseQueue.Line, Instant>comparing(line -> CaseQueue.sort(view, line))
                .thenComparing(line -> line.id().toString());
        var newest = view == CaseQueue.View.ALL;
        return byId.values().stream()
                .sorted(newest ? order.reversed() : order)
                .limit(PAGE + 1L)
                .toList();
    }

    private Desk.Listed search(StaffActor staff, List<Hat> hats, DeskFilter filter) {
        var byId = new HashMap<UUID, CaseQueue.Line>();
        List<Desk.SavedView> saved = List.of();
        var scopes = new ArrayList<Scope>(hats.size());
        for (var hat : hats) {
            if (scopes.contains(hat.scope()) && !guards(hat)) {
                continue;
            }
            var account = scopes.isEmpty() ? staff.id() : null;
            scopes.add(hat.scope());
            var part = Scope.in(hat.scope(), () -> desk.search(hat, filter.q(), account));
            saved = account == null ? saved : part.saved();
            part.lines().forEach(line -> byId.putIfAbsent(line.id(), line));
        }
        return new Desk.Listed(sorted(byId, CaseQueue.View.ALL), saved);
    }

    /** What a case's address carries of the list it was opened from. */
    static DeskFilter from(@Nullable String list) {
        var given = new HashMap<String, String>();
        if (list != null) {
            for (var part : list.split("&")) {
                int at = part.indexOf('=');
                if (at > 0) {
                    given.put(part.substring(0, at), decoded(part.substring(at + 1)));
                }
            }
        }
        return DeskFilter.of(
                given.get("view"),
                given.get("post"),
                given.get("place"),
                given.get("item"),
                given.get("urgent"),
                given.get("q"));
    }

    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return "";
        }
    }

    static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
