package org.onedoor.frame;

import jakarta.servlet.FilterChain;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.HexFormat;
import java.util.concurrent.ThreadLocalRandom;
import org.slf4j.MDC;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * 来访 · Gives each request its number and its county. A county is found by host name; several on one host are told apart
 * by the first path part {@code /c/{county}}, which becomes part of the context path, so every link keeps it.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 10)
class Visit extends OncePerRequestFilter {

    static final String COUNTY = Visit.class.getName() + ".county";
    static final String NUMBER = Visit.class.getName() + ".number";

    private final ObjectProvider<CountySource> counties;

    Visit(ObjectProvider<CountySource> counties) {
        this.counties = counties;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        var number = request.getAttribute(NUMBER) instanceof String given
                ? given
                : HexFormat.of()
                        .toHexDigits(ThreadLocalRandom.current().nextLong())
                        .substring(6);
        request.setAttribute(NUMBER, number);
        response.setHeader("X-Request-Id", number);
        MDC.put("request", number);
        try {
            var inPath = prefix(request);
            var county = inPath > 0 ? inPath : counties.getObject().at(request.getServerName());
            request.setAttribute(COUNTY, county);
            chain.doFilter(inPath > 0 ? new Under(request, "/c/" + inPath) : request, response);
        } finally {
            MDC.remove("request");
        }
    }

    /** What the server refuses before any filter arrives here as an error, and has its number too. */
    @Override
    protected boolean shouldNotFilterErrorDispatch() {
        return false;
    }

    /** County number in a path that starts with {@code /c/{number}/}, else 0. */
    private int prefix(HttpServletRequest request) {
        var path = request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI) instanceof String first
                ? first
                : request.getRequestURI();
        if (!path.startsWith("/c/")) {
            return 0;
        }
        int end = path.indexOf('/', 3);
        try {
            int number = Integer.parseInt(path.substring(3, end < 0 ? path.length() : end));
            return counties.getObject().all().stream().anyMatch(home -> home.county() == number) ? number : 0;
        } catch (NumberFormatException e) {
            return 0;
        }
    }

    /** The same request seen under a longer context path. */
    private static final class Under extends HttpServletRequestWrapper {
        private final String context;

        Under(HttpServletRequest request, String context) {
            super(request);
            this.context = context;
        }

        @Override
        public String getContextPath() {
            return context;
        }

        /** The server's own way to {@code /error} begins outside the county. */
        @Override
        public String getRequestURI() {
            var uri = super.getRequestURI();
            return uri.startsWith(context) ? uri : context + uri;
        }

        @Override
        public String getServletPath() {
            var rest = getRequestURI().substring(context.length());
            return rest.isEmpty() ? "/" : rest;
        }
    }
}
