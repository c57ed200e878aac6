package org.onedoor.cases;

import static org.onedoor.frame.Scope.in;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.onedoor.accounts.Accounts;
import org.onedoor.calendar.Limit;
import org.onedoor.calendar.WorkingCalendar;
import org.onedoor.calendar.WorkingTime;
import org.onedoor.catalogue.Catalogue;
import org.onedoor.catalogue.Item;
import org.onedoor.catalogue.Kind;
import org.onedoor.catalogue.Urgency;
import org.onedoor.frame.Actor;
import org.onedoor.frame.Ids;
import org.onedoor.frame.Now;
import org.onedoor.frame.Role;
import org.onedoor.frame.Scope;
import org.onedoor.notices.Recipient;
import org.onedoor.organizations.Organizations;
import org.onedoor.organizations.Post;
import org.onedoor.regions.Level;
import org.onedoor.regions.Place;
import org.onedoor.regions.Regions;
import org.onedoor.secrets.Phones;
import org.onedoor.secrets.Secrets;
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

    /** How many digits each number drawn has: five only where a place has so many that day that four are taken (foundations §11). */
    private static final List<Integer> NUMBERS = List.of(4, 4, 4, 5);

    private static final int MAX_WORDS = 5000;

    /** Orders of another system are filed as {@code import:12345}, with the source's number as key. */
    public static final String SOURCE = "import:";

    private final CaseStore store;
    private final Keys keys;
    private final Words words;
    private final RuleBook rules;
    private final CaseNotices notices;
    private final Secrets secrets;
    private final Regions regions;
    private final WorkingCalendar calendar;
    private final Organizations organizations;
    private final Catalogue catalogue;
    private final Accounts accounts;
    private final ApplicationEventPublisher events;
    private final TransactionTemplate transaction;

    Filing(
            CaseStore store,
            Keys keys,
            Words words,
            RuleBook rules,
            CaseNotices notices,
            Secrets secrets,
            Regions regions,
            WorkingCalendar calendar,
            Organizations organizations,
            Catalogue catalogue,
            Accounts accounts,
            ApplicationEventPublisher events,
            PlatformTransactionManager transactions) {
        this.store = store;
        this.keys = keys;
        this.words = words;
        this.rules = rules;
        this.notices = notices;
        this.secrets = secrets;
        this.regions = regions;
        this.calendar = calendar;
        this.organizations = organizations;
        this.catalogue = catalogue;
        this.accounts = accounts;
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
        var refusal = refusal(county, request, by);
        if (refusal.isPresent()) {
            return refusal.get();
        }
        // Keyed: a plain hash of a body with a phone in it is guessed in minutes.
        var body = HexFormat.of().formatHex(secrets.index(county, "body", content(request)));
        for (int tries = 0; tries < NUMBER_TRIES; tries++) {
            var id = Ids.next();
            var longId = keys.longId(county, id);
            var scope = new Scope.Receipt(county, Keys.hash(longId));
            var written = in(
                    scope,
                    () -> transaction.execute(status -> {
                        var tried = write(county, id, longId, request, body, by, answer);
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

    private Optional<FilingOutcome> refusal(int county, FileCase request, By.@Nullable Staff by) {
        var place = regions.tree(county).find(request.place());
        if (place.isEmpty() || place.get().closed() || place.get().level().compareTo(Level.VILLAGE) < 0) {
            return refused("place", "cases.file.place");
        }
        if (request.words().length() > MAX_WORDS) {
            return refused("words", "cases.file.too-long");
        }
        if (request.words().isBlank()
                && request.photos().isEmpty()
                && request.voice() == null
                && request.item() == null
                && request.callAt() == null) {
            return refused("words", "cases.file.empty");
        }
        if (request.phone() != null) {
            var phone = Phones.normalise(request.phone());
            if (phone.isEmpty()) {
                return refused("phone", "cases.file.phone");
            }
            if (staffs(county, phone.get(), by)) {
                return refused("phone", "cases.file.staff-phone");
            }
        }
        var whom = request.forWhom();
        if (whom != null
                && whom.phone() != null
                && Phones.normalise(whom.phone())
                        .filter(phone -> staffs(county, phone, by))
                        .isPresent()) {
            return refused("whomPhone", "cases.file.staff-phone");
        }
        if (request.callAt() != null && request.phone() == null && !request.visit()) {
            return refused("phone", "cases.file.call-needs-phone");
        }
        var telling = refusal(request, request.telling());
        if (telling.isPresent()) {
            return telling;
        }
        // Also looks at the items before there is a transaction: a new county's first look loads them beside it, and
        // many
        // who file at once would wait for each other's connections.
        if (item(county, request).kind() == Kind.NOT_ISSUED) {
            return refused("item", "cases.file.not-issued");
        }
        return Optional.empty();
    }

    private Optional<FilingOutcome> refusal(FileCase request, FileCase.Telling telling) {
        return switch (telling.by()) {
            case MAIL -> {
                if (!notices.mails()) {
                    yield refused("toldBy", "cases.no.mail-off");
                }
                yield telling.mail() == null || !Recipient.Mail.fits(telling.mail())
                        ? refused("mail", "cases.no.mail")
                        : Optional.empty();
            }
            case CALL ->
                request.phone() == null && request.address() == null
                        ? refused("toldBy", "cases.no.nowhere")
                        : Optional.empty();
            case SMS, PAGE -> Optional.empty();
        };
    }

    /** Whoever works here gives no number of somebody who works here as the contact of another's case. */
    private boolean staffs(int county, String phone, By.@Nullable Staff by) {
        return (by != null || Actor.current().is(Role.STAFF))
                && accounts.directory(county).hasPhone(phone);
    }

    private static Optional<FilingOutcome> refused(String field, String key) {
        return Optional.of(new FilingOutcome.Refused(field, key));
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
            String body,
            By.@Nullable Staff by,
            Command.@Nullable Answer answer) {
        var at = Now.instant();
        var tree = regions.tree(county);
        var place = tree.get(request.place());
        var item = item(county, request);
        var village = tree.above(place.id(), Level.VILLAGE).orElse(place);
        var told = told(county, request, item, place, at, by);
        if (answer != null && by != null) {
            told = answered(told, at, by, answer, rules.of(county));
        }
        var day = Now.local(at).toLocalDate();
        var row = new CaseStore.NewRow(
                id,
                Keys.hash(longId),
                request.person(),
                village.id(),
                day,
                NUMBERS.stream().map(Ids::digits).toList(),
                item.publicMatter() && !told.guarded(),
                request.publicShown(),
                store.titled(item, request.words()),
                words(request, item),
                request.visit(),
                CaseNotices.codePhone(request).isPresent(),
                PRIVACY_VERSION,
                told.guarded() ? new int[0] : words.grams(county, searched(request, item)),
                people(county, id, request),
                attachments(request),
                request.caller(),
                request.key(),
                body,
                sourceNo(request));
        return switch (store.insert(county, row, told)) {
            case CaseStore.Inserted.NumbersTaken _ -> new Written.NumbersTaken();
            case CaseStore.Inserted.KeyKnown _ -> new Written.KeyKnown();
            case CaseStore.Inserted.Done(var number) -> {
                var receipt = receipt(county, id, longId, day, number, told, 1, by == null);
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

    /** The first asked and the owner of the work: the desk's own post, the post on duty, or the county's protected post. */
    private Case told(int county, FileCase request, Item item, Place place, Instant at, By.@Nullable Staff by) {
        var staffing = organizations.of(county);
        var type = request.type() != null
                ? request.type()
                : item.kind() == Kind.REPORT ? RequestType.REPORT : RequestType.HELP;
        var guarded = request.aboutStaff() || item.protectedPath() || type == RequestType.REPORT;
        var named = new LinkedHashSet<UUID>();
        Set<UUID> accused = Set.of();
        UUID first;
        if (guarded) {
            named.addAll(request.named());
            named.addAll(Accused.named(request.words(), staffing, at));
            accused = Accused.holders(named, staffing, at);
            first = new Accused(accused, Set.of())
                    .with(Set.of(), named.stream().map(staffing::post).toList())
                    .post(staffing)
                    .id();
        } else {
            first = by != null
                    ? by.post()
                    : (request.urgent() || item.safety() == Urgency.SAFETY
                                    ? staffing.urgent(place, at)
                                    : staffing.contact(place, at))
                            .id();
        }
        var days = calendar.of(county, place.lo());
        var numbers = rules.of(county);
        var urgent = request.urgent() || item.safety() == Urgency.SAFETY;
        int dispatch =
                switch (item.safety()) {
                    case SAFETY -> numbers.dispatchSafetyHours();
                    case UTILITY -> numbers.dispatchUtilityHours();
                    case ORDINARY -> numbers.dispatchHours();
                };
        var promised = days.due(at, item.promise());
        var due = request.deadline() != null
                        && request.deadline().isAfter(at)
                        && request.deadline().isBefore(promised)
                ? request.deadline()
                : promised;
        var filed = new Fact.Filed(
                request.channel(),
                type,
                item.id(),
                place.id(),
                guarded,
                urgent,
                first,
                first,
                days.due(at, Limit.workingDays(numbers.acceptDays())),
                days.due(at, Limit.hours(dispatch)),
                contactDue(request, days, at, urgent ? numbers.contactUrgentHours() : numbers.contactHours()),
                due,
                days.provisional(days.dueDay(due)),
                guarded ? List.copyOf(named) : null,
                guarded ? List.copyOf(accused) : null);
        var actor = by != null ? by.actor() : request.person() != null ? request.person() : Actor.NOBODY;
        return Case.of(List.of(new Entry(1, at, actor, by == null ? null : by.post(), filed)));
    }

    /** Who asked to be called is called on the same working day, or sooner where the limit says so. */
    private static Instant contactDue(FileCase request, WorkingTime days, Instant at, int hours) {
        var due = days.due(at, Limit.hours(hours));
        if (request.callAt() == null) {
            return due;
        }
        var called = days.close(days.nextOpen(Now.local(at).toLocalDate()));
        return called.isAfter(at) && called.isBefore(due) ? called : due;
    }

    private static Case answered(Case told, Instant at, By.Staff by, Command.Answer answer, Rules numbers) {
        var post = by.post();
        var window = at.plus(java.time.Duration.ofDays(numbers.windowDays()));
        return told.with(
                at,
                by.actor(),
                post,
                new Fact.Accepted(),
                new Fact.Assigned(post, by.hat().office().id(), null),
                new Fact.Taken(post),
                new Fact.Contacted("visit", null),
                new Fact.Answered(answer.outcome(), answer.done(), answer.reason(), window),
                new Fact.Delivered(window));
    }

    /** The number an imported order bears at its source. */
    private static @Nullable String sourceNo(FileCase request) {
        return request.caller().startsWith(SOURCE) ? request.key() : null;
    }

    /** What of an open case changes when its source says it anew, besides its words. */
    void asked(int county, CaseStore.Row row, FileCase request) {
        var item = catalogue.of(county).get(row.told().item());
        store.asked(
                county,
                row.id(),
                store.titled(item, request.words()),
                request.words(),
                people(county, row.id(), request),
                request.phone() != null,
                row.told().guarded() ? new int[0] : words.grams(county, searched(request, item)));
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
            java.time.LocalDate day,
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

    /** What the word search finds: item, words and the names of the people. */
    private static String searched(FileCase request, Item item) {
        var whom = request.forWhom();
        return String.join(
                " ",
                item.name(),
                request.words(),
                java.util.Objects.requireNonNullElse(request.name(), ""),
                whom == null || whom.name() == null ? "" : whom.name());
    }

    /** The person's own words, then what she answered to the item's questions. */
    private static String words(FileCase request, Item item) {
        var all = new StringBuilder(request.words().strip());
        for (var question : item.questions()) {
            var given = request.answers().get(question.key());
            if (given != null && !given.isBlank()) {
                all.append(all.isEmpty() ? "" : "\n")
                        .append(question.label())
                        .append("：")
                        .append(given.strip());
            }
        }
        if (request.callAt() != null && !request.callAt().isBlank()) {
            all.append(all.isEmpty() ? "" : "\n")
                    .append("☎ ")
                    .append(request.callAt().strip());
        }
        return all.toString();
    }

    private List<CaseStore.Person> people(int county, UUID id, FileCase request) {
        var people = new ArrayList<CaseStore.Person>(2);
        people.add(person(
                county,
                id,
                "ASKER",
                request.name(),
                request.phone(),
                request.address(),
                null,
                null,
                true,
                request.telling()));
        var whom = request.forWhom();
        if (whom != null) {
            people.add(person(
                    county,
                    id,
                    "FOR",
                    whom.name(),
                    whom.phone(),
                    whom.address(),
                    whom.relation(),
                    whom.knows(),
                    whom.told(),
                    FileCase.Telling.USUAL));
        }
        return people;
    }

    private CaseStore.Person person(
            int county,
            UUID id,
            String role,
            @Nullable String name,
            @Nullable String phone,
            @Nullable String address,
            @Nullable String relation,
            @Nullable Boolean knows,
            boolean told,
            FileCase.Telling telling) {
        var mail = telling.mail();
        var field = SealedPeople.field(role);
        var number = phone == null ? Optional.<String>empty() : Phones.normalise(phone);
        return new CaseStore.Person(
                role,
                name == null || name.isBlank() ? null : name.strip(),
                number.map(n -> base64(secrets.seal(county, field + ".phone", id, n)))
                        .orElse(null),
                number.map(n -> base64(secrets.index(county, "phone", n))).orElse(null),
                address == null || address.isBlank()
                        ? null
                        : base64(secrets.seal(county, field + ".address", id, address.strip())),
                relation,
                knows,
                told,
                telling.by().name(),
                mail == null ? null : base64(secrets.seal(county, field + ".mail", id, mail)));
    }

    private static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }

    private static List<CaseStore.Attachment> attachments(FileCase request) {
        var attachments = new ArrayList<CaseStore.Attachment>();
        request.photos().forEach(photo -> attachments.add(new CaseStore.Attachment(photo, "PHOTO")));
        if (request.voice() != null) {
            attachments.add(new CaseStore.Attachment(request.voice(), "VOICE"));
        }
        return attachments;
    }

    /** What makes two filings with one key the same. */
    private static String content(FileCase request) {
        var content = String.join(
                "\u0001",
                String.valueOf(request.item()),
                request.place().toString(),
                request.words(),
                new java.util.TreeMap<>(request.answers()).toString(),
                String.valueOf(request.name()),
                String.valueOf(request.phone()),
                String.valueOf(request.address()),
                String.valueOf(request.forWhom()),
                String.valueOf(request.aboutStaff()));
        return request.telling().equals(FileCase.Telling.USUAL) ? content : content + "\u0001" + request.telling();
    }
}
