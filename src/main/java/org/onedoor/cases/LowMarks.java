package org.onedoor.cases;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.onedoor.audit.Audit;
import org.onedoor.audit.Entry;
import org.onedoor.calendar.Limit;
import org.onedoor.calendar.WorkingCalendar;
import org.onedoor.frame.NotHere;
import org.onedoor.frame.Now;
import org.onedoor.frame.Overtaken;
import org.onedoor.frame.Scope;
import org.onedoor.organizations.Hat;
import org.onedoor.organizations.Organizations;
import org.onedoor.organizations.Post;
import org.onedoor.organizations.PostKind;
import org.onedoor.organizations.Rung;
import org.onedoor.organizations.StaffActor;
import org.onedoor.regions.Regions;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * 差评回访 · Following up low marks: only the post named for it, in another office, learns that there is one; for everybody
 * else, the handler first of all, it does not exist (R-REQ-11).
 *
 * <p>Binds the county's scope itself, after it has seen that the post is the one: no scope of a place or an office reads the
 * table.
 */
@Service
public class LowMarks {

    private static final int MOST = 100;
    private static final int TRIES = 2;

    /** 打给居民 · A call: not reached, or what she said and whether the handler may know. */
    public record Call(boolean reached, @Nullable Boolean mayTell, String said) {}

    /**
     * 回访件 · A low mark that is followed up, as whoever watches over the place sees it: neither the mark nor what she said.
     *
     * @param post who follows it up; null while nobody may
     * @param due until when the next thing is owed
     */
    public record FollowUp(
            UUID id,
            String number,
            String title,
            UUID place,
            @Nullable UUID post,
            Instant due) {}

    /** A follow-up as its list shows it. */
    record Line(LowMark mark, String number, String title, UUID place) {}

    /** A follow-up, opened by whoever follows it up. */
    record Opened(LowMark mark, CaseStore.Row row, Hat hat, List<Desk.Someone> people) {
        By.Staff by(StaffActor staff) {
            return new By.Staff(hat, staff.id());
        }
    }

    private final JdbcClient db;
    private final CaseStore store;
    private final Cases cases;
    private final Marks marks;
    private final CaseNotices notices;
    private final RuleBook rules;
    private final WorkingCalendar calendar;
    private final Organizations organizations;
    private final Regions regions;
    private final Audit audit;
    private final TransactionTemplate transaction;

    LowMarks(
            JdbcClient db,
            CaseStore store,
            Cases cases,
            Marks marks,
            CaseNotices notices,
            RuleBook rules,
            WorkingCalendar calendar,
            Organizations organizations,
            Regions regions,
            Audit audit,
            PlatformTransactionManager transactions) {
        this.db = db;
        this.store = store;
        this.cases = cases;
        this.marks = marks;
        this.notices = notices;
        this.rules = rules;
        this.calendar = calendar;
        this.organizations = organizations;
        this.regions = regions;
        this.audit = audit;
        this.transaction = new TransactionTemplate(transactions);
    }

    /** Posts that may be named to follow up; others are not asked about. */
    private static List<Hat> hats(StaffActor staff) {
        return staff.hats().stream()
                .filter(hat -> switch (hat.post().kind()) {
                    case CALLBACK, SUPERVISOR, PROTECTED, OFFICE_HEAD -> true;
                    case CLERK, GRID_WORKER, SECRETARY, DISPATCHER, HANDLER -> false;
                })
                .toList();
    }

    /** Whether she holds a post whose work this is, also when nothing waits. */
    static boolean follows(StaffActor staff) {
        return staff.hats().stream().anyMatch(hat -> hat.post().kind() == PostKind.CALLBACK);
    }

    /** What waits for her posts, the first due first; nothing that she worked on herself. */
    List<Line> open(StaffActor staff) {
        return lines(
                staff,
                "l.ended_at is null order by coalesce(case when l.begun_at is null then l.begin_due end, "
                        + "l.mend_due), l.matter limit :most");
    }

    /** The last ones she or her predecessors answered. */
    List<Line> answered(StaffActor staff) {
        return lines(staff, "l.ended_at is not null order by l.ended_at desc, l.matter limit 20");
    }

