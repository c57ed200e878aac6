package org.onedoor.audit;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.onedoor.audit.Verdict.Flaw;
import org.onedoor.frame.Scope;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Walks a county's chain from its first seal to its last, in slices, and names the first thing that does not fit. */
@Component
class Verifier {

    private static final int SLICE = 2_000;

    /** A seal with its entry; the entry's columns are null when it is gone. */
    private record Link(
            long sealNo,
            UUID entryId,
            String sealXact,
            byte[] prev,
            byte[] hash,
            int county,
            @Nullable UUID id,
            @Nullable Instant at,
            @Nullable UUID actor,
            @Nullable UUID post,
            @Nullable String action,
            @Nullable UUID subject,
            @Nullable String fromIp,
            @Nullable String why,
            @Nullable String detail,
            @Nullable String xact) {

        Optional<Chained> entry() {
            return id == null || at == null || actor == null || action == null || detail == null || xact == null
                    ? Optional.empty()
                    : Optional.of(new Chained(county, id, at, actor, post, action, subject, fromIp, why, detail, xact));
        }

        Sealer.Head head() {
            return new Sealer.Head(sealNo, entryId, sealXact, hash);
        }
    }

    private final JdbcClient db;
    private final TransactionTemplate transaction;
    private final Heads heads;

    Verifier(JdbcClient db, PlatformTransactionManager transactions, Heads heads) {
        this.db = db;
        this.transaction = new TransactionTemplate(transactions);
        this.transaction.setReadOnly(true);
        this.transaction.setTimeout(600);
        this.heads = heads;
    }

    Verdict verify(int county) {
        // The heads first: what is sealed while we walk is newer than they are.
        var noted = heads.of(county);
        var end = Sealer.Head.NONE;
        List<Link> links;
        do {
            links = slice(county, end.sealNo());
            for (var link : links) {
                if (link.sealNo() != end.sealNo() + 1) {
                    return new Verdict.Broken(end.sealNo() + 1, Flaw.MISSING);
                }
                var flaw = flaw(county, end, link, noted);
                if (flaw.isPresent()) {
                    return new Verdict.Broken(link.sealNo(), flaw.get());
                }
                end = link.head();
            }
        } while (links.size() == SLICE);
        return ending(county, end, noted);
    }

    private Optional<Flaw> flaw(int county, Sealer.Head before, Link link, List<Heads.Noted> noted) {
        var entry = link.entry();
        if (!Arrays.equals(link.prev(), before.hash())) {
            if (isHash(county, link.prev())) {
                return Optional.of(Flaw.REORDERED);
            }
            // A seal that fits itself but not what stands before it: what stood before it is gone.
            boolean whole = entry.isPresent() && Arrays.equals(entry.get().after(link.prev()), link.hash());
            return Optional.of(whole ? Flaw.MISSING : Flaw.CHANGED);
        }
        if (entry.isEmpty()) {
            return Optional.of(Flaw.MISSING);
        }
        if (!Arrays.equals(entry.get().after(link.prev()), link.hash())) {
            return Optional.of(anotherFits(county, link) ? Flaw.REORDERED : Flaw.CHANGED);
        }
        if (!entry.get().xact().equals(link.sealXact())) {
            return Optional.of(Flaw.CHANGED);
        }
        if (!follows(before, link)) {
            return Optional.of(Flaw.REORDERED);
        }
        boolean asNoted = noted.stream()
                .filter(head -> head.sealNo() == link.sealNo())
                .allMatch(head -> Arrays.equals(head.hash(), link.hash()));
        return asNoted ? Optional.empty() : Optional.of(Flaw.REWRITTEN);
    }

    private Verdict ending(int county, Sealer.Head end, List<Heads.Noted> noted) {
        if (noted.stream().anyMatch(head -> head.sealNo() > end.sealNo())) {
            return new Verdict.Broken(end.sealNo() + 1, Flaw.TAIL_CUT);
        }
        var added = added(county, end);
        if (added.isPresent()) {
            return new Verdict.Broken(added.get(), Flaw.ADDED);
        }
        return new Verdict.Sound(
                end.sealNo(), noted.isEmpty() ? null : noted.getLast().at());
    }

    private static boolean follows(Sealer.Head before, Link link) {
        int transactions = Long.compareUnsigned(Long.parseLong(link.sealXact()), Long.parseLong(before.xact()));
        // As PostgreSQL orders uuids: by their bytes.
        return transactions > 0
                || transactions == 0
                        && link.entryId().toString().compareTo(before.entryId().toString()) > 0;
    }

    private List<Link> slice(int county, long after) {
        return in(county, () -> db.sql("""
            select s.seal_no, s.entry_id, s.xact::text as seal_xact, s.prev, s.hash, s.county,
                   e.id, e.at, e.actor, e.post, e.action, e.subject, e.from_ip, e.why,
                   e.detail::text as detail, e.xact::text as xact
            from audit.seal s left join audit.entry e on e.county = s.county and e.id = s.entry_id
            where s.county = :county and s.seal_no > :after
            order by s.seal_no limit 2000\
            """)
                .param("county", county)
                .param("after", after)
                .query(Link.class)
                .list());
    }

    private boolean isHash(int county, byte[] prev) {
        return in(county, () -> db.sql("select exists (select from audit.seal where county = :county and hash = :prev)")
                .param("county", county)
                .param("prev", prev)
                .query(Boolean.class)
                .single());
    }

    /** Some other entry is the one this seal was made for. */
    private boolean anotherFits(int county, Link link) {
        var after = new UUID(0, 0);
        List<Chained> entries;
        do {
            var from = after;
            entries = in(county, () -> db.sql("""
                select county, id, at, actor, post, action, subject, from_ip, why, detail::text as detail,
                       xact::text as xact
                from audit.entry where county = :county and id > :after order by id limit 2000\
                """)
                    .param("county", county)
                    .param("after", from)
                    .query(Chained.class)
                    .list());
            for (var entry : entries) {
                if (Arrays.equals(entry.after(link.prev()), link.hash())) {
                    return true;
                }
                after = entry.id();
            }
        } while (entries.size() == SLICE);
        return false;
    }

    /** Where an entry would stand that the chain has passed without sealing it. */
    private Optional<Long> added(int county, Sealer.Head end) {
        return in(county, () -> db.sql("""
            select (select min(seal_no) from audit.seal n
                    where n.county = :county and (n.xact, n.entry_id) > (e.xact, e.id))
            from audit.entry e
            where e.county = :county and (e.xact, e.id) < (:xact::xid8, :id::uuid)
              and not exists (select from audit.seal s where s.county = :county and s.entry_id = e.id)
            order by e.xact, e.id limit 1\
            """)
                .param("county", county)
                .param("xact", end.xact())
                .param("id", end.entryId())
                .query(Long.class)
                .optional());
    }

    private <T> T in(int county, Supplier<T> read) {
        return Scope.in(new Scope.County(county), () -> transaction.execute(_ -> read.get()));
    }
}
