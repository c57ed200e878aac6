package org.onedoor;

import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.LocalDateTime;
import org.onedoor.frame.Now;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/**
 * Test tree only: a request that carries {@code X-Test-Now: 2026-11-18T10:48} is made at that moment in China, so that a
 * journey reads the same on every day of the week.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
class AtMoment implements Filter {

    static final String HEADER = "X-Test-Now";

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        var moment = ((HttpServletRequest) request).getHeader(HEADER);
        if (moment == null) {
            chain.doFilter(request, response);
            return;
        }
        try {
            Now.at(LocalDateTime.parse(moment).atZone(Now.ZONE).toInstant(), () -> {
                try {
                    chain.doFilter(request, response);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                } catch (ServletException e) {
                    throw new IllegalStateException(e);
                }
            });
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }
}
