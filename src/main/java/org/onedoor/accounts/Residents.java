package org.onedoor.accounts;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.onedoor.audit.Audit;
import org.onedoor.audit.Entry;
import org.onedoor.frame.Ids;
import org.onedoor.frame.Now;
import org.onedoor.frame.Throttle;
import org.onedoor.frame.TooOften;
import org.onedoor.secrets.Secrets;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * 居民 · Residents by their phone: the person id of a number, and one-time codes that show whose hand the phone is in.
 * Callable under every scope of the county, but only the County scope opens the number again.
 */
@Service
@Transactional(readOnly = true)
public class Residents {

    static final Duration VALID = Duration.ofMinutes(5);
    private static final int MOST_TRIES = 5;
    private static final String PHONE = "accounts.resident.phone";
    private static final Logger LOG = LoggerFactory.getLogger(Residents.class);

    private final JdbcClient db;
    private final Secrets secrets;
    private final Audit audit;
    private final Throttle throttle;
    private final ObjectProvider<CodeSender> sender;
    private final int perHour;

    Residents(
            JdbcClient db,
            Secrets secrets,
            Audit audit,
            Throttle throttle,
            ObjectProvider<CodeSender> sender,
            @Value("${onedoor.accounts.codes-per-hour:60}") int perHour) {
        this.db = db;
        this.secrets = secrets;
        this.audit = audit;
        this.throttle = throttle;
        this.sender = sender;
        this.perHour = perHour;
    }

    /**
     * The person id of a phone, made on first use. Two people sharing a phone are one person here.
     *
     * @param phone E.164
     */
    @Transactional
    public UUID ofPhone(int county, String phone) {
        var index = index(county, phone);
        return find(county, index).orElseGet(() -> {
            var id = Ids.next();
            db.sql("""
                insert into accounts.resident (county, id, phone_index, phone, made_at)
                values (:county, :id, :index, :phone, :now)
                on conflict (county, phone_index) do nothing\
                """)
                    .param("county", county)
                    .param("id", id)
                    .param("index", index)
                    .param("phone", secrets.seal(county, PHONE, id, phone))
                    .param("now", Now.instant().atOffset(ZoneOffset.UTC))
                    .update();
            return find(county, index).orElseThrow();
        });
    }

    /** The number of a person, in E.164; empty when the account was closed. Asked under the County scope. */
    public Optional<String> phone(int county, UUID person) {
        return db.sql("select phone from accounts.resident where county = :county and id = :person")
                .param("county", county)
                .param("person", person)
                .query(byte[].class)
                .optional()
                .filter(kept -> kept.length > 0)
                .map(kept -> secrets.open(county, PHONE, person, kept));
    }

    /**
     * Sends a six-digit code, at most one a minute, five an hour and ten a day to one phone.
     *
     * @param address where the request came from, for the limits
     */
    @Transactional
    public CodeSent sendCode(int county, String phone, String address) {
        try {
            throttle.take("accounts.code", address, perHour, Duration.ofHours(1));
        } catch (TooOften refused) {
            return new CodeSent.TooMany(refused.again());
        }
        var now = Now.instant();
        var index = index(county, phone);
        var sent = sentSince(county, index, now.minus(Duration.ofDays(1)));
        var wait = wait(sent, now);
        if (!wait.isZero()) {
            return new CodeSent.TooMany(wait);
        }
        var id = Ids.next();
        var code = Ids.digits(6);
        db.sql("""
            insert into accounts.phone_code (county, id, phone_index, code_hash, sent_at)
            values (:county, :id, :index, :hash, :now)\
            """)
                .param("county", county)
                .param("id", id)
                .param("index", index)
                .param("hash", hash(county, id, code))
                .param("now", now.atOffset(ZoneOffset.UTC))
                .update();
        sender.ifAvailable(by -> by.send(county, phone, code));
        if (sender.getIfAvailable() == null) {
            LOG.warn("No sender for codes is set up");
        }
        return new CodeSent.Done();
    }

