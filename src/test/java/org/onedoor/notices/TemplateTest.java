package org.onedoor.notices;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

class TemplateTest {

    @Test
    void everyShortMessageOfEveryRoomFitsIntoOne() throws IOException {
        for (var template : shipped()) {
            int most = template.forStaff() ? Template.PAGE_LENGTH : Template.SMS_LENGTH;
            assertThat(template.length())
                    .as("%s with usual values: %s", template.code(), template.text())
                    .isLessThanOrEqualTo(most);
        }
    }

    @Test
    void valuesAreFilledInAndLongWordsCut() {
        var template = new Template("x.y", "{number}还差：{missing:6}。");
        assertThat(template.fill(Map.of("number", "1120-0482", "missing", "身份证")))
                .isEqualTo("1120-0482还差：身份证。");
        assertThat(template.fill(Map.of("number", "1120-0482", "missing", "身份证、户口簿、照片")))
                .isEqualTo("1120-0482还差：身份证、户…。");
    }

    @Test
    void linksAndCodesAreNeverCut() {
        var link = "https://onedoor.example.gov.cn/r/AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";
        assertThat(new Template("x.y", "看{link}").fill(Map.of("link", link))).isEqualTo("看" + link);
    }

    @Test
    void aValueThatIsMissingIsADefect() {
        assertThatThrownBy(() -> new Template("x.y", "{number}已收到").fill(Map.of()))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void dollarsAndBackslashesAreOrdinaryWords() {
        assertThat(new Template("x.y", "{reason}").fill(Map.of("reason", "$1\\2")))
                .isEqualTo("$1\\2");
    }

    @Test
    void aCountysWordingKeepsWhatCannotBeLookedUpElsewhere() {
        var template = new Template("x.code", "回复码{code}，{name}");
        assertThat(template.wrong("您的码是{code}")).isEmpty();
        assertThat(template.wrong("您好")).contains(Map.entry("notices.template.missing", "code"));
        assertThat(template.wrong("{code}{phone}")).contains(Map.entry("notices.template.unknown", "phone"));
        assertThat(template.wrong("{code}{Name}")).contains(Map.entry("notices.template.braces", ""));
        assertThat(template.wrong("{code}" + "啊".repeat(60))).contains(Map.entry("notices.template.long", "3"));
    }

    private static List<Template> shipped() throws IOException {
        var templates = new ArrayList<Template>();
        for (var file : new PathMatchingResourcePatternResolver()
                .getResources("classpath*:org/onedoor/**/notices.properties")) {
            var texts = new Properties();
            texts.load(new InputStreamReader(file.getInputStream(), StandardCharsets.UTF_8));
            texts.forEach((code, text) -> templates.add(new Template((String) code, (String) text)));
        }
        return templates;
    }
}
