package org.onedoor.accounts;

import java.sql.Types;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.onedoor.frame.Role;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Accounts and what proves them. */
@Repository
class AccountStore {

    /** What a login is checked against. {@code tries} counts this one. */
    record Credential(
            UUID id,
            String login,
            @Nullable String hash,
            boolean lasting,
            int tries,
            byte @Nullable [] totp,
            boolean totpConfirmed,
            long totpStep,
            @Nullable Role admin,
            boolean active,
            int epoch) {}

    private final JdbcClient db;

    AccountStore(JdbcClient db) {
        this.db = db;
    }

    void insert(UUID id, NewAccount account, String phone, Instant now) {
        db.sql("""
            insert into accounts.account (county, id, login, name, phone, admin, made_at)
            values (:county, :id, :login, :name, :phone, :admin, :now)\
            """)
                .param("county", account.county())
                .param("id", id)
                .param("login", normal(account.login()))
                .param("name", account.name().strip())
                .param("phone", phone)
                .param("admin", account.admin() == null ? null : account.admin().name(), Types.VARCHAR)
                .param("now", now.atOffset(ZoneOffset.UTC))
                .update();
    }

    List<Directory.Person> people(int county) {
        return db.sql("""
            select id, login, name, phone, admin, active, epoch from accounts.account where county = :county
            order by login\
            """).param("county", county).query(Directory.Person.class).list();
    }

    Optional<Directory.Person> person(int county, UUID account) {
        return db.sql("""
            select id, login, name, phone, admin, active, epoch from accounts.account
            where county = :county and id = :account\
            """)
                .param("county", county)
                .param("account", account)
                .query(Directory.Person.class)
                .optional();
    }

    Optional<Credential> credential(int county, UUID account) {
        return db.sql("""
            select id, login, hash, lasting, tries, totp, totp_confirmed, totp_step, admin, active, epoch
            from accounts.account where county = :county and id = :account\
            """)
                .param("county", county)
                .param("account", account)
                .query(Credential.class)
                .optional();
    }

    /**
     * Counts a try before it is checked, so that parallel guesses do not slip through. The count starts anew when the last
     * try lies before {@code since}; beyond {@code most} it stays at {@code most + 1} and the time does not move, so the
     * lock ends by itself.
     */
    Optional<Credential> attempt(int county, String login, Instant now, Instant since, int most) {
        return db.sql("""
            update accounts.account set
              tries = case when tried_at is null or tried_at <= :since then 1 else least(tries + 1, :most + 1) end,
              tried_at = case when tried_at > :since and tries >= :most then tried_at else :now end
            where county = :county and login = :login
            returning id, login, hash, lasting, tries, totp, totp_confirmed, totp_step, admin, active, epoch\
            """)
                .param("county", county)
                .param("login", normal(login))
                .param("now", now.atOffset(ZoneOffset.UTC))
                .param("since", since.atOffset(ZoneOffset.UTC))
                .param("most", most)
                .query(Credential.class)
                .optional();
    }

    void forgetTries(int county, UUID account) {
        db.sql("update accounts.account set tries = 0, tried_at = null where county = :county and id = :account")
                .param("county", county)
                .param("account", account)
                .update();
    }

    void password(int county, UUID account, String hash, boolean lasting) {
        db.sql("""
            update accounts.account set hash = :hash, lasting = :lasting, epoch = epoch + 1, tries = 0, tried_at = null
            where county = :county and id = :account\
            """)
                .param("county", county)
                .param("account", account)
                .param("hash", hash)
                .param("lasting", lasting)
                .update();
    }

    /** Whether nobody else has her administrator role: without one, nobody could give it again. */
    boolean last(int county, UUID account) {
        return db.sql("""
            select exists (
              select 1 from accounts.account me where me.county = :county and me.id = :account
                and me.admin is not null and me.active and not exists (
                  select 1 from accounts.account other where other.county = :county and other.id <> :account
                    and other.admin = me.admin and other.active))\
            """)
                .param("county", county)
                .param("account", account)
                .query(Boolean.class)
                .single();
    }

    void active(int county, UUID account, boolean active) {
        db.sql("""
            update accounts.account set active = :active, epoch = epoch + 1, tries = 0, tried_at = null
            where county = :county and id = :account\
            """)
                .param("county", county)
                .param("account", account)
                .param("active", active)
                .update();
    }

    void admin(int county, UUID account, @Nullable Role admin) {
        db.sql("""
            update accounts.account set admin = :admin, epoch = epoch + 1 where county = :county and id = :account\
            """)
                .param("county", county)
                .param("account", account)
                .param("admin", admin == null ? null : admin.name(), Types.VARCHAR)
                .update();
    }

    void describe(int county, UUID account, String name, String phone) {
        db.sql("""
            update accounts.account set name = :name, phone = :phone where county = :county and id = :account\
            """)
                .param("county", county)
                .param("account", account)
                .param("name", name)
                .param("phone", phone)
                .update();
    }

    /** A secret that is not confirmed yet; null takes the second factor away. */
    void totp(int county, UUID account, byte @Nullable [] sealed) {
        db.sql("""
            update accounts.account set totp = :sealed, totp_confirmed = false, totp_step = 0
            where county = :county and id = :account\
            """)
                .param("county", county)
                .param("account", account)
                .param("sealed", sealed, Types.BINARY)
                .update();
    }

    /** Uses up the step and with it the code; false when another request was first. */
    boolean useStep(int county, UUID account, long step) {
        return db.sql("""
            update accounts.account set totp_step = :step, totp_confirmed = true
            where county = :county and id = :account and totp is not null and totp_step < :step\
            """)
                        .param("county", county)
                        .param("account", account)
                        .param("step", step)
                        .update()
                == 1;
    }

    /** Secrets sealed under an older key, locked. */
    List<Sealed> sealedBefore(int county, byte[] header, int batch) {
        return db.sql("""
            select id, totp as value from accounts.account
            where county = :county and totp is not null and substring(totp for 3) <> :header
            limit :batch for update skip locked\
            """)
                .param("county", county)
                .param("header", header)
                .param("batch", batch)
                .query(Sealed.class)
                .list();
    }

    void reseal(int county, UUID account, byte[] sealed) {
        db.sql("update accounts.account set totp = :sealed where county = :county and id = :account")
                .param("county", county)
                .param("account", account)
                .param("sealed", sealed)
                .update();
    }

    /** A sealed value and its row. */
    record Sealed(UUID id, byte[] value) {}

    static String normal(String login) {
        return login.strip().toLowerCase(Locale.ROOT);
    }
}
