package org.onedoor.catalogue;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.ReentrantLock;
import org.onedoor.audit.Audit;
import org.onedoor.audit.Entry;
import org.onedoor.frame.Actor;
import org.onedoor.frame.Ids;
import org.onedoor.frame.Now;
import org.onedoor.frame.Scope;
import org.onedoor.frame.Snapshot;
import org.onedoor.frame.Snapshots;
import org.springframework.stereotype.Service;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

/** 服务目录事务 · The items of a county: asked from memory, changed by publishing versions. */
@Service
@Transactional(readOnly = true)
public class Catalogue {

    /** DefaultItems count as always in force: cases of any past day find them. */
    private static final LocalDate ALWAYS = LocalDate.of(2000, 1, 1);

    private final DefaultItems defaults;
    private final CatalogueStore store;
    private final Audit audit;
    private final TransactionTemplate transaction;
    private final Snapshot<Shelf> shelves;
    private final ReentrantLock first = new ReentrantLock();

    Catalogue(
            DefaultItems defaults,
            CatalogueStore store,
            Audit audit,
            Snapshots snapshots,
            PlatformTransactionManager transactions) {
        this.defaults = defaults;
        this.store = store;
        this.audit = audit;
        this.transaction = new TransactionTemplate(transactions);
        this.shelves = snapshots.of("catalogue.item", county -> new Shelf(store.all(county), defaults));
    }

    /** The items in force today ({@link Now}); from memory, no scope needed. A new county has the defaults. */
    @Transactional(propagation = Propagation.SUPPORTS)
    public Items of(int county) {
        return shelf(county).on(Now.today());
    }

    /** Every version of an item, newest first. */
    @Transactional(propagation = Propagation.SUPPORTS)
    List<Version> versions(int county, String code) {
        return shelf(county).of(code);
    }

    /** The version of each item that is in force today, retired ones too. */
    @Transactional(propagation = Propagation.SUPPORTS)
    List<Version> today(int county) {
        return shelf(county).inForce(Now.today());
    }

    private Shelf shelf(int county) {
        var shelf = shelves.of(county);
        if (!shelf.isEmpty() || county <= 0) {
            return shelf;
        }
        // First look at a new county, perhaps inside somebody's transaction of another scope: load beside it.
        Runnable load = () ->
                Scope.in(new Scope.County(county), () -> transaction.executeWithoutResult(_ -> loadDefaults(county)));
        if (TransactionSynchronizationManager.isActualTransactionActive()) {
            CompletableFuture.runAsync(load, Thread::startVirtualThread).join();
        } else {
            // One loads for all who ask now; none of them holds a connection meanwhile.
            first.lock();
            try {
                if (shelves.of(county).isEmpty()) {
                    load.run();
                }
            } finally {
                first.unlock();
            }
        }
        return shelves.of(county);
    }

    /**
     * Brings the program's items into the county: new ones, and new wordings of those the county has not made its own.
     * Called under the County scope; does nothing the second time.
     */
    @Transactional
    public void load(int county) {
        loadDefaults(county);
    }

    private void loadDefaults(int county) {
        Map<String, Version> last = new java.util.HashMap<>();
        for (var version : store.all(county)) {
            last.merge(
                    version.item().code(),
                    version,
                    (one, other) -> one.item().version() > other.item().version() ? one : other);
        }
        var missing = new ArrayList<Version>();
        for (var item : defaults.items()) {
            var had = last.get(item.code());
            if (had == null) {
                missing.add(published(item, 1, ALWAYS));
            } else if (!had.local() && !same(had.item(), item)) {
                missing.add(published(item, had.item().version() + 1, Now.today()));
            }
        }
        if (!missing.isEmpty()) {
            store.insert(county, missing);
            shelves.changed(county);
        }
    }

    private static Version published(Item item, int version, LocalDate from) {
        return new Version(item.as(Ids.next(), version), from, false, false, Now.instant(), Actor.NOBODY);
    }

    /** Publishes a version; called under the County scope. */
    @Transactional
    public Publishing publish(PublishItem wanted) {
        var shelf = new Shelf(store.all(wanted.county()), defaults);
        var earlier = shelf.of(wanted.code());
        var refused = refusal(wanted, earlier, shelf.on(Now.today()));
        if (refused.isPresent()) {
            return refused.get();
        }
        int version = earlier.isEmpty() ? 1 : earlier.getFirst().item().version() + 1;
        var item = new Item(
                Ids.next(),
                wanted.code(),
                version,
                wanted.group(),
                wanted.name(),
                wanted.nameEn(),
                wanted.kind(),
                wanted.publicMatter(),
                wanted.protectedPath(),
                wanted.promise(),
                wanted.safety(),
                wanted.authority(),
                wanted.officeKind(),
                wanted.line(),
                wanted.questions(),
                wanted.keywords(),
                wanted.materials(),
                wanted.explain(),
                wanted.explainEn(),
                wanted.help());
        var row = new Version(item, wanted.from(), true, wanted.retired(), Now.instant(), wanted.by());
        if (store.insert(wanted.county(), List.of(row)) == 0) {
            throw new org.onedoor.frame.Overtaken();
        }
        audit.record(new Entry(
                wanted.county(),
                wanted.by(),
                null,
                "catalogue.published",
                item.id(),
                null,
                Map.of(
                        "code",
                        item.code(),
                        "version",
                        version,
                        "from",
                        wanted.from().toString())));
        shelves.changed(wanted.county());
        return new Publishing.Published(item, wanted.from());
    }

    private Optional<Publishing> refusal(PublishItem wanted, List<Version> earlier, Items today) {
        if (wanted.from().isBefore(Now.today())) {
            return refuse("from", "catalogue.refused.past", "");
        }
        if (!earlier.isEmpty() && earlier.getFirst().item().kind() != wanted.kind()) {
            return refuse("kind", "catalogue.refused.kind", "");
        }
        if (wanted.retired() && wanted.code().equals(Items.GENERAL)) {
            return refuse("retired", "catalogue.refused.general", "");
        }
        if (wanted.kind() == Kind.REPORT && !wanted.protectedPath()) {
            return refuse("protectedPath", "catalogue.refused.report", "");
        }
        if (wanted.protectedPath() && wanted.publicMatter()) {
            return refuse("publicMatter", "catalogue.refused.public", "");
        }
        if (!defaults.groups().containsKey(wanted.group())) {
            return refuse("group", "catalogue.refused.group", "");
        }
        if (!defaults.offices().containsKey(wanted.officeKind())) {
            return refuse("officeKind", "catalogue.refused.office", "");
        }
        for (var material : wanted.materials()) {
            var certificate = notIssued(material, today);
            if (certificate.isPresent()) {
                return refuse("materials", "catalogue.refused.certificate", certificate.get());
            }
        }
        return Optional.empty();
    }

    private static Optional<Publishing> refuse(String field, String key, String word) {
        return Optional.of(new Publishing.Refused(field, key, word));
    }

    /** The certificate of R-CEN-12 that this material asks for. */
    static Optional<String> notIssued(String material, Items items) {
        return items.all().stream()
                .filter(item -> item.kind() == Kind.NOT_ISSUED)
                .flatMap(item -> java.util.stream.Stream.concat(
                        java.util.stream.Stream.of(item.name(), item.name().replace("状况", "")),
                        item.keywords().stream().filter(word -> word.endsWith("证明"))))
                .filter(material::contains)
                .findFirst();
    }

    private static boolean same(Item one, Item other) {
        return one.as(other.id(), other.version()).equals(other);
    }
}
