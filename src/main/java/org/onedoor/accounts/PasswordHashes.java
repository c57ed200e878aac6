package org.onedoor.accounts;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.onedoor.frame.TooOften;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;
import org.springframework.stereotype.Component;

/**
 * 口令散列 · Slow hashes, two at a time: on two cores each further one would only be a way to stop the program (foundations
 * §14). Who would wait longer than a moment is told to come back.
 *
 * <p>The scheme stands before the hash, so that another can follow: docs/decisions, "Password hash".
 */
@Component
class PasswordHashes {

    private static final String BCRYPT = "{bcrypt}";
    private static final int QUEUE = 8;
    private static final Duration SOON = Duration.ofSeconds(3);

    private final BCryptPasswordEncoder bcrypt;
    private final Semaphore places = new Semaphore(2, true);
    private final AtomicInteger waiting = new AtomicInteger();
    /** Somebody unknown costs as much as somebody known. */
    private final String nobody;

    PasswordHashes(@Value("${onedoor.accounts.hash-cost:10}") int cost) {
        this.bcrypt = new BCryptPasswordEncoder(cost);
        this.nobody = BCRYPT + bcrypt.encode("nobody has this password");
    }

    /** @throws TooOften when too many are being checked */
    String hash(String password) {
        return busy(() -> BCRYPT + bcrypt.encode(password));
    }

    /** Takes the same time when {@code hash} is null. @throws TooOften when too many are being checked */
    boolean matches(String password, @Nullable String hash) {
        return busy(() -> {
            boolean right = bcrypt.matches(password, (hash == null ? nobody : hash).substring(BCRYPT.length()));
            return right && hash != null;
        });
    }

    private <T> T busy(java.util.function.Supplier<T> work) {
        if (waiting.incrementAndGet() > QUEUE) {
            waiting.decrementAndGet();
            throw new TooOften(SOON);
        }
        try {
            if (!places.tryAcquire(2, TimeUnit.SECONDS)) {
                throw new TooOften(SOON);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new TooOften(SOON);
        } finally {
            waiting.decrementAndGet();
        }
        try {
            return work.get();
        } finally {
            places.release();
        }
    }
}
