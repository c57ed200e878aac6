package org.onedoor.frame;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Tables as spreadsheets write and read them. */
class CsvTest {

    @Test
    void whatIsWrittenIsReadAgainCellByCell() {
        for (var cells : List.of(
                List.of("", "b", ""), List.of("", "", "c"), List.of("a,b", "say \"no\"", "two\nlines"), List.of("a"))) {
            assertThat(read(Csv.line(cells))).isEqualTo(cells);
        }
    }

    @Test
    void whatASpreadsheetWouldTakeForAFormulaIsWords() {
        assertThat(Csv.line(List.of("=1+1", "-5"))).isEqualTo("'=1+1,'-5\r\n");
    }

    private static List<String> read(String line) {
        return Csv.rows(new ByteArrayInputStream(line.getBytes(StandardCharsets.UTF_8)))
                .next();
    }
}
