package org.onedoor.accounts;

import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.onedoor.frame.TooOften;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;
import org.springframework.stereotype.Component;

/**
 * 口令散列 · Slow hashes, two at a time: on two cores each further one would only be a way to stop the program (foundations
 * §14). Who would wait longer than a moment is told to come back.
 *
 * <p>They run on threads of their own: on a request's virtual thread a hash would hold a carrier, and two would hold them
 * all. The scheme stands before the hash, so that another can follow (docs/decisions, "Password hash").
 */
@Component
class PasswordHashes implements DisposableBean {

    private static final String BCRYPT = "{bcrypt}";
    private static final int AT_ONCE = 2;
    private static final int QUEUE = 8;
    private static final Duration SOON = Duration.ofSeconds(3);

    private final BCryptPasswordEncoder bcrypt;
    private final ThreadPoolExecutor threads = new ThreadPoolExecutor(
            AT_ONCE,
            AT_ONCE,
            0,
            TimeUnit.SECONDS,
            new ArrayBlockingQueue<>(QUEUE),
            Thread.ofPlatform().name("hash-", 1).daemon().factory());
    /** Somebody unknown costs as much as somebody known. */
    private final String nobody;

    PasswordHashes(@Value("${onedoor.accounts.hash-cost:10}") int cost) {
        this.bcrypt = new BCryptPasswordEncoder(cost);
        this.nobody = BCRYPT + bcrypt.encode("nobody has this password");
    }

    /** @throws TooOften when too many are being checked */
    String hash(String password) {
        return inTurn(() -> BCRYPT + bcrypt.encode(password));
    }

    /** Takes the same time when {@code hash} is null. @throws TooOften when too many are being checked */
    boolean matches(String password, @Nullable String hash) {
        return inTurn(() -> {
            boolean right = bcrypt.matches(password, (hash == null ? nobody : hash).substring(BCRYPT.length()));
            return right && hash != null;
        });
    }

    private <T> T inTurn(Callable<T> work) {
        try {
            var turn = threads.submit(work);
            try {
                return turn.get(SOON.toMillis(), TimeUnit.MILLISECONDS);
            } catch (TimeoutException e) {
                turn.cancel(false);
                throw new TooOften(SOON);
            }
        } catch (RejectedExecutionException e) {
            throw new TooOften(SOON);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new TooOften(SOON);
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        }
    }

    @Override
    public void destroy() {
        threads.shutdownNow();
    }
}
