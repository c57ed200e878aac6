package org.onedoor.secrets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Base64;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.onedoor.OneDoorTest;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;

/** The running program has registered its keys already: these are later starts on the same database. */
@OneDoorTest
class KeyringTest {

    private final JdbcClient db;
    private final PlatformTransactionManager transactions;
    private final KeyFolder running;

    KeyringTest(JdbcClient db, PlatformTransactionManager transactions, KeyFolder running) {
        this.db = db;
        this.transactions = transactions;
        this.running = running;
    }

    @Test
    void keysAreMadeReadableByTheirOwnerOnly(@TempDir Path data) throws IOException {
        var folder = new KeyFolder(data, "", "");
        assertThat(folder.makesKeys()).isTrue();
        for (var purpose : Keyring.Purpose.values()) {
            folder.make(purpose, 1);
        }
        var keys = data.resolve("keys");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(keys)))
                .isEqualTo("rwx------");
        for (var name : new String[] {"data-1.key", "index-1.key"}) {
            var file = keys.resolve(name);
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                    .isEqualTo("rw-------");
            assertThat(Base64.getDecoder().decode(Files.readString(file).strip()))
                    .hasSize(32);
        }
    }

    @Test
    void aMissingKeyRefusesToStartAndIsNamed(@TempDir Path empty) {
        for (boolean makes : new boolean[] {true, false}) {
            var folder = new KeyFolder(empty, Map.of(), makes);
            assertThatThrownBy(() -> new Keyring(folder, db, transactions))
                    .hasMessageContaining("data-1")
                    .hasMessageContaining("needed");
        }
        assertThat(empty)
                .as("a new key in the place of the lost one would hide the loss")
                .isEmptyDirectory();
    }

    @Test
    void aWrongKeyRefusesToStartAndIsNamed(@TempDir Path wrong) throws IOException {
        for (var key : keys().entrySet()) {
            if (!key.getKey().equals("index-1")) {
                Files.writeString(wrong.resolve(key.getKey() + ".key"), key.getValue());
            }
        }
        new KeyFolder(wrong, Map.of(), true).make(Keyring.Purpose.INDEX, 1);
        assertThatThrownBy(() -> new Keyring(new KeyFolder(wrong, Map.of(), false), db, transactions))
                .hasMessageContaining("index-1")
                .hasMessageContaining("not the one");
    }

    @Test
    void theRightKeysFromTheEnvironmentStart() {
        var given = new StringBuilder();
        keys().forEach((name, key) -> given.append(name).append('=').append(key).append(','));
        var folder = new KeyFolder(Path.of("nowhere"), given.toString(), "jdbc:postgresql://elsewhere/onedoor");
        assertThat(folder.makesKeys()).isFalse();
        assertThat(new Keyring(folder, db, transactions).current()).isPositive();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "data-1=c2hvcnQ=",
                "data-1=AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=",
                "data-1=Y2hhbmdlbWVjaGFuZ2VtZWNoYW5nZW1lY2hhbmdlbWU=",
                "data-1=§"
            })
    void aShortOrTypedKeyIsRefused(String keys) {
        assertThatThrownBy(() -> new KeyFolder(Path.of("nowhere"), keys, "")).hasMessageContaining("data-1");
    }

    @Test
    void aKeyIsNeverOverwritten(@TempDir Path folder) throws IOException {
        var keys = new KeyFolder(folder, Map.of(), true);
        keys.make(Keyring.Purpose.DATA, 1);
        var before = Files.readString(folder.resolve("data-1.key"));
        assertThatThrownBy(() -> keys.make(Keyring.Purpose.DATA, 1)).hasMessageContaining("data-1");
        assertThat(Files.readString(folder.resolve("data-1.key"))).isEqualTo(before);
    }

    /** The running program's, wherever it has them from: name and Base64. */
    private Map<String, String> keys() {
        var keys = new TreeMap<String, String>();
        for (var purpose : Keyring.Purpose.values()) {
            running.read(purpose)
                    .forEach((id, key) -> keys.put(
                            KeyFolder.name(purpose, id), Base64.getEncoder().encodeToString(key.getEncoded())));
        }
        return keys;
    }
}
