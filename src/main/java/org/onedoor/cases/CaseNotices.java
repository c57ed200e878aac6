package org.onedoor.cases;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.onedoor.frame.Now;
import org.onedoor.frame.Website;
import org.onedoor.notices.Message;
import org.onedoor.notices.Notices;
import org.onedoor.organizations.Holder;
import org.onedoor.organizations.Organizations;
import org.onedoor.secrets.Phones;
import org.onedoor.secrets.Secrets;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * What the cases room tells residents and staff: written in the step's own transaction, so nothing is told that did not
 * happen and nothing that happened is not told (decision 0015).
 *
 * <p>Each resident is told in the way she chose ({@link ToldBy}). A short message or letter never carries the subject of a
 * personal case, and a letter never the answer code.
 */
@Component
class CaseNotices {

    /** Messages of a step that may be undone are held so long (foundations §27). */
    private static final Duration HELD = Duration.ofSeconds(20);

    private final Notices notices;
    private final Organizations organizations;
    private final Secrets secrets;
    private final Keys keys;
    private final JdbcClient db;
    private final Website website;

    CaseNotices(
            Notices notices, Organizations organizations, Secrets secrets, Keys keys, JdbcClient db, Website website) {
        this.notices = notices;
        this.organizations = organizations;
        this.secrets = secrets;
        this.keys = keys;
        this.db = db;
        this.website = website;
    }

    /** The event of a case's version; the same for every retry. */
    static UUID event(UUID id, int version) {
        return UUID.nameUUIDFromBytes((id + ":" + version).getBytes(StandardCharsets.US_ASCII));
    }

    /** Of the contact's being asked to call: her own notice, beside whatever else that version tells her. */
    private static UUID calling(UUID event) {
        return UUID.nameUUIDFromBytes((event + ":call").getBytes(StandardCharsets.US_ASCII));
    }

    /** Whether residents may choose to be told by mail. */
    boolean mails() {
        return notices.mails();
    }

    /** The link that opens a case for reading. */
    String link(int county, String longId) {
        return website.of(county) + "/r/" + longId;
    }

    /** @param shown the answer code stands on the receipt before her eyes, where it was not filed for somebody else */
    void filed(int county, CaseStore.NewRow row, Case told, Receipt receipt, FileCase request, boolean shown) {
        var event = event(row.id(), told.version());
        var values = Map.of(
                "number", receipt.number(),
                "due", when(told.due()),
                "name", receipt.contactName(),
                "phone", receipt.contactPhone(),
                "link", link(county, receipt.longId()),
                "code", keys.answerCode(county, row.id(), 1));
        var messages = new ArrayList<Message>();
        for (var phone : phones(request)) {
            messages.add(Message.sms(county, event, phone, "cases.filed", values));
        }
        if (request.telling().mail() != null) {
            messages.add(Message.mail(county, event, request.telling().mail(), "cases.filed", values));
        }
        // The answer code goes to the person it is for; whoever files for her gets the link only. Who reads it on her
        // receipt and wants no short messages gets none.
        codePhone(request)
                .filter(phone -> request.telling().by() == ToldBy.SMS || !shown || request.forWhom() != null)
                .ifPresent(
                        phone -> messages.add(Message.sms(county, event(row.id(), -1), phone, "cases.code", values)));
        toStaff(row.id(), county, event, told.contact(), told, "cases.staff.filed", row.title(), receipt.number())
                .ifPresent(messages::add);
        notices.sendAll(messages);
    }

    private static List<String> phones(FileCase request) {
        var phones = new ArrayList<String>(2);
        if (request.telling().by() == ToldBy.SMS) {
            Optional.ofNullable(request.phone()).flatMap(Phones::mobile).ifPresent(phones::add);
        }
        var whom = request.forWhom();
        if (whom != null && whom.told() && whom.phone() != null) {
            Phones.mobile(whom.phone()).filter(phone -> !phones.contains(phone)).ifPresent(phones::add);
        }
        return phones;
    }

    /** Where the answer code goes: the mobile of whoever the matter is for. Empty: it needs paper. */
    static Optional<String> codePhone(FileCase request) {
        var whom = request.forWhom();
        var phone = whom != null && whom.phone() != null ? whom.phone() : whom == null ? request.phone() : null;
        return Optional.ofNullable(phone).flatMap(Phones::mobile);
    }

    /** A case that moved, and the step that its people are told of. */
    record Moved(CaseStore.Row row, Case after, Step step) {}

