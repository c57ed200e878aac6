package org.onedoor.cases;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.onedoor.audit.Audit;
import org.onedoor.files.Kind;
import org.onedoor.frame.Actor;
import org.onedoor.frame.NotHere;
import org.onedoor.frame.Now;
import org.onedoor.frame.Overtaken;
import org.onedoor.frame.Role;
import org.onedoor.frame.Scope;
import org.onedoor.organizations.Organizations;
import org.onedoor.secrets.Secrets;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * What the holder of a receipt sees and does. Every transaction runs under the receipt's own scope, but for two looks that
 * the receipt opens: who viewed the data, and how the case goes on to which this one was joined.
 */
@Service
class Tracking {

    /** Looked-up numbers are known for so long (foundations §11). */
    private static final int MONTHS = 13;

    /** 催一催 once a day is heard; more often it is only noise. */
    private static final Duration NUDGE_AGAIN = Duration.ofHours(24);

    /** Something attached. */
    record Attached(UUID file, boolean photo, @Nullable String written, boolean gone) {}

    /** Which office looked, when and why; {@code marks}: because of her low mark, which who works for it does not learn. */
    record Look(Instant at, String office, @Nullable String why, boolean marks) {}

    /** For whom it was filed, when not for the filer herself. */
    record Whom(@Nullable String name, @Nullable String relation) {}

    /** Who is told: the person it is for, and how. */
    private record Told(
            boolean other, @Nullable String name, @Nullable String relation, ToldBy by) {

        @Nullable
        Whom whom() {
            return other ? new Whom(name, relation) : null;
        }
    }

    /**
     * A receipt, opened.
     *
     * @param main the matter to which it is joined and whose answer it waits for
     * @param joined how many asked together
     * @param mark the follow-up of her low mark
     * @param telling how the person it is for is told
     */
    record Opened(
            String longId,
            CaseStore.Row row,
            List<Attached> attached,
            @Nullable Whom whom,
            CaseStore.@Nullable Row main,
            int joined,
            List<Look> looks,
            @Nullable LowMark mark,
            ToldBy telling) {}

    private final CaseReading reading;
    private final CaseQueue queue;
    private final CaseStore store;
    private final Cases cases;
    private final Audit audit;
    private final Organizations organizations;
    private final LowMarks lowMarks;
    private final Secrets secrets;
    private final JdbcClient db;
    private final TransactionTemplate transaction;
    private final TransactionTemplate readOnly;

    Tracking(
            CaseReading reading,
            CaseQueue queue,
            CaseStore store,
            Cases cases,
            Audit audit,
            Organizations organizations,
            LowMarks lowMarks,
            Secrets secrets,
            JdbcClient db,
            PlatformTransactionManager transactions) {
        this.reading = reading;
        this.queue = queue;
        this.store = store;
        this.cases = cases;
        this.audit = audit;
        this.organizations = organizations;
        this.lowMarks = lowMarks;
        this.secrets = secrets;
        this.db = db;
        this.transaction = new TransactionTemplate(transactions);
        this.readOnly = new TransactionTemplate(transactions);
        this.readOnly.setReadOnly(true);
    }

    /** Writes nothing, but that an answer was seen, once (foundations §27: the silent window starts there). */
    Opened open(int county, String longId, boolean seen) {
        var found = reading.byReceipt(county, longId);
        var row =
                seen && found.told().state() == State.ANSWERED && !found.told().delivered()
                        ? delivered(county, longId, found.id())
                        : found;
        var id = row.id();
        var merged = row.told().mergedInto();
        var scope = new Scope.Receipt(county, Keys.hash(longId));
        var attached = Scope.in(scope, () -> readOnly.execute(_ -> attached(county, id)));
        var person = Scope.in(scope, () -> readOnly.execute(_ -> person(county, id)));
        return Scope.in(
                new Scope.County(county),
                () -> readOnly.execute(_ -> {
                    var mark = low(row.told()) ? lowMarks.of(county, id).orElse(null) : null;
                    return new Opened(
                            longId,
                            row,
                            attached,
                            person.whom(),
                            merged == null || row.told().state() != State.MERGED
                                    ? null
                                    : store.find(county, merged).orElse(null),
                            joined(county, merged != null ? merged : id),
                            looks(county, id, mark),
                            mark,
                            person.by());
                }));
    }

    private static boolean low(Case told) {
        var first = told.firstRating();
        return first != null && first <= Marks.LOW;
    }