    /** Checks a code against the last one sent; five wrong tries end it. */
    @Transactional
    public CodeChecked checkCode(int county, String phone, String code) {
        var now = Now.instant();
        var last = db.sql("""
            update accounts.phone_code set tries = tries + 1
            where county = :county and id = (
              select id from accounts.phone_code where county = :county and phone_index = :index
              order by sent_at desc limit 1)
              and used_at is null and tries < :most and sent_at > :since
            returning id, code_hash\
            """)
                .param("county", county)
                .param("index", index(county, phone))
                .param("most", MOST_TRIES)
                .param("since", now.minus(VALID).atOffset(ZoneOffset.UTC))
                .query(Sent.class)
                .optional();
        if (last.isEmpty()
                || !Arrays.equals(last.get().codeHash(), hash(county, last.get().id(), code.strip()))) {
            return new CodeChecked.Wrong();
        }
        db.sql("update accounts.phone_code set used_at = :now where county = :county and id = :id")
                .param("county", county)
                .param("id", last.get().id())
                .param("now", now.atOffset(ZoneOffset.UTC))
                .update();
        return new CodeChecked.Right(ofPhone(county, phone));
    }

    /**
     * Forgets the number. Open matters go on and are followed by their receipts; whoever logs in with the number later is
     * somebody new. Asked under the County scope.
     */
    @Transactional
    public void close(int county, UUID person) {
        db.sql("""
            update accounts.resident set phone = ''::bytea, phone_index = :index where county = :county and id = :person\
            """)
                .param("county", county)
                .param("person", person)
                .param("index", secrets.index(county, "closed", person.toString()))
                .update();
        audit.record(new Entry(county, person, null, "accounts.resident-closed", person));
    }

    /** Removes codes sent before then. */
    @Transactional
    int forgetCodes(int county, Instant before, int most) {
        return db.sql("""
            delete from accounts.phone_code where county = :county and id in (
              select id from accounts.phone_code where county = :county and sent_at < :before limit :most)\
            """)
                .param("county", county)
                .param("before", before.atOffset(ZoneOffset.UTC))
                .param("most", most)
                .update();
    }

    /** Re-encrypts numbers sealed under an older key. */
    @Transactional
    int rotate(int county, int batch) {
        var old = db.sql("""
            select id, phone as value from accounts.resident
            where county = :county and length(phone) > 0 and substring(phone for 3) <> :header
            limit :batch for update skip locked\
            """)
                .param("county", county)
                .param("header", secrets.header())
                .param("batch", batch)
                .query(AccountStore.Sealed.class)
                .list();
        for (var one : old) {
            db.sql("update accounts.resident set phone = :phone where county = :county and id = :id")
                    .param("county", county)
                    .param("id", one.id())
                    .param("phone", secrets.reseal(county, PHONE, one.id(), one.value()))
                    .update();
        }
        return old.size();
    }

    private record Sent(UUID id, byte[] codeHash) {}

    private Optional<UUID> find(int county, byte[] index) {
        return db.sql("select id from accounts.resident where county = :county and phone_index = :index")
                .param("county", county)
                .param("index", index)
                .query(UUID.class)
                .optional();
    }

    private List<Instant> sentSince(int county, byte[] index, Instant since) {
        return db.sql("""
            select sent_at from accounts.phone_code
            where county = :county and phone_index = :index and sent_at > :since order by sent_at desc\
            """)
                .param("county", county)
                .param("index", index)
                .param("since", since.atOffset(ZoneOffset.UTC))
                .query((row, _) -> row.getTimestamp(1).toInstant())
                .list();
    }

    /** How long until another code may go out. */
    private static Duration wait(List<Instant> sent, Instant now) {
        return List.of(
                        wait(sent, 1, Duration.ofMinutes(1), now),
                        wait(sent, 5, Duration.ofHours(1), now),
                        wait(sent, 10, Duration.ofDays(1), now))
                .stream()
                .max(Duration::compareTo)
                .orElseThrow();
    }

    private static Duration wait(List<Instant> sent, int most, Duration in, Instant now) {
        if (sent.size() < most) {
            return Duration.ZERO;
        }
        var until = Duration.between(now, sent.get(most - 1).plus(in));
        return until.isNegative() ? Duration.ZERO : until;
    }

    private byte[] index(int county, String phone) {
        return secrets.index(county, "phone", phone);
    }

    private byte[] hash(int county, UUID id, String code) {
        return secrets.index(county, "code", id + code);
    }
}
