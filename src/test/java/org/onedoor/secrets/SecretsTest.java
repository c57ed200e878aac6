package org.onedoor.secrets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.onedoor.ACounty;
import org.onedoor.OneDoorTest;
import org.onedoor.frame.CountySource;
import org.onedoor.frame.Ids;
import org.onedoor.frame.Scope;
import org.springframework.beans.factory.support.StaticListableBeanFactory;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

@OneDoorTest
class SecretsTest {

    private static final String FIELD = "cases.person.phone";
    private static final String PHONE = "+8613800138000";

    private final Secrets secrets;
    private final Keyring keys;
    private final NewKey newKey;
    private final ACounty counties;
    private final CountySource known;
    private final PlatformTransactionManager transactions;

    SecretsTest(
            Secrets secrets,
            Keyring keys,
            NewKey newKey,
            ACounty counties,
            CountySource known,
            PlatformTransactionManager transactions) {
        this.secrets = secrets;
        this.keys = keys;
        this.newKey = newKey;
        this.counties = counties;
        this.known = known;
        this.transactions = transactions;
    }

    @Test
    void whatIsSealedOpensOnlyInItsOwnCountyFieldAndRow() {
        var row = Ids.next();
        var sealed = secrets.seal(7, FIELD, row, PHONE);
        assertThat(secrets.open(7, FIELD, row, sealed)).isEqualTo(PHONE);
        assertThatThrownBy(() -> secrets.open(8, FIELD, row, sealed)).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> secrets.open(7, "cases.person.address", row, sealed))
                .isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> secrets.open(7, FIELD, Ids.next(), sealed)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void noByteOfASealedValueCanBeChanged() {
        var row = Ids.next();
        var sealed = secrets.seal(7, FIELD, row, PHONE);
        for (int i = 0; i < sealed.length; i++) {
            var changed = sealed.clone();
            changed[i] ^= 1;
            assertThatThrownBy(() -> secrets.open(7, FIELD, row, changed)).isInstanceOf(IllegalStateException.class);
        }
        assertThatThrownBy(() -> secrets.open(7, FIELD, row, Arrays.copyOf(sealed, sealed.length - 1)))
                .isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> secrets.open(7, FIELD, row, new byte[0])).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void namesItsAlgorithmAndItsKeyAndNeverLooksTheSameTwice() {
        var row = Ids.next();
        var sealed = secrets.seal(7, FIELD, row, PHONE);
        assertThat(sealed).startsWith(secrets.header());
        assertThat(sealed[0]).as("AES-256-GCM").isEqualTo((byte) 1);
        assertThat(secrets.seal(7, FIELD, row, PHONE)).isNotEqualTo(sealed);
        assertThat(new String(sealed, StandardCharsets.ISO_8859_1)).doesNotContain("1380013");
    }

    @Test
    void theBlindIndexFindsTheSameValueInOneCountyOnly() {
        assertThat(secrets.index(7, "phone", PHONE)).hasSize(32).isEqualTo(secrets.index(7, "phone", PHONE));
        assertThat(secrets.index(7, "phone", PHONE)).isNotEqualTo(secrets.index(8, "phone", PHONE));
        assertThat(secrets.index(7, "phone", PHONE)).isNotEqualTo(secrets.index(7, "id", PHONE));
        assertThat(secrets.index(7, "phone", PHONE)).isNotEqualTo(secrets.index(7, "phone", "+8613800138001"));
    }

    /** Three thousand sealed values, kept as a room would keep them. */
    private final class Register implements Rotatable {
        private final Map<UUID, byte[]> rows = new ConcurrentHashMap<>();
        private final int county;

        Register(int county) {
            this.county = county;
        }

        void write(UUID row, String plain) {
            rows.put(row, secrets.seal(county, FIELD, row, plain));
        }

        @Override
        public String name() {
            return "secrets.register";
        }

        @Override
        public int rotate(int of, int batch) {
            assertThat(Scope.current()).isEqualTo(new Scope.County(of));
            if (of != county) {
                return 0;
            }
            var old = rows.entrySet().stream()
                    .filter(row -> !Arrays.equals(Arrays.copyOf(row.getValue(), 3), secrets.header()))
                    .limit(batch)
                    .toList();
            old.forEach(row -> row.setValue(secrets.reseal(county, FIELD, row.getKey(), row.getValue())));
            return old.size();
        }
    }

    @Test
    void aNewKeyTakesOverEverythingWhileOthersGoOnWriting() throws Exception {
        int county = counties.found().county();
        var register = new Register(county);
        for (int i = 0; i < 3_000; i++) {
            register.write(Ids.next(), "+86138" + String.format("%08d", i));
        }
        var rooms = new StaticListableBeanFactory(Map.of("register", register, "counties", known));
        var rotating = new Secrets(
                keys, rooms.getBeanProvider(CountySource.class), rooms.getBeanProvider(Rotatable.class), transactions);
        var before = secrets.header();
        var going = new AtomicBoolean(true);
        try (var writers = Executors.newVirtualThreadPerTaskExecutor()) {
            writers.submit(() -> {
                while (going.get()) {
                    register.write(Ids.next(), PHONE);
                }
            });
            newKey.bring();
            var done = rotating.rotate(true);
            going.set(false);
            assertThat(done.rows()).isGreaterThanOrEqualTo(3_000);
        }
        rotating.rotate(false);
        assertThat(secrets.header()).isNotEqualTo(before);
        assertThat(register.rows.values()).allSatisfy(value -> assertThat(value).startsWith(secrets.header()));
        var opened = new HashSet<String>();
        register.rows.forEach((row, value) -> opened.add(secrets.open(county, FIELD, row, value)));
        assertThat(opened).hasSizeGreaterThanOrEqualTo(3_000).contains("+8613800002999");
        assertThat(rotating.rotate(false).rows()).isZero();
    }

    @Test
    void anotherInstanceOpensWhatWasSealedWithAKeyItHasNotSeenYet() {
        var row = Ids.next();
        newKey.bring();
        keys.renew();
        var sealed = secrets.seal(7, FIELD, row, PHONE);
        // The key is looked up inside a transaction that may not read the list of keys.
        var opened = Scope.in(new Scope.County(7), () -> new TransactionTemplate(transactions)
                .execute(_ -> secrets.open(7, FIELD, row, sealed)));
        assertThat(List.of(opened)).containsExactly(PHONE);
    }
}