    private List<Line> lines(StaffActor staff, String which) {
        var hats = hats(staff);
        if (hats.isEmpty()) {
            return List.of();
        }
        return in(staff.county(), () -> db.sql("select " + LowMark.COLUMNS + """
            , m.number_day, m.number, m.title, m.place
            from cases.low_mark l join cases.matter m on m.county = l.county and m.id = l.matter
            where l.county = :county and l.post = any(:posts::uuid[]) and not :account = any(l.barred) and \
            """ + which)
                .param("county", staff.county())
                .param(
                        "posts",
                        CaseQueue.array(
                                hats.stream().map(hat -> hat.post().id()).toList()))
                .param("account", staff.id())
                .param("most", MOST)
                .query((r, n) -> new Line(
                        LowMark.of(r, n),
                        Numbers.sayable(r.getObject("number_day", LocalDate.class), r.getString("number")),
                        r.getString("title"),
                        r.getObject("place", UUID.class)))
                .list());
    }

    /**
     * What is being followed up in the places she supervises, due first (M01, decision 0028): not of cases she worked on
     * herself or her office did, and no protected ones.
     */
    public List<FollowUp> below(StaffActor staff, int most) {
        var hats = staff.hats().stream()
                .filter(hat -> hat.post().kind() == PostKind.SUPERVISOR)
                .toList();
        if (hats.isEmpty()) {
            return List.of();
        }
        var tree = regions.tree(staff.county());
        var staffing = organizations.of(staff.county());
        record Row(FollowUp line, UUID owner, int lo) {}
        return in(staff.county(), () -> db
                .sql("select " + LowMark.COLUMNS + """
                    , m.number_day, m.number, m.title, m.place, m.owner_post, m.place_lo
                    from cases.low_mark l join cases.matter m on m.county = l.county and m.id = l.matter
                    where l.county = :county and l.ended_at is null and not l.guarded and not m.guarded
                      and not :account = any(l.barred)\
                    """)
                .param("county", staff.county())
                .param("account", staff.id())
                .query((r, n) -> {
                    var mark = LowMark.of(r, n);
                    return new Row(
                            new FollowUp(
                                    mark.matter(),
                                    Numbers.sayable(r.getObject("number_day", LocalDate.class), r.getString("number")),
                                    r.getString("title"),
                                    r.getObject("place", UUID.class),
                                    mark.post(),
                                    mark.due()),
                            r.getObject("owner_post", UUID.class),
                            r.getInt("place_lo"));
                })
                .list()
                .stream()
                .filter(row -> hats.stream().anyMatch(hat -> {
                    var own = tree.get(hat.post().place());
                    return own.lo() <= row.lo()
                            && row.lo() <= own.hi()
                            && !staffing.post(row.owner())
                                    .office()
                                    .equals(hat.post().office());
                }))
                .map(Row::line)
                .sorted(java.util.Comparator.comparing(FollowUp::due))
                .limit(most)
                .toList());
    }

    /** @throws NotHere unless one of her posts follows it up and she did not work on the case */
    Opened open(StaffActor staff, UUID id) {
        return in(staff.county(), () -> {
            var mark = find(staff.county(), id, "").orElseThrow(NotHere::new);
            var hat = hats(staff).stream()
                    .filter(one -> one.post().id().equals(mark.post()))
                    .findFirst()
                    .filter(_ -> !mark.barred().contains(staff.id()))
                    .orElseThrow(NotHere::new);
            var row = store.find(staff.county(), id).orElseThrow(NotHere::new);
            return new Opened(mark, row, hat, people(staff.county(), id));
        });
    }

    private List<Desk.Someone> people(int county, UUID id) {
        return db.sql("""
            select role, name, phone_sealed is not null as phone, address_sealed is not null as address, relation, knows,
              told, told_by from cases.person where county = :county and matter = :id order by role desc\
            """)
                .param("county", county)
                .param("id", id)
                .query(Desk.Someone.class)
                .list();
    }

