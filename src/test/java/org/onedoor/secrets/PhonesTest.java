package org.onedoor.secrets;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Phone numbers as people write them (foundations §26; masks R-SEC-10). */
class PhonesTest {

    @ParameterizedTest
    @CsvSource({
        "13800138000,             +8613800138000",
        "138 0013 8000,           +8613800138000",
        "138-0013-8000,           +8613800138000",
        "+86 138 0013 8000,       +8613800138000",
        "+8613800138000,          +8613800138000",
        "0086-13800138000,        +8613800138000",
        "8613800138000,           +8613800138000",
        "１３８００１３８０００,    +8613800138000",
        "＋86 13800138000,         +8613800138000",
        "19900000001,             +8619900000001",
        "010-65550000,            +861065550000",
        "(010) 6555 0000,         +861065550000",
        "（0571）8855 0000,        +8657188550000",
        "0571－88550000,           +8657188550000",
        "0792-2550000,            +867922550000",
        "+86 571 8855 0000,       +8657188550000",
    })
    void oneStoredForm(String written, String stored) {
        assertThat(Phones.normalise(written)).contains(stored);
    }

    @ParameterizedTest
    @ValueSource(strings = {"010-65550000", "（0571）8855 0000", "0600-2155081", "没有电话"})
    void noMessageReachesAFixedLine(String written) {
        assertThat(Phones.mobile(written)).isEmpty();
        assertThat(Phones.mobile("138 0013 8000")).contains("+8613800138000");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "没有电话",
                "1380013800",
                "138001380001",
                "12800138000",
                "110",
                "12345",
                "4008001234",
                "88550000",
                "0571-1855000",
                "+1 212 555 0100",
                "600101195807150015"
            })
    void whatIsNoSuchNumberIsNotTaken(String written) {
        assertThat(Phones.normalise(written)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "+8613800138000, 138****8000",
        "13812345678,    138****5678",
        "+8657188550000, 0571****0000",
        "+861065550000,  010****0000",
        "12345,          ****",
        "'',             ****",
    })
    void theMiddleIsHidden(String phone, String masked) {
        assertThat(Phones.masked(phone)).isEqualTo(masked);
    }

    @ParameterizedTest
    @CsvSource({"+8613800138000, 13800138000", "+8657188550000, 057188550000"})
    void isDialledAsAtHome(String stored, String dialled) {
        assertThat(Phones.atHome(stored)).isEqualTo(dialled);
        assertThat(Phones.normalise(dialled)).contains(stored);
    }
}
