package org.onedoor.secrets;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * Where master keys lie: files {@code data-1.key}, {@code index-1.key} of 32 bytes in Base64, readable by their owner only.
 *
 * <p>With the embedded database the folder is {@code ${onedoor.data}/keys} and keys are made there. With an external one
 * {@code onedoor.keys} names a folder, or holds the keys themselves ({@code data-1=…,index-1=…}, for an environment
 * variable); then keys are brought, never made.
 */
@Component
class KeyFolder {

    private static final Pattern NAME = Pattern.compile("(data|index)-(\\d{1,5})");

    private final Path path;
    private final Map<String, SecretKey> given;
    private final boolean makes;

    @org.springframework.beans.factory.annotation.Autowired
    KeyFolder(
            @Value("${onedoor.data}") Path data,
            @Value("${onedoor.keys:}") String keys,
            @Value("${onedoor.db.url:}") String externalDatabase) {
        this(
                keys.isEmpty() || given(keys) ? data.resolve("keys") : Path.of(keys),
                given(keys) ? parse(keys) : Map.of(),
                keys.isEmpty() && externalDatabase.isEmpty());
    }

    KeyFolder(Path path, Map<String, SecretKey> given, boolean makes) {
        this.path = path;
        this.given = given;
        this.makes = makes;
    }

    static String name(Keyring.Purpose purpose, int id) {
        return purpose.word() + "-" + id;
    }

    boolean makesKeys() {
        return makes;
    }

    /** All keys of the purpose that are there, by id. */
    Map<Integer, SecretKey> read(Keyring.Purpose purpose) {
        var found = new TreeMap<Integer, SecretKey>();
        all().forEach((name, key) -> {
            var parts = NAME.matcher(name);
            if (parts.matches() && parts.group(1).equals(purpose.word())) {
                found.put(Integer.parseInt(parts.group(2)), key);
            }
        });
        return found;
    }

    /** Makes a new key; one that is there is never overwritten. */
    void make(Keyring.Purpose purpose, int id) {
        var bytes = new byte[32];
        new SecureRandom().nextBytes(bytes);
        try {
            Files.createDirectories(path);
            Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rwx------"));
            var file = path.resolve(name(purpose, id) + ".key");
            Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            Files.writeString(file, Base64.getEncoder().encodeToString(bytes) + "\n", StandardOpenOption.SYNC);
        } catch (IOException e) {
            throw new UncheckedIOException("The key " + name(purpose, id) + " could not be written to " + path, e);
        }
    }

    private Map<String, SecretKey> all() {
        if (!given.isEmpty() || !Files.isDirectory(path)) {
            return given;
        }
        var found = new TreeMap<String, SecretKey>();
        try (var files = Files.list(path)) {
            for (var file : files.toList()) {
                var name = file.getFileName().toString();
                if (name.endsWith(".key")) {
                    found.put(name.substring(0, name.length() - 4), key(name, Files.readString(file)));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("The keys in " + path + " cannot be read", e);
        }
        return found;
    }

    private static boolean given(String keys) {
        return keys.contains("=");
    }

    private static Map<String, SecretKey> parse(String keys) {
        var found = new TreeMap<String, SecretKey>();
        for (var pair : keys.split("[,;\\s]+")) {
            int sign = pair.indexOf('=');
            if (sign > 0) {
                var name = pair.substring(0, sign);
                found.put(name, key(name, pair.substring(sign + 1)));
            }
        }
        return found;
    }

    private static SecretKey key(String name, String text) {
        byte[] bytes;
        try {
            bytes = Base64.getDecoder().decode(text.strip());
        } catch (IllegalArgumentException e) {
            throw new IllegalStateException("Key " + name + " is not Base64", e);
        }
        if (bytes.length != 32 || weak(bytes)) {
            throw new IllegalStateException("Key " + name + " must be 32 random bytes in Base64");
        }
        return new SecretKeySpec(bytes, "AES");
    }

    /** A key somebody typed or left at zero has few different bytes; 32 random ones have 13 or more for certain. */
    private static boolean weak(byte[] bytes) {
        var seen = new java.util.BitSet(256);
        for (byte b : bytes) {
            seen.set(b & 0xff);
        }
        return seen.cardinality() < 13;
    }

    @Override
    public String toString() {
        return given.isEmpty() ? path.toString() : "onedoor.keys";
    }
}
