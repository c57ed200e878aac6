package org.onedoor.cases;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.onedoor.catalogue.Catalogue;
import org.onedoor.catalogue.Items;
import org.onedoor.catalogue.Urgency;
import org.onedoor.frame.Ids;
import org.onedoor.frame.Now;
import org.onedoor.notices.Message;
import org.onedoor.notices.Notices;
import org.onedoor.organizations.Holder;
import org.onedoor.organizations.Organizations;
import org.onedoor.organizations.Post;
import org.onedoor.organizations.Rung;
import org.onedoor.organizations.Staffing;
import org.onedoor.regions.PlaceTree;
import org.onedoor.regions.Regions;
import org.onedoor.secrets.Phones;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/**
 * The sweep of the ladder: takes what is due in order of time, a stretch of cases at once, and writes what happened to all
 * of them in one statement (foundations §19).
 *
 * <p>A second instance skips what this one has locked; a rung is told once a round by the key of {@code cases.escalation},
 * whoever is killed in between.
 */
@Component
class Climbing {

    static final int STRETCH = 1000;

    /** Where the next stretch begins: the last moment and case of the one before, so that dead entries are not walked again. */
    record After(Instant at, UUID id) {
        static final After START = new After(Instant.EPOCH, new UUID(0, 0));
    }

    /** What one stretch did; {@code last} is null when nothing was due. */
    record Swept(int cases, @Nullable After last) {}

    private record Row(
            UUID id,
            UUID owner,
            UUID place,
            UUID item,
            String number,
            String title,
            boolean guarded,
            int round,
            int version,
            List<String> codes,
            List<Instant> times,
            Instant next,
            Instant filed,
            List<Told> told,
            Set<UUID> accused) {}

    /** Who was told at an earlier rung of this round. */
    private record Told(String rung, UUID account) {}

    private record Climbed(UUID id, int version, List<String> left_codes, List<String> left_times) {}

    private record Line(
            UUID matter,
            int round,
            int seq,
            String rung,
            String due_at,
            List<UUID> posts,
            List<UUID> accounts,
            Fact.Climbed fact) {}

    private record Raised(UUID id, UUID account, UUID post, boolean reminder, int amount) {}

    private record To(UUID account, UUID post, boolean reminder) {}

    private final JdbcClient db;
    private final JsonMapper json;
    private final LadderBook book;
    private final Organizations organizations;
    private final Regions regions;
    private final Catalogue catalogue;
    private final Notices notices;
    private final ApplicationEventPublisher events;

    Climbing(
            JdbcClient db,
            JsonMapper json,
            LadderBook book,
            Organizations organizations,
            Regions regions,
            Catalogue catalogue,
            Notices notices,
            ApplicationEventPublisher events) {
        this.db = db;
        this.json = json;
        this.book = book;
        this.organizations = organizations;
        this.regions = regions;
        this.catalogue = catalogue;
        this.notices = notices;
        this.events = events;
    }

    /** One stretch inside the caller's transaction; {@code only} restricts it to one case. */
    Swept stretch(int county, After after, @Nullable UUID only) {
        var now = Now.instant();
        var rows = pick(county, now, after, only);
        if (rows.isEmpty()) {
            return new Swept(0, null);
        }
        new Stretch(county, now, rows).write();
        var last = rows.getLast();
        return new Swept(rows.size(), new After(last.next(), last.id()));
    }

    private List<Row> pick(int county, Instant now, After after, @Nullable UUID only) {
        return db.sql("""
            select m.id, m.owner_post, m.place, m.item, m.number_day, m.number, m.title, m.guarded, m.round, m.version,
              m.ladder_codes, m.ladder_times, m.next_rung_at, m.filed_at,
              (select array_agg(e.rung || ' ' || t.account) from cases.escalation e, unnest(e.accounts) as t(account)
               where e.county = m.county and e.matter = m.id and e.round = m.round) as told,
              case when m.guarded then (select array_agg(a.account::uuid) from cases.history h,
                 jsonb_array_elements_text(h.fact -> 'accused') as a(account)
               where h.county = m.county and h.matter = m.id and h.kind in ('filed', 'protected')
                 and jsonb_typeof(h.fact -> 'accused') = 'array') end as accused
            from cases.matter m
            where m.county = :county and m.next_rung_at <= :now and (m.next_rung_at, m.id) > (:at, :after)
              and (:only::uuid is null or m.id = :only::uuid)
            order by m.next_rung_at, m.id limit :limit for update of m skip locked\
            """)
                .param("county", county)
                .param("now", CaseStore.utc(now))
                .param("at", CaseStore.utc(after.at()))
                .param("after", after.id())
                .param("only", only)
                .param("limit", STRETCH)
                .query(Climbing::row)
                .list();
    }

