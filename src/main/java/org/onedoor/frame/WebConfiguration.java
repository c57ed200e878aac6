package org.onedoor.frame;

import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.StringOutput;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.web.servlet.LocaleResolver;
import org.springframework.web.servlet.View;
import org.springframework.web.servlet.ViewResolver;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.springframework.web.servlet.i18n.AbstractLocaleResolver;

/** 网页接线 · Templates compiled into their rooms, and the doorkeeper in front of every handler. */
@Configuration(proxyBeanMethods = false)
class WebConfiguration implements WebMvcConfigurer {

    private static final int SMALL = 1024;

    private final Doorkeeper doorkeeper;
    private final ZoneGate zones;

    WebConfiguration(Doorkeeper doorkeeper, ZoneGate zones) {
        this.doorkeeper = doorkeeper;
        this.zones = zones;
    }

    @Override
    public void addInterceptors(InterceptorRegistry registry) {
        registry.addInterceptor(zones).order(Ordered.HIGHEST_PRECEDENCE);
        registry.addInterceptor(doorkeeper);
    }

    @Bean
    TemplateEngine templates() {
        var engine = TemplateEngine.createPrecompiled(
                null, ContentType.Html, WebConfiguration.class.getClassLoader(), "org.onedoor");
        engine.setTrimControlStructures(true);
        return engine;
    }

    /** Texts of bean validation come in the page's language; what the browser prefers is ignored (foundations §24). */
    @Bean
    LocaleResolver localeResolver() {
        return new AbstractLocaleResolver() {
            @Override
            public Locale resolveLocale(HttpServletRequest request) {
                return "en".equals(PageAdvice.language(request)) ? Locale.ENGLISH : Locale.SIMPLIFIED_CHINESE;
            }

            @Override
            public void setLocale(
                    HttpServletRequest request, @Nullable HttpServletResponse response, @Nullable Locale locale) {
                throw new UnsupportedOperationException("the cookie decides");
            }
        };
    }

    /** {@code cases/list} → the compiled template {@code org/onedoor/cases/list.jte}. */
    @Bean
    ViewResolver jtePages(TemplateEngine templates) {
        return new JtePages(templates);
    }

    private static final class JtePages implements ViewResolver, Ordered {
        private final TemplateEngine templates;

        JtePages(TemplateEngine templates) {
            this.templates = templates;
        }

        @Override
        public int getOrder() {
            return Ordered.LOWEST_PRECEDENCE - 10;
        }

        @Override
        public @Nullable View resolveViewName(String name, Locale locale) {
            if (name.startsWith("redirect:") || name.startsWith("forward:")) {
                return null;
            }
            return new JtePage(templates, name + ".jte");
        }
    }

    private record JtePage(TemplateEngine templates, String name) implements View {
        @Override
        public String getContentType() {
            return "text/html;charset=UTF-8";
        }

        @Override
        public void render(@Nullable Map<String, ?> model, HttpServletRequest request, HttpServletResponse response)
                throws Exception {
            var output = new StringOutput(16 * 1024);
            @SuppressWarnings("unchecked")
            var parameters = (Map<String, Object>) model;
            templates.render(name, parameters, output);
            response.setContentType(getContentType());
            if (response.getHeader("Cache-Control") == null) {
                response.setHeader("Cache-Control", "no-store");
            }
            var bytes = output.toString().getBytes(StandardCharsets.UTF_8);
            if (bytes.length > SMALL) {
                response.addHeader("Vary", "Accept-Encoding");
                if (packs(request)) {
                    response.setHeader("Content-Encoding", "gzip");
                    bytes = packed(bytes);
                }
            }
            response.setContentLength(bytes.length);
            response.getOutputStream().write(bytes);
        }

        private static boolean packs(HttpServletRequest request) {
            var accepted = request.getHeader("Accept-Encoding");
            return accepted != null && accepted.contains("gzip") && !accepted.contains("gzip;q=0");
        }

        private static byte[] packed(byte[] bytes) throws IOException {
            var packed = new ByteArrayOutputStream(bytes.length / 4);
            try (var out = new Quick(packed)) {
                out.write(bytes);
            }
            return packed.toByteArray();
        }
    }

    /**
     * The server would pack pages, too, but only at the usual level, which costs a third of a page's processor time and saves
     * a tenth of its length (decision 0030).
     */
    private static final class Quick extends GZIPOutputStream {
        Quick(OutputStream out) throws IOException {
            super(out, 8 * 1024);
            def.setLevel(Deflater.BEST_SPEED);
        }
    }
}
