package org.onedoor.secrets;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.onedoor.EveryColumn;
import org.onedoor.OneDoorTest;
import org.onedoor.Plants;
import org.onedoor.Staff;
import org.onedoor.frame.CountySource;
import org.onedoor.frame.Now;
import org.onedoor.frame.Role;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.support.StaticListableBeanFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;

/** A new key reaches everything sealed, whoever sealed it; the catalogue of the database names the columns, nobody's list. */
@OneDoorTest
class RotationTest {

    /** Binary columns that hold no sealed value: hashes, blind indexes, outlines, the framework's own. */
    private static final Pattern NOT_SEALED = Pattern.compile(
            "technical\\..*|.*\\.(phone_index|id_index|code_hash|sha256|check_value|prev|hash|recipient|wkb|content)");

    private final Secrets secrets;
    private final Keyring keys;
    private final NewKey newKey;
    private final Rotation rotation;
    private final Plants plants;
    private final EveryColumn columns;
    private final Staff staff;
    private final CountySource counties;
    private final ObjectProvider<Rotatable> rooms;
    private final PlatformTransactionManager transactions;

    RotationTest(
            Secrets secrets,
            Keyring keys,
            NewKey newKey,
            Rotation rotation,
            Plants plants,
            EveryColumn columns,
            Staff staff,
            CountySource counties,
            ObjectProvider<Rotatable> rooms,
            PlatformTransactionManager transactions) {
        this.secrets = secrets;
        this.keys = keys;
        this.newKey = newKey;
        this.rotation = rotation;
        this.plants = plants;
        this.columns = columns;
        this.staff = staff;
        this.counties = counties;
        this.rooms = rooms;
        this.transactions = transactions;
    }

    @Test
    void noSealedColumnStaysOnTheOldKeyWhileTheDeskGoesOn() throws Exception {
        // Another test's change of key comes to its end first.
        settle();
        var garden = plants.planted();
        int county = garden.home().county();
        var before = sealed(county);
        assertThat(before.keySet())
                .as("every binary column is known not to be sealed, or something was planted in it")
                .containsAll(columns.binary().stream()
                        .filter(column -> !NOT_SEALED.matcher(column).matches())
                        .filter(column -> !column.equals("notices.message.words"))
                        .toList());
        var admin = staff.admin(county, Role.SECURITY_ADMIN);
        assertThat(admin.get("/admin/secrets").text()).contains("正在用第");
        var old = secrets.header();

        var going = new AtomicBoolean(true);
        var refused = new AtomicInteger();
        var looks = new AtomicInteger();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            threads.submit(() -> {
                while (going.get()) {
                    var answer = garden.desk()
                            .post("/desk/cases/" + garden.matter() + "/reveal", "role", "ASKER", "field", "phone");
                    looks.incrementAndGet();
                    if (!answer.body().contains(tail(garden.values().get("intake phone")))) {
                        refused.incrementAndGet();
                    }
                }
            });
            try {
                newKey.bring();
                assertThat(admin.post("/admin/secrets/rotate").redirects()).isTrue();
                assertThat(secrets.header()).isNotEqualTo(old);
                assertThat(admin.get("/admin/secrets").text()).contains("大家照常办事");
                assertThat(admin.post("/admin/secrets/rotate").text()).contains("上一次换钥还没有完成");
                brokenOff();
                rotation.goOn();
            } finally {
                going.set(false);
            }
        }
        assertThat(looks.get()).isPositive();
        assertThat(refused).as("looks that failed meanwhile").hasValue(0);

        var left = new TreeSet<String>();
        sealed(county).forEach((column, headers) -> {
            if (!headers.equals(List.of(header()))) {
                left.add(column + " " + headers);
            }
        });
        assertThat(left).as("columns with values under an older key").isEmpty();
        // Words of a message are erased once it is sent, which may be meanwhile.
        assertThat(before.keySet()).containsAll(sealed(county).keySet());
        over(admin);
        opened(garden);
    }

    /** A pass that is killed in the middle of a batch loses nothing; the next one goes on. */
    private void brokenOff() {
        var all = new ArrayList<>(rooms.stream().toList());
        var some = new StaticListableBeanFactory(Map.of(
                "rooms",
                Rotatable.of("killed", (county, _) -> {
                    all.getFirst().rotate(county, 1);
                    throw new Error("killed in the middle of a batch");
                }),
                "counties",
                counties));
        var broken = new Secrets(
                keys, some.getBeanProvider(CountySource.class), some.getBeanProvider(Rotatable.class), transactions);
        assertThat(org.assertj.core.api.Assertions.catchThrowable(() -> broken.rotate(false)))
                .isInstanceOf(Error.class);
    }

    /** Empty passes before two minutes have gone by end nothing: an instance may still use the old key. */
    private void over(org.onedoor.ADoor.Visitor admin) {
        rotation.goOn();
        rotation.goOn();
        assertThat(rotation.state().going()).isTrue();
        settle();
        assertThat(rotation.state().rows()).isPositive();
        assertThat(admin.get("/admin/secrets").text()).contains("已全部完成");
    }

    private void settle() {
        for (int passes = 0; passes < 6 && rotation.state().going(); passes++) {
            Now.at(Now.instant().plus(Duration.ofMinutes(3)), rotation::goOn);
        }
        assertThat(rotation.state().going()).isFalse();
    }

    /** Everything still reads as it was typed. */
    private void opened(Plants.Garden garden) {
        for (var field : List.of("phone", "address")) {
            assertThat(garden.desk()
                            .post("/desk/cases/" + garden.matter() + "/reveal", "role", "ASKER", "field", field)
                            .body())
                    .contains(garden.values().get("intake " + field).substring(7));
        }
        assertThat(garden.asker().get("/cases/receipt").text())
                .as("her draft opens still")
                .contains("收到了，有人办");
    }

    @Test
    void onlyTheSecurityAdministratorChangesTheKey() {
        int county = plants.planted().home().county();
        for (var role : List.of(Role.SYSTEM_ADMIN, Role.AUDIT_ADMIN, Role.STAFF, Role.RESIDENT)) {
            assertThat(staff.visitor(county).as(role).get("/admin/secrets").status())
                    .as(role.name())
                    .isEqualTo(403);
            assertThat(staff.visitor(county)
                            .as(role)
                            .post("/admin/secrets/rotate")
                            .status())
                    .as(role.name())
                    .isEqualTo(403);
        }
    }

    /** The first three bytes of everything in the county that begins like a sealed value, by column. */
    private Map<String, List<String>> sealed(int county) {
        var found = new TreeMap<String, List<String>>();
        var binary = columns.binary().stream()
                .filter(column -> !NOT_SEALED.matcher(column).matches())
                .toList();
        columns.each(county, (table, db) -> binary.stream()
                .filter(column -> column.startsWith(table.name() + "."))
                .forEach(column -> {
                    var headers = headers(
                            db, table.name(), column.substring(table.name().length() + 1));
                    if (!headers.isEmpty()) {
                        found.put(column, headers);
                    }
                }));
        return found;
    }

    private static List<String> headers(JdbcClient db, String table, String column) {
        return db.sql("select distinct encode(substring(" + column + " for 3), 'hex') from " + table + " where length("
                        + column + ") >= 31 order by 1")
                .query(String.class)
                .list();
    }

    private String header() {
        return java.util.HexFormat.of().formatHex(Arrays.copyOf(secrets.header(), 3));
    }

    private static String tail(String phone) {
        return phone.substring(phone.length() - 4);
    }
}
