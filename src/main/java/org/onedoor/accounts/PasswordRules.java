package org.onedoor.accounts;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** 口令规矩 · What a password must be like (R-SEC-8: complexity, no default ones). */
final class PasswordRules {

    private static final int SHORTEST = 10;
    /** BCrypt reads no more. */
    private static final int MOST_BYTES = 72;

    private static final Set<String> WORN = Set.of(
            "1234567890",
            "0123456789",
            "password",
            "qwertyuiop",
            "1qaz2wsx",
            "admin",
            "woaini",
            "onedoor",
            "yishanmen");
    private static final String EASY = "abcdefghjkmnpqrstuvwxyz";
    private static final String DIGITS = "23456789";
    private static final SecureRandom RANDOM = new SecureRandom();

    private PasswordRules() {}

    /** Key of the sentence that says what is wrong; empty when it will do. */
    static Optional<String> fault(String password, String login) {
        var small = password.toLowerCase(Locale.ROOT);
        if (password.length() < SHORTEST) {
            return Optional.of("accounts.password.short");
        }
        if (password.getBytes(StandardCharsets.UTF_8).length > MOST_BYTES) {
            return Optional.of("accounts.password.long");
        }
        if (kinds(password) < 3) {
            return Optional.of("accounts.password.plain");
        }
        if (small.contains(login) || WORN.stream().anyMatch(small::contains)) {
            return Optional.of("accounts.password.known");
        }
        return Optional.empty();
    }

    /** A password to hand over once: easy to read out, changed at the first login. */
    static String draw() {
        var password = new StringBuilder();
        for (int group = 0; group < 3; group++) {
            password.append(group == 0 ? "" : "-");
            for (int at = 0; at < 4; at++) {
                password.append(EASY.charAt(RANDOM.nextInt(EASY.length())));
            }
        }
        return password.append(DIGITS.charAt(RANDOM.nextInt(DIGITS.length())))
                .append(DIGITS.charAt(RANDOM.nextInt(DIGITS.length())))
                .toString();
    }

    private static long kinds(String password) {
        return password.chars()
                .map(letter -> Character.isDigit(letter)
                        ? 0
                        : letter >= 'a' && letter <= 'z' ? 1 : letter >= 'A' && letter <= 'Z' ? 2 : 3)
                .distinct()
                .count();
    }
}
