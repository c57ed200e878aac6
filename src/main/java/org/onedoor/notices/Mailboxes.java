package org.onedoor.notices;

import java.sql.Types;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.onedoor.frame.Ids;
import org.onedoor.frame.Now;
import org.onedoor.secrets.Rotatable;
import org.onedoor.secrets.Secrets;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Mail addresses staff gave for their own notices; one counts once its owner has typed the code sent to it. */
@Service
@Transactional(readOnly = true)
class Mailboxes implements Rotatable {

    private static final String ADDRESS = "notices.mailbox.address";
    private static final Duration CODE_LASTS = Duration.ofMinutes(30);
    private static final int MOST_TRIES = 5;

    /** What a person sees of her mailbox: the address masked. */
    record Mailbox(String masked, boolean confirmed) {}

    private final JdbcClient db;
    private final Secrets secrets;

    Mailboxes(JdbcClient db, Secrets secrets) {
        this.db = db;
        this.secrets = secrets;
    }

    static boolean fits(String address) {
        return Recipient.Mail.fits(address);
    }

    Optional<Mailbox> of(int county, UUID account) {
        return db.sql("""
            select address, confirmed_at is not null from notices.mailbox
            where county = :county and account = :account\
            """)
                .param("county", county)
                .param("account", account)
                .query((row, _) ->
                        new Mailbox(masked(secrets.open(county, ADDRESS, account, row.getBytes(1))), row.getBoolean(2)))
                .optional();
    }

    /** Notes the address and returns the code to be sent to it. */
    @Transactional
    String give(int county, UUID account, String address) {
        var code = Ids.digits(6);
        db.sql("""
            insert into notices.mailbox (county, account, address, code, code_until, tries)
            values (:county, :account, :address, :code, :until, 0)
            on conflict (county, account) do update set address = excluded.address, code = excluded.code,
              code_until = excluded.code_until, tries = 0, confirmed_at = null\
            """)
                .param("county", county)
                .param("account", account)
                .param("address", secrets.seal(county, ADDRESS, account, address))
                .param("code", hash(county, account, code))
                .param("until", Now.instant().plus(CODE_LASTS).atOffset(ZoneOffset.UTC))
                .update();
        return code;
    }

    @Transactional
    boolean confirm(int county, UUID account, String code) {
        var now = Now.instant().atOffset(ZoneOffset.UTC);
        return db.sql("""
            update notices.mailbox set tries = tries + 1,
              confirmed_at = case when code = :code then :now::timestamptz end,
              code = case when code = :code then null else code end
            where county = :county and account = :account and code is not null and code_until > :now
              and tries < :most
            returning confirmed_at\
            """)
                .param("county", county)
                .param("account", account)
                .param("code", hash(county, account, code.strip()))
                .param("now", now)
                .param("most", MOST_TRIES)
                .query((row, _) -> row.getObject(1, OffsetDateTime.class) != null)
                .optional()
                .orElse(false);
    }

    /** Keyed: of six digits a plain hash is guessed at once. */
    private String hash(int county, UUID account, String code) {
        return HexFormat.of().formatHex(secrets.index(county, "mailbox-code", account + code));
    }

    @Transactional
    void remove(int county, UUID account) {
        db.sql("delete from notices.mailbox where county = :county and account = :account")
                .param("county", county)
                .param("account", account)
                .update();
    }

    /** The address a MAIL goes to. */
    String address(int county, NoticeStore.Row row) {
        return secrets.open(
                county, ADDRESS, Objects.requireNonNull(row.account()), Objects.requireNonNull(row.address()));
    }

    static String masked(String address) {
        int at = address.indexOf('@');
        return address.substring(0, Math.min(2, at)) + "***" + address.substring(at);
    }

    @Override
    public String name() {
        return "notices.mailbox";
    }

    @Override
    @Transactional
    public int rotate(int county, int batch) {
        record Held(UUID account, byte[] address) {}
        List<Held> rows = db.sql("""
            select account, address from notices.mailbox
            where county = :county and substring(address from 1 for 3) <> :header limit :most for update skip locked\
            """)
                .param("county", county)
                .param("header", secrets.header(), Types.BINARY)
                .param("most", batch)
                .query((row, _) -> new Held(row.getObject(1, UUID.class), row.getBytes(2)))
                .list();
        for (var row : rows) {
            db.sql("update notices.mailbox set address = :address where county = :county and account = :account")
                    .param("county", county)
                    .param("account", row.account())
                    .param("address", secrets.reseal(county, ADDRESS, row.account(), row.address()))
                    .update();
        }
        return rows.size();
    }
}
