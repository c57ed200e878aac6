package org.onedoor.cases;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.onedoor.frame.Cursors;
import org.onedoor.frame.Slice;
import org.onedoor.regions.Place;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * 公开的事 · Public matters whose residents agreed that neighbours may see how far they are: item, village, day and state;
 * never words, number, name or house.
 */
@Service
@Transactional(readOnly = true)
public class SharedMatters {

    /**
     * 一件公开的事 · What everybody may see of it.
     *
     * @param item the version it was filed under; its name is the only title
     * @param tag message key of the state, in the resident's words
     */
    public record Shared(UUID item, UUID place, Instant filedAt, String tag, boolean open, Instant due, int joined) {}

    private record Row(UUID id, Shared shared) {}

    private static final UUID LAST = UUID.fromString("ffffffff-ffff-ffff-ffff-ffffffffffff");
    private static final Instant FAR = Instant.parse("2999-01-01T00:00:00Z");

    private final JdbcClient db;
    private final Cursors cursors;

    SharedMatters(JdbcClient db, Cursors cursors) {
        this.db = db;
        this.cursors = cursors;
    }

    /** At or below the place, newest first. County scope. */
    public Slice<Shared> in(int county, Place place, @Nullable String cursor, int size) {
        var name = "shared:" + place.id();
        var after = cursors.read(cursor, name);
        var rows = db.sql("""
            select m.id, m.item, m.place, m.filed_at, m.state, m.outcome, m.due_at,
              (select count(*)::int from cases.matter j where j.county = m.county and j.merged_into = m.id) as joined
            from cases.matter m
            where m.county = :county and m.public_shown and m.public_matter and not m.guarded
              and m.state not in ('MERGED', 'WITHDRAWN', 'DECLINED') and m.place_lo between :lo and :hi
              and (m.filed_at, m.id) < (:at, :id)
            order by m.filed_at desc, m.id desc limit :limit\
            """)
                .param("county", county)
                .param("lo", place.lo())
                .param("hi", place.hi())
                .param("at", CaseStore.utc(after != null ? after.at() : FAR))
                .param("id", after != null ? after.id() : LAST)
                .param("limit", size + 1)
                .query((r, _) -> {
                    var state = State.valueOf(r.getString("state"));
                    var failed = state == State.CLOSED && "NOT_POSSIBLE".equals(r.getString("outcome"));
                    return new Row(
                            r.getObject("id", UUID.class),
                            new Shared(
                                    r.getObject("item", UUID.class),
                                    r.getObject("place", UUID.class),
                                    CaseQueue.instant(r, "filed_at"),
                                    state == State.ANSWERED
                                            ? "cases.shared.answered"
                                            : failed ? "cases.tag.not-done" : state.tag(),
                                    state.open(),
                                    CaseQueue.instant(r, "due_at"),
                                    r.getInt("joined")));
                })
                .list();
        if (rows.size() <= size) {
            return new Slice<>(rows.stream().map(Row::shared).toList(), null);
        }
        var shown = rows.subList(0, size);
        var last = shown.getLast();
        return new Slice<>(
                shown.stream().map(Row::shared).toList(),
                cursors.after(last.shared().filedAt(), last.id(), name));
    }
}
