package org.onedoor.audit;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An entry as it is chained. The hash of a seal is SHA-256 over the 32 bytes of the hash before (zeros for the first) and
 * all columns in this order, each as its length in bytes (four bytes, big-endian) and its UTF-8 text, null as the length
 * -1 alone. {@code at} is microseconds since 1970, uuids are lower-case, detail is PostgreSQL's own text of the jsonb.
 * Described with a test vector in {@code docs/audit-chain.md}.
 */
record Chained(
        int county,
        UUID id,
        Instant at,
        UUID actor,
        @Nullable UUID post,
        String action,
        @Nullable UUID subject,
        @Nullable String fromIp,
        @Nullable String why,
        String detail,
        String xact) {

    static final byte[] START = new byte[32];

    byte[] after(byte[] prev) {
        var form = new ByteArrayOutputStream(400);
        form.writeBytes(prev);
        add(form, Integer.toString(county));
        add(form, id.toString());
        add(
                form,
                Long.toString(Math.addExact(Math.multiplyExact(at.getEpochSecond(), 1_000_000L), at.getNano() / 1000)));
        add(form, actor.toString());
        add(form, post == null ? null : post.toString());
        add(form, action);
        add(form, subject == null ? null : subject.toString());
        add(form, fromIp);
        add(form, why);
        add(form, detail);
        add(form, xact);
        try {
            return MessageDigest.getInstance("SHA-256").digest(form.toByteArray());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void add(ByteArrayOutputStream form, @Nullable String value) {
        if (value == null) {
            form.writeBytes(ByteBuffer.allocate(4).putInt(-1).array());
        } else {
            var text = value.getBytes(StandardCharsets.UTF_8);
            form.writeBytes(ByteBuffer.allocate(4).putInt(text.length).array());
            form.writeBytes(text);
        }
    }
}
