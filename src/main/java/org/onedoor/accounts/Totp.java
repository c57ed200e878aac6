package org.onedoor.accounts;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Locale;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** 动态码 · Codes of an authenticator app: RFC 6238 with SHA-1, six digits, thirty seconds, as every app understands. */
final class Totp {

    private static final String BASE32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    private static final int STEP = 30;

    private Totp() {}

    /** A new secret of 160 bits in Base32. */
    static String newSecret() {
        var bytes = new byte[20];
        new SecureRandom().nextBytes(bytes);
        var text = new StringBuilder(32);
        for (int bit = 0; bit < 160; bit += 5) {
            int value = (bytes[bit / 8] & 0xff) << 8 | (bit / 8 + 1 < 20 ? bytes[bit / 8 + 1] & 0xff : 0);
            text.append(BASE32.charAt(value >> (11 - bit % 8) & 31));
        }
        return text.toString();
    }

    static String code(String secret, long step) {
        try {
            var mac = Mac.getInstance("HmacSHA1");
            mac.init(new SecretKeySpec(bytes(secret), "HmacSHA1"));
            var hash = mac.doFinal(ByteBuffer.allocate(8).putLong(step).array());
            int at = hash[19] & 15;
            int number = ByteBuffer.wrap(hash, at, 4).getInt() & 0x7fffffff;
            return String.format(Locale.ROOT, "%06d", number % 1_000_000);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /**
     * The step the code belongs to, one step early or late included; -1 when it is wrong or its step is not after {@code
     * used}: a code is good once.
     */
    static long step(String secret, String code, Instant at, long used) {
        long now = step(at);
        for (long step = now - 1; step <= now + 1; step++) {
            if (step > used && code(secret, step).equals(code.strip())) {
                return step;
            }
        }
        return -1;
    }

    static long step(Instant at) {
        return at.getEpochSecond() / STEP;
    }

    /** What the QR code says. */
    static String address(String secret, String issuer, String login) {
        return "otpauth://totp/" + encoded(issuer) + ":" + encoded(login) + "?secret=" + secret + "&issuer="
                + encoded(issuer);
    }

    private static String encoded(String text) {
        return java.net.URLEncoder.encode(text, java.nio.charset.StandardCharsets.UTF_8)
                .replace("+", "%20");
    }

    private static byte[] bytes(String base32) {
        var bytes = new byte[base32.length() * 5 / 8];
        int held = 0;
        int bits = 0;
        int at = 0;
        for (char letter : base32.toCharArray()) {
            held = held << 5 | BASE32.indexOf(letter);
            bits += 5;
            if (bits >= 8) {
                bits -= 8;
                bytes[at++] = (byte) (held >> bits);
            }
        }
        return bytes;
    }
}
