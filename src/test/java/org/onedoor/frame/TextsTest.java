package org.onedoor.frame;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import org.junit.jupiter.api.Test;

/** Texts are filled as MessageFormat fills them, quick or not. */
class TextsTest {

    private final Texts texts = new Texts();

    TextsTest() throws IOException {}

    @Test
    void wordsStandWhereTheTextWantsThem() {
        assertThat(texts.text("zh", "cases.desk.row", "路灯不亮", "要受理")).isEqualTo("路灯不亮：要受理");
        assertThat(texts.text("zh", "cases.desk.row", "a {1} 'b'", "$1")).isEqualTo("a {1} 'b'：$1");
    }

    @Test
    void largeNumbersAreWrittenAsPeopleReadThem() {
        assertThat(texts.text("zh", "cases.desk.row", 999, 12345)).isEqualTo("999：12,345");
    }

    @Test
    void quotesOfAFilledTextAreNotShownTwice() {
        assertThat(texts.text("en", "calendar.import.how", 2026))
                .contains("2,026")
                .contains("Council's")
                .doesNotContain("''");
    }

    @Test
    void aKeyNobodyWroteIsAnError() {
        assertThatThrownBy(() -> texts.text("zh", "frame.nothing")).isInstanceOf(IllegalArgumentException.class);
    }
}
