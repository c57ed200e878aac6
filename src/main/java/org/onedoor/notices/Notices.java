package org.onedoor.notices;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.onedoor.accounts.Accounts;
import org.onedoor.accounts.Directory;
import org.onedoor.frame.Ids;
import org.onedoor.frame.Now;
import org.onedoor.frame.Slice;
import org.onedoor.notices.NoticeStore.NewRow;
import org.onedoor.notices.NoticeStore.Row;
import org.onedoor.notices.NoticeStore.State;
import org.onedoor.secrets.Phones;
import org.springframework.core.env.Environment;
import org.springframework.core.env.Profiles;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * 通知事务 · Takes messages in the caller's transaction and under its scope; what is said twice is sent once. A staff notice
 * also goes by mail to those who asked for it.
 */
@Service
@Transactional(readOnly = true)
public class Notices {

    private static final int PAGE_SIZE = 30;
    private final NoticeStore store;
    private final SealedWords sealed;
    private final NoticeTemplates templates;
    private final Accounts accounts;
    private final SeedingCheck seeding;
    private final SmtpMail mail;
    private final boolean kept;

    Notices(
            NoticeStore store,
            SealedWords sealed,
            NoticeTemplates templates,
            Accounts accounts,
            SeedingCheck seeding,
            SmtpMail mail,
            Environment environment) {
        this.store = store;
        this.sealed = sealed;
        this.templates = templates;
        this.accounts = accounts;
        this.seeding = seeding;
        this.mail = mail;
        this.kept = environment.getProperty(
                "onedoor.mail.kept", Boolean.class, environment.acceptsProfiles(Profiles.of("demo")));
    }

    /** Whether residents may be offered mail: there is a server for it, or letters may stay here, as in the demo. */
    public boolean mails() {
        return mail.offered() || kept;
    }

    @Transactional
    public void send(Message message) {
        sendAll(List.of(message));
    }

    /**
     * All messages of one county in one statement.
     *
     * @throws IllegalArgumentException when a template is unknown or a value it shows is missing
     */
    @Transactional
    public void sendAll(List<Message> messages) {
        if (messages.isEmpty()) {
            return;
        }
        int county = messages.getFirst().county();
        var rows = new ArrayList<NewRow>();
        for (var message : messages) {
            if (message.county() != county) {
                throw new IllegalArgumentException("messages of two counties");
            }
            templates.original(message.template()).fill(message.values());
            row(message, message.channel()).ifPresent(rows::add);
            if (message.channel() == Channel.PAGE) {
                row(message, Channel.MAIL).ifPresent(rows::add);
            }
        }
        if (!rows.isEmpty()) {
            store.insert(county, rows);
        }
    }

    /** Empty for a short message to staff without a mobile number: the desk still tells her. */
    private Optional<NewRow> row(Message message, Channel channel) {
        var id = Ids.next();
        var now = Now.instant();
        int county = message.county();
        @Nullable UUID account = null;
        @Nullable String number = null;
        @Nullable String address = null;
        switch (message.to()) {
            case Recipient.Phone phone -> number = phone.e164();
            case Recipient.Mail mail -> address = mail.address();
            case Recipient.Staff staff -> {
                account = staff.account();
                if (channel == Channel.SMS) {
                    number = workPhone(county, staff.account()).orElse(null);
                    if (number == null) {
                        return Optional.empty();
                    }
                    account = null;
                }
            }
        }
        if (number != null && channel != Channel.SMS) {
            throw new IllegalArgumentException("a phone takes short messages only");
        }
        if (address != null && channel != Channel.MAIL) {
            throw new IllegalArgumentException("a mail address takes mail only");
        }
        var state = channel == Channel.PAGE ? State.SENT : seeding.of(county) ? State.KEPT : State.WAITING;
        var due = message.notBefore() == null || message.notBefore().isBefore(now) ? now : message.notBefore();
        boolean hushed = channel == Channel.SMS && !message.danger();
        return Optional.of(new NewRow(
                id,
                message.event(),
                channel,
                number != null
                        ? sealed.index(county, number)
                        : address != null ? sealed.mailIndex(county, address) : bytes(account),
                account,
                number == null ? null : sealed.phone(county, id, number),
                address == null ? null : sealed.mail(county, id, address),
                message.template(),
                sealed.words(county, id, message.values()),
                message.danger(),
                state,
                hushed ? QuietHours.USUAL.next(due) : due,
                now));
    }

