package org.onedoor.cases;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who among the silent is asked again (issue, "Silence"; R-REQ-6 回访). */
class LotTest {

    @ParameterizedTest(name = "help {0}, phone {1}, {2}, number {3}, drawn {4}: {5}")
    @CsvSource({
        "true, true, SOLVED, 99, 9, HELP",
        "false, false, SOLVED, 99, 9, NO_PHONE",
        "false, true, NOT_POSSIBLE, 99, 9, NOT_POSSIBLE",
        "false, true, SOLVED, 9, 9, LOT",
        "false, true, SOLVED, 10, 9, NONE",
        "false, true, SOLVED, 10, 4, FLOOR",
        "false, true, SOLVED, 10, 5, NONE",
        "false, true, PARTLY, 10, 5, NONE",
        "false, true, SOLVED, 0, 0, LOT"
    })
    void draws(boolean help, boolean phone, Outcome outcome, int number, int drawn, Lot lot) {
        assertThat(Lot.of(help, phone, outcome, number, drawn, Rules.DEFAULT)).isEqualTo(lot);
    }
}