    /** After a step: the residents it concerns, and the staff whose turn it is; two statements, however many moved. */
    void moved(int county, List<Moved> moves) {
        var concerned = moves.stream()
                .filter(move -> residentTemplate(move.step(), move.row().told(), move.after())
                        .isPresent())
                .map(move -> move.row().id())
                .toList();
        var reached = concerned.isEmpty() ? Map.<UUID, List<Reached>>of() : reached(county, concerned);
        var messages = new ArrayList<Message>();
        for (var move : moves) {
            tell(county, move, reached.getOrDefault(move.row().id(), List.of()), messages);
        }
        if (!messages.isEmpty()) {
            notices.sendAll(messages);
        }
    }

    private void tell(int county, Moved move, List<Reached> reached, List<Message> messages) {
        var row = move.row();
        var after = move.after();
        var step = move.step();
        var event = event(row.id(), after.version());
        if (step == Step.PROTECT) {
            notices.takeAway(
                    county,
                    IntStream.rangeClosed(1, row.told().version())
                            .mapToObj(version -> event(row.id(), version))
                            .flatMap(one -> Stream.of(one, calling(one)))
                            .toList());
        }
        residentTemplate(step, row.told(), after).ifPresent(template -> {
            var values = new HashMap<String, String>();
            values.put("number", row.sayable());
            values.put("due", when(after.due()));
            values.put("missing", String.join("、", after.missing()));
            var contact = organizations.of(county).holder(after.contact(), Now.instant());
            values.put("name", contact.map(Holder::name).orElse(""));
            values.put("phone", contact.map(Holder::phone).map(Phones::atHome).orElse(""));
            values.put("code", keys.answerCode(county, row.id(), row.codeIssue()));
            values.put("link", link(county, keys.longId(county, row.id())));
            for (var whom : reached) {
                message(row, after, event, whom, template, values)
                        .map(message -> held(message, step))
                        .ifPresent(messages::add);
            }
        });
        for (var told : staffTemplates(step, after)) {
            toStaff(row.id(), county, event, told.post(), after, told.template(), row.title(), row.sayable())
                    .map(message -> held(message, step))
                    .ifPresent(messages::add);
        }
    }

    /** What was written to somebody stays written; other steps may still be undone. */
    private static Message held(Message message, Step step) {
        return step == Step.SAY || step == Step.CONTACT
                ? message
                : message.heldUntil(Now.instant().plus(HELD));
    }

    /** In her way: a short message, a letter, or the contact who is to call her. */
    private Optional<Message> message(
            CaseStore.Row row, Case told, UUID event, Reached whom, String template, Map<String, String> values) {
        var county = row.county();
        return switch (whom) {
            // The answer code belongs to the person it is for; whoever filed for her gets the link.
            case Reached.Mobile(var phone, var concerned) ->
                Optional.of(Message.sms(
                        county,
                        event,
                        phone,
                        template.equals("cases.answered") && !concerned ? "cases.answered-other" : template,
                        values));
            case Reached.Letter(var mail, var _) ->
                Optional.of(Message.mail(
                        county,
                        event,
                        mail,
                        template.equals("cases.answered") ? "cases.answered-other" : template,
                        values));
            case Reached.Called _ ->
                toStaff(
                        row.id(),
                        county,
                        calling(event),
                        told.contact(),
                        told,
                        "cases.staff.tell",
                        row.title(),
                        row.sayable());
        };
    }

    /** To the post that follows up a low mark; also when a term of it has passed. Told once for each due. */
    void toFollower(CaseStore.Row row, Case told, UUID post, String template, Instant due) {
        var event = told.version() > row.told().version()
                ? event(row.id(), told.version())
                : UUID.nameUUIDFromBytes((row.id() + ":" + template + ":" + due).getBytes(StandardCharsets.US_ASCII));
        organizations
                .of(row.county())
                .holder(post, Now.instant())
                .map(holder -> Message.page(
                        row.county(),
                        event,
                        holder.account(),
                        template,
                        Map.of("number", row.sayable(), "due", when(due))))
                .ifPresent(message -> notices.sendAll(List.of(message)));
    }

    /** The follow-up of her mark has an answer: to the person it is for, who may now rate again. */
    void followedUp(CaseStore.Row row, int version) {
        var event = UUID.nameUUIDFromBytes((row.id() + ":followed-up:" + version).getBytes(StandardCharsets.US_ASCII));
        var values = Map.of("number", row.sayable(), "link", link(row.county(), keys.longId(row.county(), row.id())));
        var messages = reached(row.county(), List.of(row.id())).getOrDefault(row.id(), List.of()).stream()
                .filter(Reached::concerned)
                // Whoever is called is called by the post that follows up: her contact may be whom she rated.
                .filter(whom -> !(whom instanceof Reached.Called))
                .flatMap(whom -> message(row, row.told(), event, whom, "cases.mark-answered", values).stream())
                .toList();
        if (!messages.isEmpty()) {
            notices.sendAll(messages);
        }
    }

