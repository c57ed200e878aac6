package org.onedoor.frame;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * 翻页记号 · Opaque, signed cursors: the last sort value, the last id, and what was filtered. A cursor of another filter is
 * badly asked (foundations §10).
 *
 * <p>The key lives as long as the program runs: after a restart a list begins at its first page again.
 */
@Component
public class Cursors {

    /** Where a list goes on: after this moment and id. */
    public record After(Instant at, UUID id) {}

    /** A cursor that is not ours, or belongs to another list. */
    public static class BadCursor extends RuntimeException {
        BadCursor() {
            super("bad cursor", null, false, false);
        }
    }

    private static final int MAC_LENGTH = 12;

    private final byte[] key = new byte[32];

    Cursors() {
        new SecureRandom().nextBytes(key);
    }

    /** The cursor after a row; {@code filter} names the list and everything it was filtered by. */
    public String after(Instant at, UUID id, String filter) {
        var plain = (at.toEpochMilli() * 1000 + at.getNano() / 1000 % 1000) + "|" + id;
        var mac = Arrays.copyOf(mac(plain + "|" + filter), MAC_LENGTH);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(mac) + plain.replace('|', '.');
    }

    /** What a cursor says; null for none. */
    public @Nullable After read(@Nullable String cursor, String filter) {
        if (cursor == null || cursor.isBlank()) {
            return null;
        }
        try {
            var mac = Base64.getUrlDecoder().decode(cursor.substring(0, 16));
            var plain = cursor.substring(16).replace('.', '|');
            if (!MessageDigest.isEqual(mac, Arrays.copyOf(mac(plain + "|" + filter), MAC_LENGTH))) {
                throw new BadCursor();
            }
            int bar = plain.indexOf('|');
            long micros = Long.parseLong(plain.substring(0, bar));
            return new After(
                    Instant.ofEpochSecond(micros / 1_000_000, micros % 1_000_000 * 1000),
                    UUID.fromString(plain.substring(bar + 1)));
        } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
            throw new BadCursor();
        }
    }

    private byte[] mac(String text) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
