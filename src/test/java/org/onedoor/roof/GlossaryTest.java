package org.onedoor.roof;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Glossary as code: the first Javadoc line of rooms and public types is {@code 中文词 · One English sentence.} */
class GlossaryTest {

    private static final Pattern TERM = Pattern.compile(
            "/\\*\\*\\s*(?:\\*\\s*)?([^\\s·*{@][^·*\\n]*?) · (.*?)(?=\\*/|\\n\\s*\\*\\s*(?:\\n|<p>|@))",
            Pattern.DOTALL);
    private static final Pattern PUBLIC_TYPE = Pattern.compile(
            "^public (?:(?:final|sealed|abstract|non-sealed|strictfp) )*(?:class|interface|record|enum|@interface)"
                    + " (\\w+)",
            Pattern.MULTILINE);

    private record Term(String chinese, String english, Sources.Source source) {}

    @Test
    void everyRoomAndEveryPublicTypeHasItsChineseWord() {
        var findings = new TreeMap<String, String>();
        for (var source : Sources.main(".java")) {
            boolean room = source.name().equals("package-info.java");
            var type = PUBLIC_TYPE.matcher(source.text());
            if (source.room().isEmpty() && room || !room && !type.find()) {
                continue;
            }
            int at = room ? source.text().length() : type.start();
            var before = source.text().substring(0, at);
            int doc = before.indexOf("/**");
            var term = doc < 0 ? null : TERM.matcher(source.text().substring(doc));
            if (term == null || !term.lookingAt()) {
                findings.put(source.toString(), "the first Javadoc line is not “中文词 · One English sentence.”");
            } else if (!firstSentence(term.group(2)).endsWith(".")) {
                findings.put(source.toString(), "the English is a sentence with a full stop");
            }
        }
        Exceptions.none("glossary", findings);
    }

    @Test
    void noWordNamesTwoThings() {
        var twice = terms().stream()
                .collect(Collectors.groupingBy(Term::chinese, TreeMap::new, Collectors.toList()))
                .entrySet()
                .stream()
                .filter(entry -> entry.getValue().size() > 1)
                .collect(Collectors.toMap(java.util.Map.Entry::getKey, entry -> entry.getValue().stream()
                        .map(term -> term.source().toString())
                        .toList()
                        .toString()));
        Exceptions.none("one word, one thing", twice);
    }

    @Test
    void theGlossaryIsWritten() throws IOException {
        var page = new StringBuilder("""
            # Glossary

            Written by the build from the first line of each room and type (`bin/docs` copies it here).

            """);
        var rooms = terms().stream()
                .collect(Collectors.groupingBy(term -> term.source().room(), TreeMap::new, Collectors.toList()));
        rooms.forEach((room, terms) -> {
            page.append("## ").append(room.isEmpty() ? "org.onedoor" : room).append("\n\n");
            page.append("| 中文 | type | meaning |\n| --- | --- | --- |\n");
            for (var term : terms) {
                page.append("| ").append(term.chinese()).append(" | `");
                page.append(term.source().name().replace(".java", "").replace("package-info", room));
                page.append("` | ").append(term.english()).append(" |\n");
            }
            page.append('\n');
        });
        var file = Files.createDirectories(Path.of("target/docs")).resolve("glossary.md");
        Files.writeString(file, page);
        assertThat(file).content().contains("## frame");
    }

    private static List<Term> terms() {
        var terms = new ArrayList<Term>();
        for (var source : Sources.main(".java")) {
            var term = TERM.matcher(source.text());
            while (term.find()) {
                if (term.group(1).codePoints().anyMatch(Character::isIdeographic)) {
                    terms.add(new Term(term.group(1).strip(), firstSentence(term.group(2)), source));
                }
            }
        }
        return terms;
    }

    /** Up to the first full stop that ends a sentence, line breaks and Javadoc marks taken out. */
    private static String firstSentence(String text) {
        var line = text.replaceAll("\\s*\\n\\s*\\*\\s*", " ")
                .replaceAll("\\{@(?:link|code|linkplain) #?([^}]*)}", "$1")
                .replace("|", "\\|")
                .strip();
        var end = Pattern.compile("\\.(?=\\s|$)").matcher(line);
        return end.find() ? line.substring(0, end.end()) : line;
    }
}
