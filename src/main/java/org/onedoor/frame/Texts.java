package org.onedoor.frame;

import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.text.MessageFormat;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.context.support.AbstractMessageSource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.stereotype.Component;

/**
 * 文字 · All texts of all rooms: {@code messages.properties} (Chinese, the default) and {@code messages_en.properties}
 * beside each room's Java, in UTF-8. A key begins with its room's name. A missing key throws: a page never shows a key.
 *
 * <p>Also the message source of bean validation. Arguments use {@link MessageFormat}; texts without arguments are taken
 * as they stand.
 */
@Component("messageSource")
public class Texts extends AbstractMessageSource {

    private final Map<String, String> chinese = new TreeMap<>();
    private final Map<String, String> english = new TreeMap<>();

    Texts() throws IOException {
        load("classpath*:org/onedoor/**/messages.properties", chinese);
        load("classpath*:org/onedoor/**/messages_en.properties", english);
    }

    /** The text in the language ({@code zh} or {@code en}). */
    public String text(String language, String key, Object... args) {
        var pattern = texts(language).get(key);
        if (pattern == null) {
            throw new IllegalArgumentException("No text " + key + " in " + language);
        }
        return args.length == 0 ? pattern : format(pattern, language).format(args);
    }

    public boolean has(String key) {
        return chinese.containsKey(key);
    }

    /** Every key with its text; for the roof test. */
    public Map<String, String> all(String language) {
        return Map.copyOf(texts(language));
    }

    @Override
    protected @Nullable MessageFormat resolveCode(String code, Locale locale) {
        var pattern = texts(locale.getLanguage()).get(code);
        return pattern == null ? null : format(pattern, locale.getLanguage());
    }

    private Map<String, String> texts(String language) {
        return "en".equals(language) ? english : chinese;
    }

    private static MessageFormat format(String pattern, String language) {
        return new MessageFormat(pattern, "en".equals(language) ? Locale.ENGLISH : Locale.SIMPLIFIED_CHINESE);
    }

    private static void load(String pattern, Map<String, String> into) throws IOException {
        for (var file : new PathMatchingResourcePatternResolver().getResources(pattern)) {
            var texts = new Properties();
            try (var reader = new InputStreamReader(file.getInputStream(), StandardCharsets.UTF_8)) {
                texts.load(reader);
            }
            var found = new HashMap<String, String>();
            texts.forEach((key, text) -> found.put((String) key, (String) text));
            found.forEach((key, text) -> {
                if (into.putIfAbsent(key, text) != null) {
                    throw new IllegalStateException("Text " + key + " stands in two rooms");
                }
            });
        }
    }
}
