package org.onedoor.frame;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.observation.SecurityObservationSettings;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.csrf.CookieCsrfTokenRepository;
import org.springframework.security.web.csrf.CsrfFilter;
import org.springframework.security.web.csrf.XorCsrfTokenRequestAttributeHandler;
import org.springframework.security.web.header.writers.CrossOriginOpenerPolicyHeaderWriter;

/**
 * 安全外壳 · Headers, CSRF and the one filter chain. Who may call what is said at each handler by {@link Allowed}; rooms add
 * their part (login, passkeys, tokens) as beans of {@code Customizer<HttpSecurity>}.
 */
@Configuration(proxyBeanMethods = false)
class Security {

    /** No inline script or style, nothing from elsewhere (foundations §25). */
    static final String POLICY = """
        default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; media-src 'self' blob:; \
        connect-src 'self'; manifest-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'\
        """;

    private static final String SESSION = "SESSION";

    @Bean
    SecurityFilterChain chain(
            HttpSecurity http, List<Customizer<HttpSecurity>> rooms, @Value("${onedoor.https:false}") boolean https)
            throws Exception {
        http.addFilterBefore(new OriginGate(), CsrfFilter.class)
                // The token is masked anew on each page, because pages are compressed (BREACH).
                .csrf(csrf -> csrf.csrfTokenRepository(tokens(https))
                        .csrfTokenRequestHandler(new XorCsrfTokenRequestAttributeHandler())
                        .ignoringRequestMatchers(Security::program))
                .securityContext(AbstractHttpConfigurer::disable)
                .servletApi(AbstractHttpConfigurer::disable)
                .exceptionHandling(AbstractHttpConfigurer::disable)
                .sessionManagement(AbstractHttpConfigurer::disable)
                .headers(headers -> headers.contentSecurityPolicy(policy -> policy.policyDirectives(POLICY))
                        .referrerPolicy(referrer -> referrer.policy(
                                org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter
                                        .ReferrerPolicy.SAME_ORIGIN))
                        .crossOriginOpenerPolicy(opener ->
                                opener.policy(CrossOriginOpenerPolicyHeaderWriter.CrossOriginOpenerPolicy.SAME_ORIGIN))
                        .cacheControl(cache -> cache.disable()))
                .formLogin(AbstractHttpConfigurer::disable)
                .httpBasic(AbstractHttpConfigurer::disable)
                .logout(AbstractHttpConfigurer::disable)
                .anonymous(AbstractHttpConfigurer::disable)
                .requestCache(AbstractHttpConfigurer::disable);
        for (var room : rooms) {
            room.customize(http);
        }
        return http.build();
    }

    /** Each of a dozen filters would be timed for every request; the request as a whole is timed anyway. */
    @Bean
    static SecurityObservationSettings observations() {
        return SecurityObservationSettings.noObservations();
    }

    /** Under https the browser takes the cookie from this very host only. */
    private static CookieCsrfTokenRepository tokens(boolean https) {
        var cookies = new CookieCsrfTokenRepository();
        cookies.setCookieName(https ? "__Host-csrf" : "csrf");
        cookies.setCookiePath("/");
        cookies.setCookieCustomizer(
                cookie -> cookie.httpOnly(true).sameSite("Lax").secure(https));
        return cookies;
    }

    /** A REST call that no browser's session stands behind: nobody else's authority to misuse. */
    private static boolean program(HttpServletRequest request) {
        var path = request.getRequestURI().substring(request.getContextPath().length());
        return path.startsWith("/api/")
                && (request.getHeader("Authorization") != null
                        || PageAdvice.cookie(request, SESSION).isEmpty());
    }
}
