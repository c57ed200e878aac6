package org.onedoor.accounts;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.onedoor.frame.TooOften;

/** R-SEC-8: complexity, capped hashing, second factor. */
class PasswordTest {

    @ParameterizedTest
    @CsvSource({
        "Liu-du-2026!, ''",
        "长长的中文口令Aa1, ''",
        "Ab1-short, accounts.password.short",
        "onlysmallletters, accounts.password.plain",
        "onlysmall12345, accounts.password.plain",
        "Chen.xm-2026-x, accounts.password.known",
        "Password-2026, accounts.password.known",
        "Woaini-20261122, accounts.password.known"
    })
    void aPasswordIsHardToGuess(String password, String fault) {
        assertThat(PasswordRules.fault(password, "chen.xm").orElse("")).isEqualTo(fault);
    }

    @Test
    void aPasswordNobodyReadsToItsEndIsRefused() {
        assertThat(PasswordRules.fault("Aa1-" + "字".repeat(24), "chen")).contains("accounts.password.long");
    }

    @Test
    void aDrawnPasswordSatisfiesTheRules() {
        for (int at = 0; at < 200; at++) {
            assertThat(PasswordRules.fault(PasswordRules.draw(), "chen")).isEmpty();
        }
    }

    /** RFC 6238, appendix B, SHA-1, its last six digits. */
    @ParameterizedTest
    @CsvSource({
        "59, 287082",
        "1111111109, 081804",
        "1111111111, 050471",
        "1234567890, 005924",
        "2000000000, 279037",
        "20000000000, 353130"
    })
    void codesAreThoseOfTheStandard(long second, String code) {
        var secret = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ";
        assertThat(Totp.code(secret, second / 30)).isEqualTo(code);
    }

    @Test
    void aCodeMayBeHalfAMinuteOffAndIsGoodOnce() {
        var secret = Totp.newSecret();
        var now = Instant.parse("2026-11-22T03:00:00Z");
        long step = Totp.step(now);
        assertThat(Totp.step(secret, Totp.code(secret, step - 1), now, 0)).isEqualTo(step - 1);
        assertThat(Totp.step(secret, Totp.code(secret, step + 1), now, 0)).isEqualTo(step + 1);
        assertThat(Totp.step(secret, Totp.code(secret, step - 2), now, 0)).isEqualTo(-1);
        assertThat(Totp.step(secret, Totp.code(secret, step), now, step)).isEqualTo(-1);
    }

    @Test
    void twoHashesRunAtOnceAndWhoWouldWaitLongIsToldToComeBack() throws InterruptedException {
        var hashes = new PasswordHashes(12);
        var known = hashes.hash("Liu-du-2026!");
        int asked = 40;
        var start = new CountDownLatch(1);
        var done = new CountDownLatch(asked);
        var right = new AtomicInteger();
        var sent = new AtomicInteger();
        for (int at = 0; at < asked; at++) {
            Thread.ofVirtual().start(() -> {
                try {
                    start.await();
                    if (hashes.matches("Liu-du-2026!", known)) {
                        right.incrementAndGet();
                    }
                } catch (TooOften e) {
                    sent.incrementAndGet();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                } finally {
                    done.countDown();
                }
            });
        }
        start.countDown();
        done.await();
        assertThat(right.get() + sent.get()).isEqualTo(asked);
        assertThat(right.get()).isBetween(2, 12);
        assertThat(sent.get()).isPositive();
    }
}
