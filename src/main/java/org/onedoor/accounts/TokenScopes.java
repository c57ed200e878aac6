package org.onedoor.accounts;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.onedoor.frame.Actor;
import org.onedoor.frame.NotLoggedIn;
import org.onedoor.frame.NotYours;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** What a token may do: reading needs {@code cases:read}, everything else {@code cases:write}. */
@Configuration(proxyBeanMethods = false)
class TokenScopes implements WebMvcConfigurer, HandlerInterceptor {

    private final Accounts accounts;

    TokenScopes(Accounts accounts) {
        this.accounts = accounts;
    }

    @Override
    public void addInterceptors(InterceptorRegistry registry) {
        registry.addInterceptor(this).addPathPatterns("/api/**");
    }

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        boolean reads = "GET".equals(request.getMethod()) || "HEAD".equals(request.getMethod());
        var signedIn = accounts.signedIn(request, Actor.current().county());
        if (signedIn.isEmpty() && request.getHeader("Authorization") != null) {
            // A token that has ended must not quietly become a visitor.
            throw new NotLoggedIn();
        }
        var scopes = signedIn.map(SignedIn::scopes);
        if (scopes.isPresent() && !scopes.get().contains(reads ? Tokens.READ : Tokens.WRITE)) {
            throw new NotYours(reads ? "accounts.who.read" : "accounts.who.write");
        }
        return true;
    }
}
