package org.onedoor.frame;

import com.github.f4b6a3.uuid.UuidCreator;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import java.util.UUID;

/** 编号 · Makes ids: time-ordered for rows, random for what is handed to people. */
public final class Ids {

    private static final SecureRandom RANDOM = new SecureRandom();
    /** No look-alikes: 0 O 1 I L U are missing (R-REQ-15). */
    private static final String SAYABLE = "23456789ABCDEFGHJKMNPQRSTVWXYZ";

    private Ids() {}

    /** UUIDv7 whose time is {@link Now}, so that seeded rows are ordered by their own time. */
    public static UUID next() {
        return UuidCreator.getTimeOrderedEpoch(Now.instant());
    }

    /** A secret of 128 bits for links and QR codes: 22 characters, URL-safe. */
    public static String longId() {
        var bytes = new byte[16];
        RANDOM.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /** A code a person can read out: {@code length} characters without look-alikes. */
    public static String sayable(int length) {
        var code = new StringBuilder(length);
        for (int i = 0; i < length; i++) {
            code.append(SAYABLE.charAt(RANDOM.nextInt(SAYABLE.length())));
        }
        return code.toString();
    }

    /** A number of exactly {@code digits} random digits. */
    public static String digits(int digits) {
        var number = new StringBuilder(digits);
        for (int i = 0; i < digits; i++) {
            number.append((char) ('0' + RANDOM.nextInt(10)));
        }
        return number.toString();
    }

    /** Hex SHA-256; how secrets of full entropy are stored and looked up. */
    public static String sha256(String secret) {
        try {
            var hash = MessageDigest.getInstance("SHA-256").digest(secret.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
