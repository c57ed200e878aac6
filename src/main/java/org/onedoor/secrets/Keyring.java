package org.onedoor.secrets;

import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import javax.crypto.KDF;
import javax.crypto.SecretKey;
import javax.crypto.spec.HKDFParameterSpec;
import org.jspecify.annotations.Nullable;
import org.onedoor.frame.Now;
import org.onedoor.frame.Scope;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The keys in use. At start every key the database was written with must be there and be the right one; otherwise the
 * program refuses to start and says which is needed. Each county works with keys of its own, derived from the master.
 */
@Component
class Keyring {

    /** What a master key is for. */
    enum Purpose {
        DATA,
        INDEX;

        String word() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }

    static final Duration FRESH = Duration.ofMinutes(1);

    private record Registered(String purpose, int id, byte[] checkValue) {}

    private record Derived(Purpose purpose, int id, String use) {}

    private final KeyFolder folder;
    private final JdbcClient db;
    private final TransactionTemplate transaction;
    private final Map<Derived, SecretKey> derived = new ConcurrentHashMap<>();
    private volatile Map<Integer, SecretKey> data = Map.of();
    private volatile @Nullable SecretKey index;
    private final AtomicLong looked = new AtomicLong(System.nanoTime());
    private volatile int current;

    Keyring(KeyFolder folder, JdbcClient db, PlatformTransactionManager transactions) {
        this.folder = folder;
        this.db = db;
        this.transaction = new TransactionTemplate(transactions);
        load();
    }

    /** Id of the data key that new values are sealed with; one that another instance took into use counts after a minute. */
    int current() {
        long seen = looked.get();
        long now = System.nanoTime();
        if (now - seen > FRESH.toNanos() && looked.compareAndSet(seen, now)) {
            reload();
        }
        return current;
    }

    /** The county's own data key under master {@code id}. */
    SecretKey data(int id, int county) {
        return derived.computeIfAbsent(new Derived(Purpose.DATA, id, "seal/" + county), which -> {
            var master = data.get(id);
            if (master == null) {
                // Another instance may have changed the key a moment ago.
                reload();
                master = data.get(id);
            }
            if (master == null) {
                throw missing(Purpose.DATA, id);
            }
            return derive(master, which.use());
        });
    }

    /** The county's own key for blind indexes of {@code kind}. */
    SecretKey index(int county, String kind) {
        return derived.computeIfAbsent(new Derived(Purpose.INDEX, 1, "index/" + county + "/" + kind), which -> {
            var master = index;
            if (master == null) {
                throw missing(Purpose.INDEX, 1);
            }
            return derive(master, which.use());
        });
    }

    /** Takes a new data key into use: a newly made one, or the newest one that was brought. */
    int renew() {
        if (folder.makesKeys()) {
            folder.make(Purpose.DATA, current + 1);
        }
        load();
        return current;
    }

    /** The caller may be inside a transaction of another scope; the list of keys is read in one of its own. */
    private void reload() {
        if (TransactionSynchronizationManager.isActualTransactionActive()) {
            CompletableFuture.runAsync(this::load, Thread::startVirtualThread).join();
        } else {
            load();
        }
    }

    private synchronized void load() {
        Scope.in(
                new Scope.Operator(),
                () -> transaction.executeWithoutResult(_ -> {
                    var registered = db.sql("select purpose, id, check_value from secrets.key order by purpose, id")
                            .query(Registered.class)
                            .list();
                    if (registered.isEmpty() && folder.makesKeys()) {
                        for (var purpose : Purpose.values()) {
                            if (folder.read(purpose).isEmpty()) {
                                folder.make(purpose, 1);
                            }
                        }
                    }
                    for (var purpose : Purpose.values()) {
                        var brought = new TreeMap<>(folder.read(purpose));
                        for (var known : registered) {
                            if (known.purpose().equals(purpose.word())) {
                                check(purpose, known, brought.get(known.id()));
                            }
                        }
                        if (brought.isEmpty()) {
                            throw missing(purpose, 1);
                        }
                        brought.forEach((id, key) -> register(purpose, id, key));
                        if (purpose == Purpose.DATA) {
                            data = Map.copyOf(brought);
                            current = brought.lastKey();
                        } else {
                            index = brought.get(1);
                        }
                    }
                }));
    }

    private void check(Purpose purpose, Registered known, @Nullable SecretKey brought) {
        if (brought == null) {
            throw missing(purpose, known.id());
        }
        if (!java.security.MessageDigest.isEqual(checkValue(brought), known.checkValue())) {
            throw new IllegalStateException("Key " + KeyFolder.name(purpose, known.id()) + " in " + folder
                    + " is not the one this database was written with. Bring the right file back; without it the sealed"
                    + " phones, ID numbers and addresses cannot be read by anybody.");
        }
    }

    private IllegalStateException missing(Purpose purpose, int id) {
        return new IllegalStateException("Key " + KeyFolder.name(purpose, id) + " is needed and not in " + folder
                + ". Bring the file back (onedoor.keys names a folder, or the keys themselves); without it the sealed"
                + " phones, ID numbers and addresses cannot be read by anybody.");
    }

    private void register(Purpose purpose, int id, SecretKey key) {
        db.sql("""
            insert into secrets.key (purpose, id, check_value, registered_at)
            values (:purpose, :id, :check, :at) on conflict (purpose, id) do nothing\
            """)
                .param("purpose", purpose.word())
                .param("id", id)
                .param("check", checkValue(key))
                .param("at", Now.instant().atOffset(java.time.ZoneOffset.UTC))
                .update();
    }

    private static byte[] checkValue(SecretKey master) {
        return derive(master, "check").getEncoded();
    }

    private static SecretKey derive(SecretKey master, String use) {
        try {
            var info = ("onedoor/" + use).getBytes(java.nio.charset.StandardCharsets.UTF_8);
            return KDF.getInstance("HKDF-SHA256").deriveKey("AES", HKDFParameterSpec.expandOnly(master, info, 32));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
