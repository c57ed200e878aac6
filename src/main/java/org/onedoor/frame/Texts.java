package org.onedoor.frame;

import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.text.MessageFormat;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
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

    private final Map<String, Text> chinese = new HashMap<>();
    private final Map<String, Text> english = new HashMap<>();

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
        return args.length == 0 ? pattern.whole() : pattern.with(args, language);
    }

    public boolean has(String key) {
        return chinese.containsKey(key);
    }

    /** Every key with its text; for the roof test. */
    public Map<String, String> all(String language) {
        return texts(language).entrySet().stream()
                .collect(Collectors.toUnmodifiableMap(
                        Map.Entry::getKey, text -> text.getValue().whole()));
    }

    @Override
    protected @Nullable MessageFormat resolveCode(String code, Locale locale) {
        var pattern = texts(locale.getLanguage()).get(code);
        return pattern == null ? null : format(pattern.whole(), locale.getLanguage());
    }

    private Map<String, Text> texts(String language) {
        return "en".equals(language) ? english : chinese;
    }

    private static MessageFormat format(String pattern, String language) {
        return new MessageFormat(pattern, "en".equals(language) ? Locale.ENGLISH : Locale.SIMPLIFIED_CHINESE);
    }

    /**
     * A text, cut at its arguments when it is loaded: a page of fifty rows fills hundreds, and {@link MessageFormat} reads its
     * pattern anew each time.
     *
     * @param words between the arguments; empty where only MessageFormat knows what is meant
     * @param numbers of the arguments between the words
     */
    private record Text(String whole, List<String> words, List<Integer> numbers) {

        private static final Pattern ARGUMENT = Pattern.compile("\\{(\\d)}");

        static Text of(String whole) {
            var words = List.of(ARGUMENT.split(whole, -1));
            var numbers = ARGUMENT.matcher(whole)
                    .results()
                    .map(found -> Integer.valueOf(found.group(1)))
                    .toList();
            var plain = whole.indexOf('\'') < 0 && words.stream().noneMatch(word -> word.indexOf('{') >= 0);
            return new Text(whole, plain ? words : List.of(), numbers);
        }

        String with(Object[] args, String language) {
            if (words.isEmpty()) {
                return format(whole, language).format(args);
            }
            var filled = new StringBuilder(words.getFirst());
            for (int n = 0; n < numbers.size(); n++) {
                int number = numbers.get(n);
                if (number >= args.length || !plain(args[number])) {
                    return format(whole, language).format(args);
                }
                filled.append(args[number]).append(words.get(n + 1));
            }
            return filled.toString();
        }

        /** Large numbers and moments are written as the language has it. */
        private static boolean plain(@Nullable Object arg) {
            return arg instanceof String || arg instanceof Integer small && small > -1000 && small < 1000;
        }
    }

    private static void load(String pattern, Map<String, Text> into) throws IOException {
        for (var file : new PathMatchingResourcePatternResolver().getResources(pattern)) {
            var texts = new Properties();
            try (var reader = new InputStreamReader(file.getInputStream(), StandardCharsets.UTF_8)) {
                texts.load(reader);
            }
            var found = new HashMap<String, String>();
            texts.forEach((key, text) -> found.put((String) key, (String) text));
            found.forEach((key, text) -> {
                if (into.putIfAbsent(key, Text.of(text)) != null) {
                    throw new IllegalStateException("Text " + key + " stands in two rooms");
                }
            });
        }
    }
}
