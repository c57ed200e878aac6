package org.onedoor.cases;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalTime;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.onedoor.frame.Now;
import org.onedoor.notices.Message;
import org.onedoor.notices.Notices;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Tells what came up: one message a person, day and kind (what came up to her; what of her own is nearly due), never at
 * night. What comes up later the same day waits for the next.
 */
@Component
class Digests {

    private static final LocalTime FROM = LocalTime.of(7, 0);
    private static final LocalTime UNTIL = LocalTime.of(21, 0);

    private record Told(UUID account, boolean reminder, long amount) {}

    private final JdbcClient db;
    private final Notices notices;

    Digests(JdbcClient db, Notices notices) {
        this.db = db;
        this.notices = notices;
    }

    /** Inside the caller's transaction; how many messages were written. */
    int tell(int county) {
        var now = Now.local(Now.instant());
        if (now.toLocalTime().isBefore(FROM) || !now.toLocalTime().isBefore(UNTIL)) {
            return 0;
        }
        var today = now.toLocalDate();
        // Two instances must not each tell half of it.
        db.sql("select pg_advisory_xact_lock(7101, :county)")
                .param("county", county)
                .query()
                .singleRow();
        List<Told> told = db.sql("""
            with t as (
              update cases.raised r set told_on = :today
              where r.county = :county and r.told_on is null
                and not exists (select from cases.raised d where d.county = r.county and d.told_on = :today
                  and d.account = r.account and d.reminder = r.reminder)
              returning account, reminder, amount)
            select account, reminder, sum(amount)::bigint as amount from t group by account, reminder order by account\
            """)
                .param("county", county)
                .param("today", today)
                .query(Told.class)
                .list();
        if (!told.isEmpty()) {
            notices.sendAll(told.stream()
                    .map(one -> Message.page(
                            county,
                            event(one, today.toString()),
                            one.account(),
                            one.reminder() ? "cases.staff.reminder" : "cases.staff.overdue",
                            Map.of(
                                    "count",
                                    Long.toString(one.amount()),
                                    "path",
                                    one.reminder() ? "/desk/cases" : "/desk/supervisor/raised")))
                    .toList());
        }
        return told.size();
    }

    /** Forgets what was told long ago. */
    int forget(int county, Instant before, int most) {
        return db.sql("""
            delete from cases.raised where county = :county and id in (
              select id from cases.raised where county = :county and told_on < :day limit :most)\
            """)
                .param("county", county)
                .param("day", Now.local(before).toLocalDate())
                .param("most", most)
                .update();
    }

    private static UUID event(Told told, String day) {
        return UUID.nameUUIDFromBytes(
                (told.account() + ":" + told.reminder() + ":" + day).getBytes(StandardCharsets.US_ASCII));
    }
}
