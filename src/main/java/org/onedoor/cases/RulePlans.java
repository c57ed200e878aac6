package org.onedoor.cases;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.onedoor.audit.Audit;
import org.onedoor.audit.Entry;
import org.onedoor.frame.Actor;
import org.onedoor.frame.NotHere;
import org.onedoor.frame.Now;
import org.onedoor.frame.Scope;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Rules of cases with effective dates (foundations §7): what holds, what is planned, what was. Called under
 * {@link Scope.County}; a day that has begun is never changed again.
 */
@Service
@Transactional(readOnly = true)
class RulePlans {

    private final RuleBook numbers;
    private final LadderBook ladder;
    private final Audit audit;
    private final JdbcClient db;

    RulePlans(RuleBook numbers, LadderBook ladder, Audit audit, JdbcClient db) {
        this.numbers = numbers;
        this.ladder = ladder;
        this.audit = audit;
        this.db = db;
    }

    private record Head(LocalDate effectiveFrom, String reason, java.time.Instant plannedAt, UUID plannedBy) {}

    /** Everything ever planned, the earliest day first. */
    List<RulePlan> all() {
        int county = Scope.current().county();
        var numbersOf = new HashMap<LocalDate, Map<String, Integer>>();
        for (var line : numbers.lines(county)) {
            numbersOf
                    .computeIfAbsent(line.effectiveFrom(), _ -> new LinkedHashMap<>())
                    .put(line.name(), line.value());
        }
        var rungsOf = new HashMap<LocalDate, List<LadderBook.Line>>();
        for (var line : ladder.lines(county)) {
            rungsOf.computeIfAbsent(line.effectiveFrom(), _ -> new ArrayList<>())
                    .add(line);
        }
        return db
                .sql("select effective_from, reason, planned_at, planned_by from cases.rule_plan"
                        + " where county = :county order by effective_from")
                .param("county", county)
                .query(Head.class)
                .list()
                .stream()
                .map(head -> new RulePlan(
                        head.effectiveFrom(),
                        head.reason(),
                        head.plannedAt(),
                        head.plannedBy(),
                        numbersOf.getOrDefault(head.effectiveFrom(), Map.of()),
                        rungsOf.getOrDefault(head.effectiveFrom(), List.of())))
                .toList();
    }

    /** What will hold on {@code from} if nothing is planned for that very day. */
    Rules numbersBefore(LocalDate from) {
        return numbers.of(Scope.current().county(), from.minusDays(1));
    }

    List<LadderRule> rungsBefore(LocalDate from) {
        return ladder.of(Scope.current().county(), from.minusDays(1));
    }

    /** Plans rules from a day on; what was planned for that very day before is replaced. */
    @Transactional
    RulePlan.Planning plan(
            LocalDate from, String reason, Map<RuleNumber, Integer> wanted, List<LadderBook.Line> rungs) {
        int county = Scope.current().county();
        if (!from.isAfter(Now.today())) {
            return new RulePlan.Planning.TooEarly();
        }
        var before = numbersBefore(from);
        var changed = new LinkedHashMap<String, Integer>();
        wanted.forEach((number, value) -> {
            if (number.in(before) != value) {
                changed.put(number.code(), value);
            }
        });
        var held = new HashMap<String, LadderRule>();
        rungsBefore(from).forEach(rule -> held.put(rule.rung(), rule));
        var moved = rungs.stream().filter(line -> differs(line, held)).toList();
        if (changed.isEmpty() && moved.isEmpty()) {
            return new RulePlan.Planning.Nothing();
        }
        forget(county, from);
        db.sql("""
            insert into cases.rule_plan (county, effective_from, reason, planned_at, planned_by)
            values (:county, :from, :reason, :at, :by)\
            """)
                .param("county", county)
                .param("from", from)
                .param("reason", reason)
                .param("at", CaseStore.utc(Now.instant()))
                .param("by", Actor.current().id())
                .update();
        changed.forEach((name, value) -> numbers.set(county, new RuleBook.Line(name, from, value)));
        moved.forEach(line -> ladder.set(county, line));
        record(
                county,
                "cases.rules-planned",
                reason,
                Map.of(
                        "from",
                        from.toString(),
                        "numbers",
                        changed,
                        "rungs",
                        moved.stream()
                                .map(line ->
                                        line.rung() + " " + line.amount() + " " + line.tell() + " " + line.active())
                                .toList()));
        return new RulePlan.Planning.Done();
    }

    /** Takes back what was planned for a day that has not begun. */
    @Transactional
    void withdraw(LocalDate from) {
        int county = Scope.current().county();
        if (!from.isAfter(Now.today()) || forget(county, from) == 0) {
            throw new NotHere();
        }
        record(county, "cases.rules-withdrawn", null, Map.of("from", from.toString()));
    }

    private int forget(int county, LocalDate from) {
        numbers.forget(county, from);
        ladder.forget(county, from);
        return db.sql("delete from cases.rule_plan where county = :county and effective_from = :from")
                .param("county", county)
                .param("from", from)
                .update();
    }

    private static boolean differs(LadderBook.Line line, Map<String, LadderRule> held) {
        var rule = held.get(line.rung());
        return rule == null
                ? line.active()
                : !line.active() || !rule.equals(new LadderRule(line.rung(), line.basis(), line.amount(), line.tell()));
    }

    private void record(
            int county, String action, @org.jspecify.annotations.Nullable String why, Map<String, Object> detail) {
        audit.record(new Entry(county, Actor.current().id(), null, action, null, why, detail));
    }
}