    private Optional<String> workPhone(int county, UUID account) {
        return accounts.directory(county)
                .find(account)
                .map(Directory.Person::phone)
                .flatMap(Phones::normalise)
                .filter(phone -> phone.startsWith("+861"));
    }

    private static byte[] bytes(@Nullable UUID account) {
        var id = java.util.Objects.requireNonNull(account);
        return ByteBuffer.allocate(16)
                .putLong(id.getMostSignificantBits())
                .putLong(id.getLeastSignificantBits())
                .array();
    }

    /** Takes back what this event wanted to say and has not been sent or read yet: the undo of a step (foundations §27). */
    @Transactional
    public void callBack(int county, UUID event) {
        callBackAll(county, List.of(event));
    }

    /** As {@link #callBack}, of several events; one statement. */
    @Transactional
    public void callBackAll(int county, List<UUID> events) {
        store.callBack(county, events);
    }

    /** Takes what these events told staff off their desks: the matter is no longer theirs to know of (R-REQ-14). */
    @Transactional
    public void takeAway(int county, Collection<UUID> events) {
        store.takeAway(county, events);
    }

    /**
     * 送达时间 · When the first short message of an event was handed over; empty while it waits, is stuck, or nothing was
     * sent. Called under the County scope (foundations §27: the silent window starts with the delivery).
     */
    public Optional<Instant> delivered(int county, UUID event) {
        return store.of(county, event).stream()
                .filter(row -> row.channel() == Channel.SMS)
                .map(Row::sent)
                .filter(java.util.Objects::nonNull)
                .min(Instant::compareTo);
    }

    /**
     * 桌面通知 · One notice on a staff member's desk.
     *
     * @param path where it leads on the desk, empty when nowhere: the message's value {@code path}
     */
    public record Notice(UUID id, Instant at, String text, String path, boolean read) {}

    /** A staff member's notices, newest first; called under the County scope for the person herself. */
    public Slice<Notice> inbox(int county, UUID account, @Nullable UUID before) {
        var rows = store.bell(county, account, Now.instant(), before, PAGE_SIZE + 1);
        var shown = rows.stream().limit(PAGE_SIZE).map(row -> {
            var values = sealed.words(county, row);
            return new Notice(row.id(), row.due(), text(county, row, values), path(values), row.read() != null);
        });
        var last = rows.size() > PAGE_SIZE ? rows.get(PAGE_SIZE - 1).id().toString() : null;
        return new Slice<>(shown.toList(), last);
    }

    /** How many she has not read, at most 100; called under the County scope. */
    public int unread(int county, UUID account) {
        return store.unread(county, account, Now.instant());
    }

    /** {@code only} null: all. Called under the County scope for the person herself. */
    @Transactional
    public void read(int county, UUID account, @Nullable UUID only) {
        store.read(county, account, only, Now.instant());
    }

    /** What every desk was told before this moment counts as read: the end of seeding. Called under the County scope. */
    @Transactional
    public void settle(int county, Instant before) {
        store.settle(county, before);
    }

    String text(int county, Row row, Map<String, String> values) {
        if (!templates.has(row.template())) {
            return "";
        }
        // A county's own wording may have been written for values that this older message does not have.
        try {
            return templates.of(county, row.template()).fill(values);
        } catch (IllegalArgumentException e) {
            var filled = new HashMap<>(values);
            templates.of(county, row.template()).names().forEach(name -> filled.putIfAbsent(name, ""));
            return templates.of(county, row.template()).fill(filled);
        }
    }

    private static String path(Map<String, String> values) {
        var path = values.getOrDefault("path", "");
        return path.startsWith("/") && !path.startsWith("//") ? path : "";
    }
}
