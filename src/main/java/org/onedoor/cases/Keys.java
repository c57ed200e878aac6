package org.onedoor.cases;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.Locale;
import java.util.UUID;
import org.onedoor.frame.Ids;
import org.onedoor.secrets.Secrets;
import org.springframework.stereotype.Component;

/**
 * 三把钥匙 · The keys of a case, never mixed: the sayable number shows only the state; the long id in QR and link reads and
 * supplements; the answer code confirms, objects, withdraws and rates.
 *
 * <p>Long id and answer code are derived from the case's id with the county's key, so that a receipt can be printed again
 * and a repeated filing gets the same receipt, while the database holds no secret that opens a case.
 */
@Component
class Keys {

    private static final int CODE_LENGTH = 8;
    /** No look-alikes (R-REQ-15). */
    private static final String SAYABLE = "23456789ABCDEFGHJKMNPQRSTVWXYZ";

    private final Secrets secrets;

    Keys(Secrets secrets) {
        this.secrets = secrets;
    }

    /** 128 bits, URL-safe: in the QR and the link. */
    String longId(int county, UUID id) {
        var derived = secrets.index(county, "cases.receipt", id.toString());
        return Base64.getUrlEncoder().withoutPadding().encodeToString(Arrays.copyOf(derived, 16));
    }

    /** How a long id is stored and looked up. */
    static String hash(String longId) {
        return Ids.sha256(longId);
    }

    /** The {@code issue}-th answer code of this case: printing a new tear-off makes the old one void. */
    String answerCode(int county, UUID id, int issue) {
        var derived = secrets.index(county, "cases.answer-code", id + ":" + issue);
        var code = new StringBuilder(CODE_LENGTH);
        for (int i = 0; i < CODE_LENGTH; i++) {
            code.append(SAYABLE.charAt(Byte.toUnsignedInt(derived[i]) % SAYABLE.length()));
        }
        return code.toString();
    }

    /** Spaces, dashes and small letters are forgiven. */
    boolean opens(int county, UUID id, int issue, String typed) {
        var cleaned = typed.toUpperCase(Locale.ROOT).replaceAll("[^0-9A-Z]", "");
        return MessageDigest.isEqual(
                cleaned.getBytes(StandardCharsets.US_ASCII),
                answerCode(county, id, issue).getBytes(StandardCharsets.US_ASCII));
    }
}