    /** The follow-up of a case inside the caller's transaction of the county. */
    Optional<LowMark> of(int county, UUID matter) {
        return find(county, matter, "");
    }

    private Optional<LowMark> find(int county, UUID matter, String lock) {
        return db.sql("select " + LowMark.COLUMNS
                        + " from cases.low_mark l where l.county = :county and l.matter = :matter" + lock)
                .param("county", county)
                .param("matter", matter)
                .query(LowMark::of)
                .optional();
    }

    /** Which post follows up this case's low mark; empty when there is no open one. */
    public Optional<UUID> post(int county, UUID matter) {
        return in(county, () -> find(county, matter, "")).filter(LowMark::open).map(LowMark::post);
    }

    /** She was called. The first question is whether the handler may know; only then he is told what she said. */
    public boolean called(int county, UUID matter, By.Staff by, Call call) {
        return call(county, matter, 0, by, call) instanceof Followed.Done;
    }

    Followed call(int county, UUID matter, int version, By.Staff by, Call call) {
        return step(county, matter, version, by, mark -> {
            if (mark.mayTell() != null) {
                return new Followed.Refused("cases.mark.no.asked");
            }
            var now = CaseStore.utc(Now.instant());
            if (!call.reached()) {
                update("begun_at = coalesce(begun_at, :now), tries = tries + 1", county, matter, Map.of("now", now));
                record(county, matter, by, "cases.mark.tried", null);
                return new Followed.Done();
            }
            var may = call.mayTell();
            if (may == null || call.said().isBlank()) {
                return new Followed.Refused("cases.mark.no.ask-first");
            }
            update(
                    "begun_at = coalesce(begun_at, :now), asked_at = :now, may_tell = :may, wants = :wants",
                    county,
                    matter,
                    Map.of("now", now, "may", may, "wants", call.said()));
            record(county, matter, by, "cases.mark.called", null);
            if (may) {
                var row = store.lock(county, matter).orElseThrow(NotHere::new);
                var after = row.told().with(Now.instant(), by.actor(), by.post(), new Fact.PassedOn(call.said()));
                cases.finish(row, after, Step.PASS_ON, by);
            }
            return new Followed.Done();
        });
    }

    /** It takes the longer term, counted from the mark; once. */
    Followed lengthen(int county, UUID matter, int version, By.Staff by, String why) {
        return step(county, matter, version, by, mark -> {
            if (mark.longer() != null) {
                return new Followed.Refused("cases.mark.no.longer");
            }
            var row = store.find(county, matter).orElseThrow(NotHere::new);
            var until = calendar.of(county, row.placeLo())
                    .due(
                            mark.openedAt(),
                            Limit.workingDays(
                                    rules.of(county, row.told().filedAt()).markLongDays()));
            update(
                    "longer = :why, mend_due = :until",
                    county,
                    matter,
                    Map.of("why", why, "until", CaseStore.utc(until)));
            record(county, matter, by, "cases.mark.lengthened", why);
            return new Followed.Done();
        });
    }

    /** It was put right; what she is told about it. */
    public boolean putRight(int county, UUID matter, By.Staff by, String answer) {
        return answer(county, matter, 0, by, LowMark.Result.PUT_RIGHT, answer) instanceof Followed.Done;
    }

    /** What came of it, in words for the resident; she may rate once more from now on. */
    Followed answer(int county, UUID matter, int version, By.Staff by, LowMark.Result result, String answer) {
        return step(county, matter, version, by, mark -> {
            if (result == LowMark.Result.NOT_REACHED ? mark.tries() < TRIES : mark.mayTell() == null) {
                return new Followed.Refused(
                        result == LowMark.Result.NOT_REACHED ? "cases.mark.no.tries" : "cases.mark.no.ask-first");
            }
            update(
                    "ended_at = :now, result = :result, answer = :answer",
                    county,
                    matter,
                    Map.of("now", CaseStore.utc(Now.instant()), "result", result.name(), "answer", answer));
            record(county, matter, by, "cases.mark.answered.audit", null);
            notices.followedUp(store.find(county, matter).orElseThrow(NotHere::new), mark.version());
            return new Followed.Done();
        });
    }