    private CaseStore.Row delivered(int county, String longId, UUID id) {
        try {
            take(county, longId, id, new Command.Deliver());
        } catch (Overtaken e) {
            // Somebody else opened the same receipt at the same moment: it is delivered all the same.
        }
        return reading.byReceipt(county, longId);
    }

    CaseStore.Row row(int county, String longId) {
        return reading.byReceipt(county, longId);
    }

    /** A step of the resident, whatever the version now is. */
    Stepping take(int county, String longId, UUID id, Command command) {
        return Scope.in(
                new Scope.Receipt(county, Keys.hash(longId)),
                () -> cases.take(county, id, 0, command, by(county, longId)));
    }

    /** Logged in by the phone that confirmed the filing: needs no answer code. */
    By.Resident by(int county, String longId) {
        var actor = Actor.current();
        if (!actor.is(Role.RESIDENT)) {
            return By.Resident.holder();
        }
        var row = reading.byReceipt(county, longId);
        return actor.id().equals(row.submitter()) ? new By.Resident(actor.id(), true) : By.Resident.holder();
    }

    /** What was missing, and photos of it, in one transaction. */
    Stepping supply(int county, String longId, UUID id, Command.Supply supply) {
        return Scope.in(
                new Scope.Receipt(county, Keys.hash(longId)),
                () -> transaction.execute(status -> {
                    var result = cases.take(county, id, 0, supply, by(county, longId));
                    var photos = supply.photos();
                    if (result instanceof Stepping.Done && photos != null && !photos.isEmpty()) {
                        store.attach(
                                county,
                                id,
                                photos.stream()
                                        .map(photo -> new CaseStore.Attachment(photo, Kind.PHOTO.name()))
                                        .toList(),
                                Now.instant());
                    }
                    return result;
                }));
    }

    /** Null when the resident may nudge now, else when she last did. */
    static @Nullable Instant nudged(Case told) {
        var since = Now.instant().minus(NUDGE_AGAIN);
        return told.history().stream()
                .filter(entry ->
                        entry.fact() instanceof Fact.Nudged && entry.at().isAfter(since))
                .map(Entry::at)
                .findFirst()
                .orElse(null);
    }

    /** Whether a public matter's progress may stand on the public page. */
    void show(int county, String longId, UUID id, boolean shown) {
        Scope.in(
                new Scope.Receipt(county, Keys.hash(longId)),
                () -> transaction.execute(_ -> db.sql("""
                    update cases.matter set public_shown = :shown
                    where county = :county and id = :id and public_matter\
                    """)
                        .param("county", county)
                        .param("id", id)
                        .param("shown", shown)
                        .update()));
    }

    /** The file is attached to the case of this receipt, or there is none. */
    void mustHold(int county, String longId, UUID file) {
        var scope = new Scope.Receipt(county, Keys.hash(longId));
        var held = Scope.in(
                scope,
                () -> readOnly.execute(_ -> db.sql("""
                    select count(*) from cases.attachment a
                    where a.county = :county and a.file = :file and exists (select from cases.matter m
                      where m.county = a.county and m.id = a.matter and m.receipt_hash = :hash)\
                    """)
                        .param("county", county)
                        .param("file", file)
                        .param("hash", scope.key())
                        .query(Integer.class)
                        .single()));
        if (held == null || held == 0) {
            throw new NotHere();
        }
    }

    /** What the sayable number shows: the state and the promised moment. */
    record Found(State state, @Nullable Outcome outcome, Instant due) {}

    /** By number and village, thirteen months back; nothing for a protected case, as if there were none. */
    Optional<Found> find(int county, UUID village, int month, int day, String digits) {
        var today = Now.today();
        var days = java.util.stream.IntStream.of(today.getYear(), today.getYear() - 1)
                .mapToObj(year -> day(year, month, day))
                .filter(date -> date != null && !date.isAfter(today) && date.isAfter(today.minusMonths(MONTHS)))
                .toArray(LocalDate[]::new);
        return Scope.in(
                new Scope.County(county),
                () -> readOnly.execute(_ -> db.sql("""
                    select state, outcome, due_at as due from cases.matter
                    where county = :county and number_place = :village and number = :digits
                      and number_day = any(:days::date[]) and not guarded
                    order by number_day desc limit 1\
                    """)
                        .param("county", county)
                        .param("village", village)
                        .param("digits", digits)
                        .param("days", days(days))
                        .query(Found.class)
                        .optional()));
    }

