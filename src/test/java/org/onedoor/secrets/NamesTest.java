package org.onedoor.secrets;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** R-SEC-10. */
class NamesTest {

    @ParameterizedTest
    @CsvSource({
        "张三, 张＊",
        "林小菊, 林＊菊",
        "欧阳小菊, 欧＊＊菊",
        "买买提·艾力, 买＊＊力",
        "林, ＊",
        "'', ''",
        "' 林小菊 ', 林＊菊",
        "𠮷田花, 𠮷＊花",
    })
    void theMiddleIsHidden(String name, String masked) {
        assertThat(Names.masked(name)).isEqualTo(masked);
    }
}
