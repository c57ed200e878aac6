package org.onedoor.secrets;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.onedoor.frame.Now;

/** R-CODE-4, with the fixtures of R-CODE-6 that cannot belong to anyone. */
class IdNumbersTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "600101195807150015",
                "600101200002290022",
                "600101201506010017",
                "60010119700101059X",
                "11010519491231002X"
            })
    void aRightNumberIsTakenAndAnyChangedCharacterIsRefused(String number) {
        assertThat(IdNumbers.valid(number)).isTrue();
        for (int i = 0; i < number.length(); i++) {
            for (char c : "0123456789XA*".toCharArray()) {
                if (c != number.charAt(i)) {
                    var changed = number.substring(0, i) + c + number.substring(i + 1);
                    assertThat(IdNumbers.valid(changed)).as(changed).isFalse();
                }
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "60010119700101059x,      60010119700101059X",
        "600101 19700101 059X,    60010119700101059X",
        "６００１０１１９７００１０１０５９Ｘ, 60010119700101059X",
    })
    void isStoredWithACapitalX(String written, String stored) {
        assertThat(IdNumbers.normalise(written)).contains(stored);
    }

    @ParameterizedTest
    @CsvSource({
        "600101580715001,    15 digits are no longer valid",
        "600101200102290028, 2001 had no 29 February",
        "600101197013010594, there is no month 13",
        "60010119580715001,  one is missing",
        "'',                 nothing",
    })
    void noRealNumber(String written, String because) {
        assertThat(IdNumbers.valid(written)).as(because).isFalse();
    }

    @Test
    void nobodyIsBornTomorrow() {
        assertThat(Now.at(Instant.parse("2015-05-31T15:59:59Z"), () -> IdNumbers.valid("600101201506010017")))
                .isFalse();
        assertThat(Now.at(Instant.parse("2015-05-31T16:00:00Z"), () -> IdNumbers.valid("600101201506010017")))
                .isTrue();
    }

    @Test
    void onlyTheFirstThreeAndTheLastFourAreShown() {
        assertThat(IdNumbers.masked("60010119700101059X")).isEqualTo("600***********059X");
        assertThat(IdNumbers.masked("6001")).isEqualTo("****");
    }
}