    private static @Nullable LocalDate day(int year, int month, int day) {
        try {
            return LocalDate.of(year, month, day);
        } catch (java.time.DateTimeException e) {
            return null;
        }
    }

    private static String days(LocalDate[] days) {
        return java.util.Arrays.stream(days)
                .map(LocalDate::toString)
                .collect(java.util.stream.Collectors.joining(",", "{", "}"));
    }

    /** Cases filed while the phone was confirmed, within the last twelve months: numbers are re-issued. */
    List<CaseQueue.Line> ofResident(int county, UUID person, int most) {
        var since = Now.local(Now.instant()).minusMonths(12).atZone(Now.ZONE).toInstant();
        return Scope.in(
                        new Scope.Resident(county, person),
                        () -> readOnly.execute(_ -> queue.ofResident(county, person, null, most)))
                .items()
                .stream()
                .filter(line -> line.filedAt().isAfter(since))
                .toList();
    }

    /** Her own marks of her own cases, the last of each; nobody else reads them with a name (R-REQ-10). */
    Map<UUID, Integer> rated(int county, UUID person) {
        return Scope.in(
                new Scope.Resident(county, person),
                () -> readOnly.execute(_ -> db
                        .sql("""
                            select id, rating::int as rating from cases.matter
                            where county = :county and submitter = :person and rating is not null
                            order by filed_at desc limit 100\
                            """)
                        .param("county", county)
                        .param("person", person)
                        .query((r, n) -> Map.entry(r.getObject("id", UUID.class), r.getInt("rating")))
                        .list()
                        .stream()
                        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue))));
    }

    /** The phone given at filing, opened; empty when there was none. */
    Optional<String> phone(int county, String longId, UUID id) {
        return Scope.in(
                new Scope.Receipt(county, Keys.hash(longId)),
                () -> readOnly.execute(_ -> db.sql("""
                    select phone_sealed from cases.person
                    where county = :county and matter = :id and role = 'ASKER' and phone_sealed is not null\
                    """)
                        .param("county", county)
                        .param("id", id)
                        .query((r, n) -> secrets.open(county, "cases.person.asker.phone", id, r.getBytes(1)))
                        .optional()));
    }

    /** The phone answered a code: the case is this person's from now on. */
    void confirmed(int county, String longId, UUID id, UUID person) {
        Scope.in(
                new Scope.Receipt(county, Keys.hash(longId)),
                () -> transaction.execute(
                        _ -> db.sql("update cases.matter set submitter = :person where county = :county and id = :id")
                                .param("county", county)
                                .param("id", id)
                                .param("person", person)
                                .update()));
    }

    private List<Attached> attached(int county, UUID id) {
        return db.sql("""
            select file, kind = 'PHOTO' as photo, written, gone from cases.attachment
            where county = :county and matter = :id order by at, file\
            """)
                .param("county", county)
                .param("id", id)
                .query(Attached.class)
                .list();
    }

    /** How the person it is for is told; who has no mobile is called where she can be. */
    ToldBy telling(int county, String longId, UUID id) {
        return Scope.in(new Scope.Receipt(county, Keys.hash(longId)), () -> readOnly.execute(_ -> person(county, id)))
                .by();
    }

    private Told person(int county, UUID id) {
        return db.sql("""
            select p.role = 'FOR' as other, p.name, p.relation,
              case when p.told_by <> 'SMS' or m.has_phone then p.told_by
                when p.phone_sealed is not null or p.address_sealed is not null then 'CALL' else 'PAGE' end as by
            from cases.person p join cases.matter m on m.county = p.county and m.id = p.matter
            where p.county = :county and p.matter = :id order by p.role desc limit 1\
            """)
                .param("county", county)
                .param("id", id)
                .query(Told.class)
                .single();
    }

    private int joined(int county, UUID id) {
        return db.sql("""
            select (select count(*) from cases.matter where county = :county and merged_into = :id)::int
              + (select count(*) from cases.matter where county = :county and id = :id and not guarded)::int\
            """)
                .param("county", county)
                .param("id", id)
                .query(Integer.class)
                .single();
    }

    private List<Look> looks(int county, UUID id, @Nullable LowMark mark) {
        var staffing = organizations.of(county);
        return audit.views(county, id).stream()
                .map(view -> new Look(
                        view.at(),
                        Optional.ofNullable(view.post())
                                .flatMap(staffing::find)
                                .map(post -> staffing.office(post.office()).name())
                                .orElse(""),
                        view.why(),
                        mark != null && mark.post() != null && mark.post().equals(view.post())))
                .toList();
    }
}