    private static Row row(ResultSet r, int n) throws SQLException {
        var told = r.getArray("told");
        var accused = r.getArray("accused");
        return new Row(
                r.getObject("id", UUID.class),
                r.getObject("owner_post", UUID.class),
                r.getObject("place", UUID.class),
                r.getObject("item", UUID.class),
                Numbers.sayable(r.getObject("number_day", java.time.LocalDate.class), r.getString("number")),
                r.getString("title"),
                r.getBoolean("guarded"),
                r.getInt("round"),
                r.getInt("version"),
                List.of((String[]) r.getArray("ladder_codes").getArray()),
                Arrays.stream((java.sql.Timestamp[]) r.getArray("ladder_times").getArray())
                        .map(java.sql.Timestamp::toInstant)
                        .toList(),
                r.getObject("next_rung_at", OffsetDateTime.class).toInstant(),
                r.getObject("filed_at", OffsetDateTime.class).toInstant(),
                told == null
                        ? List.of()
                        : Arrays.stream((String[]) told.getArray())
                                .map(one -> one.split(" "))
                                .map(one -> new Told(one[0], UUID.fromString(one[1])))
                                .toList(),
                accused == null ? Set.of() : Set.copyOf(Arrays.asList((UUID[]) accused.getArray())));
    }

    /** What happens to the cases of one stretch. */
    private final class Stretch {
        private final int county;
        private final Instant now;
        private final List<Row> rows;
        private final Staffing staffing;
        private final PlaceTree places;
        private final Items items;
        private final Map<LocalDate, Map<String, LadderRule>> ladders = new HashMap<>();
        private final Map<List<Object>, List<Post>> posts = new HashMap<>();
        private final Map<UUID, java.util.Optional<Holder>> holders = new HashMap<>();
        private final List<Climbed> climbed = new ArrayList<>();
        private final List<Line> lines = new ArrayList<>();
        private final Map<To, Integer> raised = new LinkedHashMap<>();
        private final List<Message> atOnce = new ArrayList<>();

        Stretch(int county, Instant now, List<Row> rows) {
            this.county = county;
            this.now = now;
            this.rows = rows;
            this.staffing = organizations.of(county);
            this.places = regions.tree(county);
            this.items = catalogue.of(county);
        }

        void write() {
            rows.forEach(this::climb);
            var told = raised();
            db.sql("""
                with r as materialized (
                  select * from jsonb_to_recordset(:lines::jsonb) as r(matter uuid, round int, seq int, rung text,
                    due_at timestamptz, posts uuid[], accounts uuid[], fact jsonb)),
                e as (
                  insert into cases.escalation (county, matter, round, rung, due_at, told_at, posts, accounts)
                  select :county, r.matter, r.round, r.rung, r.due_at, :now, r.posts, r.accounts from r),
                h as (
                  insert into cases.history (county, matter, seq, at, actor, kind, fact)
                  select :county, r.matter, r.seq, :now, :actor, 'climbed', r.fact from r),
                m as (
                  update cases.matter m
                  set version = c.version, ladder_codes = c.left_codes, ladder_times = c.left_times,
                    next_rung_at = c.left_times[1]
                  from jsonb_to_recordset(:climbed::jsonb)
                    as c(id uuid, version int, left_codes text[], left_times timestamptz[])
                  where m.county = :county and m.id = c.id),
                d as (
                  insert into cases.raised (county, id, account, post, reminder, at, amount)
                  select :county, d.id, d.account, d.post, d.reminder, :now, d.amount
                  from jsonb_to_recordset(:raised::jsonb)
                    as d(id uuid, account uuid, post uuid, reminder boolean, amount int))
                select audit.record(:county, :audit, :now, :actor, null, 'cases.climb', null, null, null,
                  jsonb_build_object('cases', :cases, 'rungs', (select count(*) from r)))\
                """)
                    .param("county", county)
                    .param("now", CaseStore.utc(now))
                    .param("actor", new By.Clockwork().actor())
                    .param("audit", Ids.next())
                    .param("cases", rows.size())
                    .param("lines", json.writeValueAsString(lines))
                    .param("climbed", json.writeValueAsString(climbed))
                    .param("raised", json.writeValueAsString(told))
                    .query(UUID.class)
                    .single();
            if (!atOnce.isEmpty()) {
                notices.sendAll(atOnce);
            }
            for (var one : told) {
                if (!one.reminder()) {
                    events.publishEvent(new OverdueRaised(
                            county,
                            now,
                            one.id(),
                            new By.Clockwork().actor(),
                            one.account(),
                            one.post(),
                            one.amount()));
                }
            }
        }

        private List<Raised> raised() {
            return raised.entrySet().stream()
                    .map(entry -> new Raised(
                            Ids.next(),
                            entry.getKey().account(),
                            entry.getKey().post(),
                            entry.getKey().reminder(),
                            entry.getValue()))
                    .toList();
        }

