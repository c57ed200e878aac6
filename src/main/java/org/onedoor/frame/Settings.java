package org.onedoor.frame;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseCookie;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** 语言与长辈版 · Remembers language, elder mode and theme in a cookie and goes back to the page one came from. */
@Controller
@Allowed(Role.VISITOR)
class Settings {

    @GetMapping("/setting")
    String set(
            @RequestParam @Nullable String lang,
            @RequestParam @Nullable String elder,
            @RequestParam @Nullable String theme,
            @RequestParam(defaultValue = "/") String back,
            HttpServletRequest request,
            HttpServletResponse response) {
        if (lang != null) {
            remember(response, "lang", "en".equals(lang) ? "en" : "zh");
        }
        if (elder != null) {
            remember(response, "elder", "1".equals(elder) ? "1" : "0");
        }
        if (theme != null) {
            remember(response, "theme", "dark".equals(theme) ? "dark" : "light");
        }
        boolean inside = back.startsWith("/") && !back.startsWith("//") && !back.contains("\\");
        return "redirect:" + (inside ? back : "/");
    }

    private static void remember(HttpServletResponse response, String name, String value) {
        response.addHeader(
                HttpHeaders.SET_COOKIE,
                ResponseCookie.from(name, value)
                        .path("/")
                        .maxAge(Duration.ofDays(365))
                        .sameSite("Lax")
                        .httpOnly(true)
                        .build()
                        .toString());
    }
}
