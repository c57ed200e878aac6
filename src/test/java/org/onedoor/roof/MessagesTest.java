package org.onedoor.roof;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.HashSet;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Every text stands in both languages, every key that is used exists, and every key that exists is used. */
class MessagesTest {

    private static final Pattern USED_IN_TEMPLATE = Pattern.compile("\\.t\\(\\s*\"([^\"]+)\"");
    private static final Pattern USED_IN_JAVA = Pattern.compile(
            "(?:\\.t\\(|texts\\.text\\([^,\"]+,|new NotYours\\(|new MenuEntry\\()\\s*\"([^\"]+)\"|message ="
                    + " \"\\{([^}\"]+)}\"");
    private static final Pattern HOLE = Pattern.compile("\\{(\\d+)[^}]*}");

    private final Map<String, String> chinese = texts("messages.properties");
    private final Map<String, String> english = texts("messages_en.properties");

    @Test
    void bothLanguagesSayTheSameThings() {
        assertThat(english.keySet()).isEqualTo(chinese.keySet());
        var findings = new TreeMap<String, String>();
        chinese.forEach((key, text) -> {
            if (!holes(text).equals(holes(english.get(key)))) {
                findings.put(key, "the languages take different arguments: " + text + " / " + english.get(key));
            }
        });
        assertThat(findings).isEmpty();
    }

    /** With arguments a text is a MessageFormat: a single apostrophe would swallow the rest. */
    @Test
    void apostrophesAreDoubledWhereThereAreArguments() {
        var findings = new TreeMap<String, String>();
        for (var texts : new Map[] {chinese, english}) {
            ((Map<String, String>) texts).forEach((key, text) -> {
                if (HOLE.matcher(text).find() && text.replace("''", "").contains("'")) {
                    findings.put(key, text);
                }
            });
        }
        assertThat(findings).isEmpty();
    }

    @Test
    void aKeyBeginsWithItsRoom() {
        var findings = new TreeMap<String, String>();
        for (var file : Sources.main(".properties")) {
            // A nested module's word is its folder.
            var word = file.path().getParent().getFileName() + ".";
            properties(file.text()).keySet().stream()
                    .filter(key -> !key.startsWith(word))
                    .forEach(key -> findings.put(key, "in " + file));
        }
        assertThat(findings).isEmpty();
    }

    @Test
    void everyKeyThatIsUsedExists() {
        var missing = new TreeMap<String, String>();
        for (var template : Sources.main(".jte")) {
            var used = USED_IN_TEMPLATE.matcher(template.text());
            while (used.find()) {
                note(missing, used.group(1), template);
            }
        }
        for (var source : Sources.main(".java")) {
            var used = USED_IN_JAVA.matcher(source.text());
            while (used.find()) {
                note(missing, used.group(1) != null ? used.group(1) : used.group(2), source);
            }
        }
        assertThat(missing).isEmpty();
    }

    /** A literal that ends in a full stop begins keys made from data (an enum's name); all that begin so are used. */
    @Test
    void everyKeyThatExistsIsUsed() {
        var literals = new HashSet<String>();
        Sources.main(".java").forEach(source -> literals.addAll(source.literals()));
        var inTemplates = Pattern.compile("\"([a-z0-9-]+(?:\\.[a-zA-Z0-9_-]+)*\\.?)\"");
        for (var template : Sources.main(".jte")) {
            var literal = inTemplates.matcher(template.text());
            while (literal.find()) {
                literals.add(literal.group(1));
            }
        }
        var unused = new TreeSet<>(chinese.keySet());
        unused.removeIf(key -> literals.contains(key) || literals.contains("{" + key + "}") || begun(key, literals));
        Exceptions.none(
                "unused text",
                unused.stream().collect(java.util.stream.Collectors.toMap(key -> key, key -> "no code names it")));
    }

    private static boolean begun(String key, Set<String> literals) {
        int room = key.indexOf('.');
        for (int dot = key.indexOf('.', room + 1); dot > 0; dot = key.indexOf('.', dot + 1)) {
            if (literals.contains(key.substring(0, dot + 1))) {
                return true;
            }
        }
        return false;
    }

    private void note(Map<String, String> missing, String key, Sources.Source where) {
        // A key that ends in a full stop is the beginning of keys made from data.
        boolean known = key.endsWith(".")
                ? chinese.keySet().stream().anyMatch(one -> one.startsWith(key))
                : chinese.containsKey(key);
        if (!known) {
            missing.put(key, where.toString());
        }
    }

    private static Set<String> holes(String text) {
        var found = new TreeSet<String>();
        var hole = HOLE.matcher(text);
        while (hole.find()) {
            found.add(hole.group(1));
        }
        return found;
    }

    private static Map<String, String> texts(String name) {
        var all = new TreeMap<String, String>();
        Sources.main(name).stream()
                .filter(file -> file.name().equals(name))
                .forEach(file -> all.putAll(properties(file.text())));
        return all;
    }

    private static Map<String, String> properties(String text) {
        var properties = new Properties();
        try {
            properties.load(new StringReader(text));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        var texts = new TreeMap<String, String>();
        properties.forEach((key, value) -> texts.put((String) key, (String) value));
        return texts;
    }
}