    private interface Work {
        Followed on(LowMark mark);
    }

    private Followed step(int county, UUID matter, int version, By.Staff by, Work work) {
        return in(county, () -> {
            var mark = find(county, matter, " for update").orElseThrow(NotHere::new);
            if (!by.post().equals(mark.post()) || mark.barred().contains(by.account())) {
                throw new NotHere();
            }
            if (!mark.open()) {
                return new Followed.Refused("cases.mark.no.ended");
            }
            if (version > 0 && version != mark.version()) {
                throw new Overtaken();
            }
            return work.on(mark);
        });
    }

    private void update(String set, int county, UUID matter, Map<String, ?> values) {
        db.sql("update cases.low_mark set version = version + 1, " + set
                        + " where county = :county and matter = :matter")
                .params(values)
                .param("county", county)
                .param("matter", matter)
                .update();
    }

    private void record(int county, UUID matter, By.Staff by, String action, @Nullable String why) {
        audit.record(new Entry(county, by.actor(), by.post(), action, matter, why, Map.of()));
    }

    /** Looks for somebody where nobody follows up any more, and says what has passed its term; how many were moved or told. */
    int sweep(int county) {
        var now = Now.instant();
        return in(county, () -> db.sql("select " + LowMark.COLUMNS + """
             from cases.low_mark l where l.county = :county and l.ended_at is null
            order by l.mend_due, l.matter limit 1000\
            """)
                        .param("county", county)
                        .query(LowMark::of)
                        .list())
                .stream()
                .mapToInt(mark -> in(county, () -> manned(county, mark, now) + told(county, mark, now)))
                .sum();
    }

    private int manned(int county, LowMark mark, Instant now) {
        var staffing = organizations.of(county);
        var there = mark.post() != null
                && staffing.find(mark.post())
                        .filter(post -> !staffing.ended(post.id()))
                        .filter(post -> Marks.free(staffing, post, mark.barred(), now))
                        .isPresent();
        if (there) {
            return 0;
        }
        var row = store.find(county, mark.matter()).orElseThrow();
        var post = marks.follows(county, row.told())
                .filter(found -> !found.id().equals(mark.post()) && Marks.free(staffing, found, mark.barred(), now));
        if (post.isEmpty()) {
            return 0;
        }
        update("post = :post", county, mark.matter(), Map.of("post", post.get().id()));
        notices.toFollower(row, row.told(), post.get().id(), "cases.staff.mark", mark.due());
        return 1;
    }

    /** Its post, and whoever is above it and did not work on the case; of a protected case only the post. */
    private int told(int county, LowMark mark, Instant now) {
        var begin = mark.begunAt() == null && !mark.beginDue().isAfter(now) && mark.beginTold() == null;
        var mend = !mark.mendDue().isAfter(now) && !mark.mendDue().equals(mark.mendTold());
        if (mark.post() == null || !begin && !mend) {
            return 0;
        }
        var staffing = organizations.of(county);
        var row = store.find(county, mark.matter()).orElseThrow();
        var post = staffing.post(mark.post());
        var above = mark.guarded()
                ? List.<Post>of()
                : staffing.ladder(post, regions.tree(county).get(row.told().place()), Rung.TOWN).stream()
                        .filter(one -> Marks.free(staffing, one, mark.barred(), now))
                        .toList();
        var template = mend ? "cases.staff.mark-mend-late" : "cases.staff.mark-late";
        var due = mend ? mark.mendDue() : mark.beginDue();
        Stream.concat(Stream.of(post), above.stream())
                .forEach(one -> notices.toFollower(row, row.told(), one.id(), template, due));
        update(
                mend ? "begin_told = coalesce(begin_told, begin_due), mend_told = mend_due" : "begin_told = begin_due",
                county,
                mark.matter(),
                Map.of());
        return 1;
    }

    private <T extends @Nullable Object> T in(int county, Supplier<T> work) {
        return Scope.in(new Scope.County(county), () -> transaction.execute(_ -> work.get()));
    }
}