        /** Every rung that is due by now, in order; after downtime that may be several. */
        private void climb(Row row) {
            int seq = row.version();
            int reached = 0;
            var rules = ladder(row);
            var told = new HashSet<UUID>();
            for (var earlier : row.told()) {
                var rule = rules.get(earlier.rung());
                if (rule == null || rule.tell() != LadderRule.Tell.OWNER) {
                    told.add(earlier.account());
                }
            }
            var heard = new TreeMap<String, To>();
            while (reached < row.codes().size() && !row.times().get(reached).isAfter(now)) {
                var code = row.codes().get(reached);
                var due = row.times().get(reached);
                var rule = rules.get(code);
                reached++;
                if (rule == null) {
                    continue;
                }
                var whom = whom(row, rule.tell());
                var ids = whom.stream().map(Post::id).toList();
                var accounts = new LinkedHashSet<UUID>();
                for (var post : whom) {
                    // Whom a protected case is about hears nothing of it (R-REQ-14).
                    holder(post)
                            .filter(one -> !row.accused().contains(one.account()))
                            .ifPresent(holder -> {
                                if (rule.tell() == LadderRule.Tell.OWNER || told.add(holder.account())) {
                                    accounts.add(holder.account());
                                    hear(row, rule, post, holder, heard);
                                }
                            });
                }
                seq++;
                lines.add(new Line(
                        row.id(),
                        row.round(),
                        seq,
                        code,
                        due.toString(),
                        ids,
                        List.copyOf(accounts),
                        new Fact.Climbed(code, due, ids)));
            }
            heard.values().forEach(to -> raised.merge(to, 1, Integer::sum));
            var left = row.times().subList(reached, row.times().size());
            climbed.add(new Climbed(
                    row.id(),
                    seq,
                    row.codes().subList(reached, row.codes().size()),
                    left.stream().map(Instant::toString).toList()));
        }

        /** The rungs that held when the case was filed. */
        private Map<String, LadderRule> ladder(Row row) {
            return ladders.computeIfAbsent(Now.local(row.filed()).toLocalDate(), day -> book.of(county, day).stream()
                    .collect(Collectors.toMap(LadderRule::rung, Function.identity())));
        }

        /** A case counts once for each person and kind, however many rungs it climbed while nobody swept. */
        private void hear(Row row, LadderRule rule, Post post, Holder holder, Map<String, To> heard) {
            if (rule.tell() == LadderRule.Tell.AT_ONCE) {
                atOnce(row, holder);
            } else {
                boolean reminder = rule.tell() == LadderRule.Tell.OWNER;
                heard.putIfAbsent(holder.account() + ":" + reminder, new To(holder.account(), post.id(), reminder));
            }
        }

        /** Nobody has taken what is dangerous: told at any hour; of utilities in the page at once, by SMS from 7:00. */
        private void atOnce(Row row, Holder holder) {
            var event = CaseNotices.event(row.id(), -10 - row.round());
            var values = Map.of("number", row.number(), "title", row.guarded() ? "" : row.title());
            atOnce.add(Message.page(county, event, holder.account(), "cases.staff.dispatch-late", values)
                    .urgent());
            boolean danger = items.get(row.item()).safety() == Urgency.SAFETY;
            Phones.normalise(holder.phone()).ifPresent(phone -> {
                var sms = Message.sms(county, event, phone, "cases.staff.dispatch-late-sms", values);
                atOnce.add(danger ? sms.urgent() : sms);
            });
        }

        private List<Post> whom(Row row, LadderRule.Tell tell) {
            return posts.computeIfAbsent(List.of(row.owner(), row.place(), tell), _ -> superiors(row, tell));
        }

        private List<Post> superiors(Row row, LadderRule.Tell tell) {
            var place = places.get(row.place());
            var owner = staffing.find(row.owner());
            if (owner.isEmpty()) {
                return row.guarded() ? List.of() : staffing.fallback(place);
            }
            return switch (tell) {
                case OWNER -> List.of(owner.get());
                case HEAD -> staffing.ladder(owner.get(), place, Rung.HEAD);
                case TOWN -> staffing.ladder(owner.get(), place, Rung.TOWN);
                case COUNTY -> staffing.ladder(owner.get(), place, Rung.COUNTY);
                case AT_ONCE -> {
                    var all = new LinkedHashSet<>(staffing.ladder(owner.get(), place, Rung.HEAD));
                    all.addAll(staffing.ladder(owner.get(), place, Rung.TOWN));
                    yield List.copyOf(all);
                }
            };
        }

        private java.util.Optional<Holder> holder(Post post) {
            return holders.computeIfAbsent(post.id(), id -> staffing.holder(id, now));
        }
    }
}
