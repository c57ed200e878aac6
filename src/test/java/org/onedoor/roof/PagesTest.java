package org.onedoor.roof;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Templates, script and stylesheet keep the strict content policy, the floor of old browsers and the messages. */
class PagesTest {

    private static final Map<String, String> AGAINST_THE_POLICY = Map.of(
            "\\sstyle\\s*=", "a style attribute: make it a class of onedoor.css, or SVG",
            "<style", "a style element",
            "<script(?![^>]*\\ssrc=)", "inline script",
            "\\son[a-z]+\\s*=\\s*[\"']", "an inline handler",
            "hx-on", "hx-on is evaluated",
            "\\bjs:|javascript:", "evaluated script",
            "hx-trigger=\"[^\"]*\\[", "an event filter is evaluated",
            "(?:src|href)=\"(?:https?:)?//", "something from elsewhere");

    private static final List<String> ABOVE_THE_FLOOR = List.of(
            "@layer",
            ":has(",
            "oklch(",
            "color-mix(",
            "light-dark(",
            "@container",
            "dvh",
            "svh",
            "@scope",
            "@property",
            "&:",
            "& ",
            "aspect-ratio",
            "@import");

    @Test
    void templatesCarryNoStyleAndNoScript() {
        var findings = new TreeMap<String, String>();
        for (var template : Sources.main(".jte")) {
            var text = withoutComments(template.text());
            AGAINST_THE_POLICY.forEach((pattern, why) -> {
                var match = Pattern.compile(pattern).matcher(text);
                if (match.find()) {
                    findings.put(template.toString(), why + ": …" + around(text, match.start()));
                }
            });
        }
        Exceptions.none("content policy", findings);
    }

    @Test
    void everyFormCarriesItsToken() {
        var findings = new TreeMap<String, String>();
        var form = Pattern.compile("<form[^>]*method=\"post\"[^>]*>.*?</form>", Pattern.DOTALL);
        for (var template : Sources.main(".jte")) {
            var match = form.matcher(template.text());
            while (match.find()) {
                if (!match.group().contains("name=\"_csrf\"")) {
                    findings.put(
                            template.toString(), "a form without _csrf: " + around(template.text(), match.start()));
                }
            }
        }
        Exceptions.none("form token", findings);
    }

    /** What a person reads stands in the messages; only the switch between the languages names itself. */
    @Test
    void templatesCarryNoTextOfTheirOwn() {
        var findings = new TreeMap<String, String>();
        for (var template : Sources.main(".jte")) {
            var match = Pattern.compile("\\p{IsHan}+").matcher(withoutComments(template.text()));
            while (match.find()) {
                if (!match.group().equals("中文")) {
                    findings.put(template.toString(), match.group());
                }
            }
        }
        Exceptions.none("text in template", findings);
    }

    @Test
    void theStylesheetStaysOnTheFloor() {
        for (var sheet : Sources.main(".css")) {
            var text = sheet.text().replaceAll("(?s)/\\*.*?\\*/", "");
            assertThat(ABOVE_THE_FLOOR.stream().filter(text::contains))
                    .as(sheet.toString())
                    .isEmpty();
        }
    }

    @Test
    void theScriptStaysSmall() throws IOException {
        assertThat(Files.size(Path.of("src/main/java/org/onedoor/frame/assets/onedoor.js")))
                .isLessThan(8192);
    }

    private static String withoutComments(String template) {
        return template.replaceAll("(?s)<%--.*?--%>", "");
    }

    private static String around(String text, int at) {
        return text.substring(at, Math.min(text.length(), at + 60)).strip();
    }
}
