package org.onedoor.cases;

import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.onedoor.catalogue.Catalogue;
import org.onedoor.catalogue.Item;
import org.onedoor.frame.Now;
import org.onedoor.frame.Scope;
import org.onedoor.regions.Place;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Public matters of a village that a resident may be about to report again (foundations §8). What she is shown is item,
 * village, day, state and how many wait together; never words, names or numbers. Personal items give no hints.
 */
@Service
class Duplicates {

    private static final int CANDIDATES = 50;
    private static final int SHOWN = 3;

    /** A matter already reported; {@code joined} counts everybody who waits for it. */
    record Same(UUID id, UUID item, String name, @Nullable String nameEn, LocalDate day, State state, int joined) {}

    private record Candidate(UUID id, UUID item, LocalDate day, State state, String words, int joined) {}

    private final JdbcClient db;
    private final Catalogue catalogue;
    private final RuleBook rules;
    private final TransactionTemplate readOnly;

    Duplicates(JdbcClient db, Catalogue catalogue, RuleBook rules, PlatformTransactionManager transactions) {
        this.db = db;
        this.catalogue = catalogue;
        this.rules = rules;
        this.readOnly = new TransactionTemplate(transactions);
        this.readOnly.setReadOnly(true);
    }

    /** Same item, or similar words where no item was named; newest first. */
    List<Same> find(int county, Place village, @Nullable Item item, String words) {
        if (item != null && !item.publicMatter()) {
            return List.of();
        }
        var numbers = rules.of(county);
        var items = catalogue.of(county);
        return candidates(county, village, numbers.duplicateDays()).stream()
                .filter(one -> items.find(one.item()).isPresent())
                .filter(one -> {
                    var named = items.get(one.item());
                    return item != null
                            ? named.code().equals(item.code())
                            : Words.likeness(village.name(), words, one.words()) >= numbers.duplicatePercent();
                })
                .limit(SHOWN)
                .map(one -> {
                    var named = items.get(one.item());
                    return new Same(
                            one.id(),
                            one.item(),
                            named.name(),
                            named.nameEn(),
                            one.day(),
                            one.state(),
                            one.joined() + 1);
                })
                .toList();
    }

    /** The item of a public matter of this village, whatever became of it; empty for what nobody may join. */
    Optional<UUID> item(int county, Place village, UUID id) {
        return Scope.in(
                new Scope.County(county),
                () -> readOnly.execute(_ -> db.sql("""
                    select m.item from cases.matter m
                    where m.county = :county and m.id = :id and m.place_lo between :lo and :hi and m.public_matter
                      and not m.guarded\
                    """)
                        .param("county", county)
                        .param("id", id)
                        .param("lo", village.lo())
                        .param("hi", village.hi())
                        .query(UUID.class)
                        .optional()));
    }

    private List<Candidate> candidates(int county, Place village, int days) {
        return Scope.in(
                new Scope.County(county),
                () -> readOnly.execute(_ -> db.sql("""
                    select m.id, m.item, m.number_day as day, m.state, m.words,
                      (select count(*) from cases.matter j
                       where j.county = m.county and j.merged_into = m.id)::int as joined
                    from cases.matter m
                    where m.county = :county and m.place_lo between :lo and :hi and m.public_matter and not m.guarded
                      and m.filed_at > :since
                      and m.state in ('REGISTERED', 'ACCEPTED', 'ASSIGNED', 'TAKEN', 'WORKING', 'WAITING')
                    order by m.filed_at desc limit :candidates\
                    """)
                        .param("county", county)
                        .param("lo", village.lo())
                        .param("hi", village.hi())
                        .param("since", CaseStore.utc(Now.instant().minus(Duration.ofDays(days))))
                        .param("candidates", CANDIDATES)
                        .query(Candidate.class)
                        .list()));
    }
}
