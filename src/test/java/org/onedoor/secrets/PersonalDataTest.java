package org.onedoor.secrets;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Phone and ID numbers in what people write (foundations §26). */
class PersonalDataTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        我叫林小菊，电话13800138000，请回电 | 13800138000 | +8613800138000
        打 138 0013 8000 找我               | 138 0013 8000 | +8613800138000
        微信同号：１３８００１３８０００。    | １３８００１３８０００ | +8613800138000
        座机0571-88550000                  | 0571-88550000 | +8657188550000
        +86 13800138000                    | +86 13800138000 | +8613800138000
        身份证60010119700101059x的低保     | 60010119700101059x | 60010119700101059X
        证号 600101 19580715 0015          | 600101 19580715 0015 | 600101195807150015
        """)
    void isFoundWhereItStands(String text, String there, String stored) {
        var found = PersonalData.find(text);
        assertThat(found).singleElement().satisfies(one -> {
            assertThat(text.substring(one.from(), one.to())).isEqualTo(there);
            assertThat(one.value()).isEqualTo(stored);
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "欠了 13800138 元，从2026年11月开始",
                "工单号 202611211380013800099",
                "第600101195807150016号文件",
                "早上8点到12点，110 12345 都打过",
                "车牌 浙A12345，3 栋 1201 室"
            })
    void otherNumbersAreLeftAlone(String text) {
        assertThat(PersonalData.find(text)).isEmpty();
    }

    @Test
    void severalAreFoundInOrder() {
        var found = PersonalData.find("先打13800138000，不接打0571-88550000，证号600101195807150015");
        assertThat(found)
                .extracting(PersonalData.Found::kind)
                .containsExactly(PersonalData.Kind.PHONE, PersonalData.Kind.PHONE, PersonalData.Kind.ID_NUMBER);
    }
}