    /** Takes back what the undone steps wanted to say; the cases as they stood before. */
    void callBack(int county, List<CaseStore.Row> undone) {
        notices.callBackAll(
                county,
                undone.stream()
                        .map(row -> event(row.id(), row.told().version()))
                        .flatMap(one -> Stream.of(one, calling(one)))
                        .toList());
    }

    /** The contact's name or phone is another now: stand-in, new holder. Residents of these cases are told. */
    void contactIs(int county, UUID event, UUID post, List<CaseStore.Row> rows) {
        var holder = organizations.of(county).holder(post, Now.instant());
        if (holder.isEmpty()) {
            return;
        }
        var messages = new ArrayList<Message>();
        var people = rows.isEmpty()
                ? Map.<UUID, List<Reached>>of()
                : reached(county, rows.stream().map(CaseStore.Row::id).toList());
        for (var row : rows) {
            var values = Map.of(
                    "number", row.sayable(),
                    "name", holder.get().name(),
                    "phone", Phones.atHome(holder.get().phone()));
            var once = UUID.nameUUIDFromBytes((event + ":" + row.id()).getBytes(StandardCharsets.US_ASCII));
            for (var whom : people.getOrDefault(row.id(), List.of())) {
                message(row, row.told(), once, whom, "cases.contact-changed", values)
                        .ifPresent(messages::add);
            }
        }
        if (!messages.isEmpty()) {
            notices.sendAll(messages);
        }
    }

    private Optional<String> residentTemplate(Step step, Case before, Case after) {
        return switch (step) {
            case CONTACT -> after.writtenHere() ? Optional.of("cases.written") : Optional.empty();
            case ASK -> Optional.of("cases.asked");
            case ANSWER -> Optional.of("cases.answered");
            case DECLINE -> Optional.of("cases.declined");
            case DECIDE_LOOK -> Optional.of("cases.looked");
            case MERGE -> after.state() == State.MERGED ? Optional.of("cases.joined") : Optional.empty();
            case DECIDE_EXTENSION ->
                before.due().equals(after.due()) ? Optional.empty() : Optional.of("cases.extended");
            case CHANGE_CONTACT, FALL_BACK ->
                before.contact().equals(after.contact()) ? Optional.empty() : Optional.of("cases.contact-changed");
            case OBJECT -> Optional.of("cases.reopened");
            case MOVE_PROMISE ->
                before.due().equals(after.due()) ? Optional.empty() : Optional.of("cases.promise-moved");
            default -> Optional.empty();
        };
    }

    private record ToStaff(UUID post, String template) {}

    /** What she wrote is for both named people, each told once. */
    private static List<ToStaff> staffTemplates(Step step, Case after) {
        return step == Step.SAY
                ? Stream.of(after.contact(), after.owner())
                        .distinct()
                        .map(post -> new ToStaff(post, "cases.staff.said"))
                        .toList()
                : staffTemplate(step, after).stream().toList();
    }

    private static Optional<ToStaff> staffTemplate(Step step, Case after) {
        var offered = after.offered();
        return switch (step) {
            case ASSIGN, OFFER, ESCALATE ->
                offered == null ? Optional.empty() : Optional.of(new ToStaff(offered, "cases.staff.offered"));
            case SUPPLY -> Optional.of(new ToStaff(after.owner(), "cases.staff.supplied"));
            case OBJECT, RECHECK ->
                after.state() == State.WORKING
                        ? Optional.of(new ToStaff(after.owner(), "cases.staff.reopened"))
                        : Optional.empty();
            case NUDGE -> Optional.of(new ToStaff(after.owner(), "cases.staff.nudged"));
            case ASK_EXTENSION, SEND_BACK, LOOK_AGAIN ->
                after.deciders().stream().findFirst().map(post -> new ToStaff(post, "cases.staff.decide"));
            case REFUSE_OFFER -> Optional.of(new ToStaff(after.contact(), "cases.staff.sent-back"));
            case CORRECT -> Optional.of(new ToStaff(after.owner(), "cases.staff.corrected"));
            case EXPIRE_WAITING -> Optional.of(new ToStaff(after.owner(), "cases.staff.wait-over"));
            case DRAW_RECHECK ->
                Optional.ofNullable(after.recheckPost()).map(post -> new ToStaff(post, "cases.staff.recheck"));
            case FALL_BACK, PROTECT -> Optional.of(new ToStaff(after.owner(), "cases.staff.filed"));
            case PASS_ON -> Optional.of(new ToStaff(after.owner(), "cases.staff.passed-on"));
            default -> Optional.empty();
        };
    }

