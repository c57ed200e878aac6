package org.onedoor.audit;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/** 来处 · The address a request comes from, bound for its whole length; jobs and listeners have none. */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 20)
public class Origin extends OncePerRequestFilter {

    private static final ScopedValue<String> IP = ScopedValue.newInstance();

    Origin() {}

    /** The address for {@code from_ip}; null outside a request. */
    public static @Nullable String ip() {
        return IP.isBound() ? IP.get() : null;
    }

    /** Runs {@code work} as if it came from {@code ip}: imports that name their sender, tests. */
    public static <T> T at(String ip, Supplier<T> work) {
        return ScopedValue.where(IP, ip).call(work::get);
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        try {
            ScopedValue.where(IP, request.getRemoteAddr()).call(() -> {
                chain.doFilter(request, response);
                return null;
            });
        } catch (ServletException | IOException | RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new ServletException(e);
        }
    }

    @Override
    protected boolean shouldNotFilterErrorDispatch() {
        return false;
    }
}
