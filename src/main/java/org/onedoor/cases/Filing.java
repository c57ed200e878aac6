package org.onedoor.cases;

import static org.onedoor.frame.Scope.in;

import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.onedoor.catalogue.Catalogue;
import org.onedoor.catalogue.Item;
import org.onedoor.frame.Ids;
import org.onedoor.frame.Now;
import org.onedoor.frame.Scope;
import org.onedoor.organizations.Organizations;
import org.onedoor.organizations.Post;
import org.onedoor.regions.Regions;
import org.onedoor.secrets.Phones;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * 受理登记 · Takes what a resident asks: gives it a number, a promise and two named people in one transaction (R-REQ-5,
 * R-REQ-6).
 *
 * <p>A new case belongs to whoever holds its receipt, so filing always runs under the receipt's own scope; no scope needs to
 * be bound. The same idempotency key gives the same receipt.
 */
@Service
public class Filing {

    /** Version of the privacy notice shown at filing (R-SEC-1). */
    public static final int PRIVACY_VERSION = 1;

    private static final int NUMBER_TRIES = 8;

    /** Orders of another system are filed as {@code import:12345}, with the source's number as key. */
    public static final String SOURCE = "import:";

    private final FilingFaults faults;
    private final FirstFact first;
    private final FiledRow rows;
    private final CaseStore store;
    private final Keys keys;
    private final RuleBook rules;
    private final CaseNotices notices;
    private final Regions regions;
    private final Organizations organizations;
    private final Catalogue catalogue;
    private final ApplicationEventPublisher events;
    private final TransactionTemplate transaction;

    Filing(
            FilingFaults faults,
            FirstFact first,
            FiledRow rows,
            CaseStore store,
            Keys keys,
            RuleBook rules,
            CaseNotices notices,
            Regions regions,
            Organizations organizations,
            Catalogue catalogue,
            ApplicationEventPublisher events,
            PlatformTransactionManager transactions) {
        this.faults = faults;
        this.first = first;
        this.rows = rows;
        this.store = store;
        this.keys = keys;
        this.rules = rules;
        this.notices = notices;
        this.regions = regions;
        this.organizations = organizations;
        this.catalogue = catalogue;
        this.events = events;
        this.transaction = new TransactionTemplate(transactions);
    }

    /** A resident, or a program for her, files. */
    public FilingOutcome file(int county, FileCase request) {
        return file(county, request, null, null);
    }

    /** Staff register what somebody asks; the one at the desk becomes the contact (首问负责). */
    public FilingOutcome register(int county, FileCase request, By.Staff by) {
        return file(county, request, by, null);
    }

    /** 当场办好: registers, answers and hands over the result in one form; the history holds each step (A10). */
    public FilingOutcome onTheSpot(int county, FileCase request, By.Staff by, Command.Answer answer) {
        return file(county, request, by, answer);
    }

    private FilingOutcome file(int county, FileCase request, By.@Nullable Staff by, Command.@Nullable Answer answer) {
        // Before there is a transaction: a new county's first look loads the items beside it, and many who file at
        // once would wait for each other's connections.
        var item = item(county, request);
        var fault = faults.of(county, request, item, by);
        if (fault.isPresent()) {
            return fault.get();
        }
        var body = rows.body(county, request);
        for (int tries = 0; tries < NUMBER_TRIES; tries++) {
            var id = Ids.next();
            var longId = keys.longId(county, id);
            var scope = new Scope.Receipt(county, Keys.hash(longId));
            var written = in(
                    scope,
                    () -> transaction.execute(status -> {
                        var tried = write(county, id, longId, request, item, body, by, answer);
                        if (!(tried instanceof Written.Done)) {
                            status.setRollbackOnly();
                        }
                        return tried;
                    }));
            switch (written) {
                case Written.Done(var receipt) -> {
                    return new FilingOutcome.Filed(receipt, false);
                }
                case Written.KeyKnown _ -> {
                    return again(county, scope, request, body);
                }
                case Written.NumbersTaken _ -> {}
            }
        }
        throw new IllegalStateException("no free receipt number for this place and day");
    }

    private Item item(int county, FileCase request) {
        var items = catalogue.of(county);
        return request.item() == null ? items.general() : items.get(request.item());
    }

    /** What became of one try; only {@link Done} is kept, the others are rolled back. */
    private sealed interface Written {
        record Done(Receipt receipt) implements Written {}

        record KeyKnown() implements Written {}

        /** The random numbers were taken: draw again. */
        record NumbersTaken() implements Written {}
    }

    private Written write(
            int county,
            UUID id,
            String longId,
            FileCase request,
            Item item,
            String body,
            By.@Nullable Staff by,
            Command.@Nullable Answer answer) {
        var at = Now.instant();
        var told = first.of(county, request, item, regions.tree(county).get(request.place()), at, by);
        if (answer != null && by != null) {
            told = FirstFact.answered(told, at, by, answer, rules.of(county));
        }
        var row = rows.of(county, id, longId, request, item, told, body);
        return switch (store.insert(county, row, told)) {
            case CaseStore.Inserted.NumbersTaken _ -> new Written.NumbersTaken();
            case CaseStore.Inserted.KeyKnown _ -> new Written.KeyKnown();
            case CaseStore.Inserted.Done(var number) -> {
                var receipt = receipt(county, id, longId, row.numberDay(), number, told, 1, by == null);
                notices.filed(county, row, told, receipt, request, by == null);
                events.publishEvent(new CaseEvent.CaseFiled(
                        county,
                        at,
                        CaseNotices.event(id, told.version()),
                        told.history().getFirst().actor(),
                        id));
                yield new Written.Done(receipt);
            }
        };
    }

    /** What of an open case changes when its source says it anew, besides its words. */
    void asked(int county, CaseStore.Row row, FileCase request) {
        var item = catalogue.of(county).get(row.told().item());
        store.asked(
                county,
                row.id(),
                store.titled(item, request.words()),
                request.words(),
                rows.people(county, row.id(), request),
                request.phone() != null,
                rows.grams(county, request, item, row.told()));
    }

    /** The receipt of an earlier request with the same key; its transaction is over, so it is read in new ones. */
    private FilingOutcome again(int county, Scope scope, FileCase request, String body) {
        var known = in(
                scope,
                () -> transaction.execute(_ ->
                        store.known(county, request.caller(), request.key()).orElseThrow()));
        if (!known.bodySha256().equals(body)) {
            return new FilingOutcome.OtherBody();
        }
        var longId = keys.longId(county, known.matter());
        var row = in(
                new Scope.Receipt(county, Keys.hash(longId)),
                () -> transaction.execute(
                        _ -> store.find(county, known.matter()).orElseThrow()));
        return new FilingOutcome.Filed(
                receipt(county, row.id(), longId, row.numberDay(), row.number(), row.told(), row.codeIssue(), true),
                true);
    }

    private Receipt receipt(
            int county,
            UUID id,
            String longId,
            LocalDate day,
            String number,
            Case told,
            int codeIssue,
            boolean withCode) {
        var staffing = organizations.of(county);
        Post contact = staffing.post(told.contact());
        var holder = staffing.holder(contact.id(), told.filedAt());
        return new Receipt(
                id,
                Numbers.sayable(day, number),
                longId,
                withCode ? keys.answerCode(county, id, codeIssue) : null,
                told.due(),
                told.provisional(),
                contact.title(),
                holder.map(h -> h.name()).orElse(""),
                Phones.atHome(holder.map(h -> h.phone())
                        .orElse(staffing.office(contact.office()).phone())),
                told.guarded());
    }
}