    /** Leads to the case; whoever may no longer see it finds nothing there. */
    private Optional<Message> toStaff(
            UUID id, int county, UUID event, UUID post, Case told, String template, String title, String number) {
        var shown = told.guarded() ? "" : title;
        return organizations
                .of(county)
                .holder(post, Now.instant())
                .filter(holder -> !told.accused().contains(holder.account()))
                .map(holder -> Message.page(
                        county,
                        event,
                        holder.account(),
                        template,
                        Map.of(
                                "number",
                                number,
                                "title",
                                shown,
                                "due",
                                when(told.due()),
                                "path",
                                "/desk/cases/" + id)));
    }

    /** Somebody of a case who wants to be told, and how; {@code concerned}: it is her own matter. */
    private sealed interface Reached {

        boolean concerned();

        record Mobile(String phone, boolean concerned) implements Reached {}

        record Letter(String mail, boolean concerned) implements Reached {}

        /** By telephone or at her door. */
        record Called(boolean concerned) implements Reached {}
    }

    private record Person(
            UUID matter,
            String role,
            byte @Nullable [] phone,
            byte @Nullable [] mail,
            boolean address,
            ToldBy toldBy,
            boolean concerned) {}

    /** Of each of these cases; read under whatever scope sees them, phones and mail addresses are sealed. */
    private Map<UUID, List<Reached>> reached(int county, List<UUID> ids) {
        var all = db.sql("""
            select p.matter, p.role, p.phone_sealed, p.mail_sealed, p.address_sealed is not null, p.told_by,
              p.role = 'FOR' or not exists (select from cases.person o
                where o.county = p.county and o.matter = p.matter and o.role = 'FOR')
            from cases.person p
            where p.county = :county and p.matter = any(:ids::uuid[]) and p.told order by p.matter, p.role desc\
            """)
                .param("county", county)
                .param("ids", CaseQueue.array(ids))
                .query((r, n) -> new Person(
                        r.getObject(1, UUID.class),
                        r.getString(2),
                        r.getBytes(3),
                        r.getBytes(4),
                        r.getBoolean(5),
                        ToldBy.of(r.getString(6)),
                        r.getBoolean(7)))
                .list();
        var byCase = new HashMap<UUID, Map<Object, Reached>>();
        for (var person : all) {
            // Two who share one telephone are told once.
            reached(county, person).ifPresent(how -> byCase.computeIfAbsent(person.matter(), _ -> new LinkedHashMap<>())
                    .putIfAbsent(how instanceof Reached.Mobile(var phone, var _) ? phone : how, how));
        }
        var reached = new HashMap<UUID, List<Reached>>();
        byCase.forEach((id, people) -> reached.put(id, List.copyOf(people.values())));
        return reached;
    }

    /** Who has no mobile is called, or visited at her address; who has neither reads her page. */
    private Optional<Reached> reached(int county, Person person) {
        var sealed = person.phone();
        return switch (person.toldBy()) {
            case PAGE -> Optional.empty();
            case MAIL ->
                Optional.ofNullable(person.mail())
                        .map(mail -> new Reached.Letter(
                                secrets.open(
                                        county, SealedPeople.field(person.role()) + ".mail", person.matter(), mail),
                                person.concerned()));
            case CALL -> Optional.of(new Reached.Called(person.concerned()));
            case SMS -> {
                var mobile = Optional.ofNullable(sealed)
                        .flatMap(phone -> Phones.mobile(secrets.open(
                                county, SealedPeople.field(person.role()) + ".phone", person.matter(), phone)));
                yield mobile.isPresent()
                        ? Optional.of(new Reached.Mobile(mobile.get(), person.concerned()))
                        : sealed != null || person.address()
                                ? Optional.of(new Reached.Called(person.concerned()))
                                : Optional.empty();
            }
        };
    }

    /** 11月20日17:30; midnight is 24:00 of the day before. */
    static String when(Instant due) {
        var local = Now.local(due);
        if (local.toLocalTime().equals(LocalTime.MIDNIGHT)) {
            var day = local.toLocalDate().minusDays(1);
            return "%d月%d日24:00".formatted(day.getMonthValue(), day.getDayOfMonth());
        }
        return "%d月%d日%d:%02d"
                .formatted(local.getMonthValue(), local.getDayOfMonth(), local.getHour(), local.getMinute());
    }
}
