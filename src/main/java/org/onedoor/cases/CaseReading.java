package org.onedoor.cases;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.onedoor.frame.Actor;
import org.onedoor.frame.NotHere;
import org.onedoor.frame.Scope;
import org.onedoor.frame.Slice;
import org.onedoor.organizations.Hat;
import org.springframework.stereotype.Service;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Reads cases for the doors, each read in one short transaction under the scope it belongs to.
 */
@Service
class CaseReading {

    private final CaseStore store;
    private final CaseQueue queue;
    private final TransactionTemplate readOnly;

    CaseReading(CaseStore store, CaseQueue queue, PlatformTransactionManager transactions) {
        this.store = store;
        this.queue = queue;
        this.readOnly = new TransactionTemplate(transactions);
        this.readOnly.setReadOnly(true);
    }

    Slice<CaseQueue.Line> list(Hat hat, CaseQueue.View view, Instant now, @Nullable String cursor, int size) {
        return Scope.in(hat.scope(), () -> readOnly.execute(_ -> queue.list(hat, view, now, cursor, size)));
    }

    /** Under a post; a protected case only for a post that is a party of it. */
    CaseStore.Row show(Hat hat, UUID id) {
        var row = Scope.in(
                hat.scope(),
                () -> readOnly.execute(_ -> store.find(hat.scope().county(), id).orElseThrow(NotHere::new)));
        var told = row.told();
        if (told.guarded()
                && (told.accused().contains(Actor.current().id())
                        || told.parties().stream().noneMatch(party -> party.post()
                                .equals(hat.post().id())))) {
            throw new NotHere();
        }
        return row;
    }

    CaseStore.Row byReceipt(int county, String longId) {
        var hash = Keys.hash(longId);
        return Scope.in(
                new Scope.Receipt(county, hash),
                () -> readOnly.execute(_ -> store.byReceipt(county, hash).orElseThrow(NotHere::new)));
    }
}
