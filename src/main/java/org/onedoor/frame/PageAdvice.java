package org.onedoor.frame;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ModelAttribute;

/** 页面备料 · The one advice that gives each page its {@link Page}. */
@ControllerAdvice
public class PageAdvice {

    private final Texts texts;
    private final Assets assets;
    private final ObjectProvider<CountySource> counties;
    private final List<MenuEntry> menu;
    private final List<Badge> badges;

    PageAdvice(
            Texts texts,
            Assets assets,
            ObjectProvider<CountySource> counties,
            List<MenuEntry> menu,
            List<Badge> badges) {
        this.texts = texts;
        this.assets = assets;
        this.counties = counties;
        this.badges = badges;
        this.menu =
                menu.stream().sorted(Comparator.comparingInt(MenuEntry::order)).toList();
    }

    /** Nothing for a program's call: it has no page. */
    @ModelAttribute("page")
    @Nullable
    Page page(HttpServletRequest request) {
        if (path(request).startsWith("/api/")) {
            return null;
        }
        var actor = Actor.current();
        var token = (CsrfToken) request.getAttribute(CsrfToken.class.getName());
        return new Page(
                texts,
                assets,
                actor,
                language(request),
                "1".equals(cookie(request, "elder")) || "1".equals(request.getParameter("elder")),
                request.getContextPath(),
                path(request),
                countyName(actor.county()),
                () -> token == null ? "" : token.getToken(),
                menu.stream()
                        .filter(entry -> entry.role() == Role.VISITOR || entry.offered(actor))
                        .toList(),
                badges,
                "dark".equals(cookie(request, "theme")));
    }

    /** {@code zh} unless the person chose English; the browser's own language is ignored (foundations §24). */
    static String language(HttpServletRequest request) {
        return "en".equals(cookie(request, "lang")) ? "en" : "zh";
    }

    /** The path that was asked for, also when the server has gone on to {@code /error}. */
    static String path(HttpServletRequest request) {
        var uri = request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI) instanceof String first
                ? first
                : request.getRequestURI();
        var path = uri.substring(request.getContextPath().length());
        return path.isEmpty() ? "/" : path;
    }

    private String countyName(int county) {
        return counties.getObject().all().stream()
                .filter(home -> home.county() == county)
                .map(CountySource.Home::name)
                .findFirst()
                .orElse("");
    }

    static String cookie(HttpServletRequest request, String name) {
        var cookies = request.getCookies();
        if (cookies != null) {
            for (Cookie cookie : cookies) {
                if (cookie.getName().equals(name)) {
                    return cookie.getValue();
                }
            }
        }
        return "";
    }
}
