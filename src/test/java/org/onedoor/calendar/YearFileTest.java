package org.onedoor.calendar;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.onedoor.frame.RowFault;

class YearFileTest {

    @Test
    void theStatutoryDaysOf2027AreATemplateThatGoesInAsItStands() {
        var template = YearFile.template(Arrangements.provisional(2027));
        assertThat(template).contains("日期,名称,休班", "2027-02-05,春节,休", "2027-05-03,劳动节补休,休");
        var read = read(template);
        assertThat(read.faults()).isEmpty();
        assertThat(read.year()).isEqualTo(2027);
        assertThat(read.days()).hasSize(13 + 6);
    }

    @Test
    void everyYearThatComesWithTheProgramReadsBackAsItIs() {
        Arrangements.shipped().forEach((year, days) -> {
            assertThat(days).isSortedAccordingTo(java.util.Comparator.comparing(Day::day));
            assertThat(read(YearFile.template(days)).days()).isEqualTo(days);
        });
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "2027-13-01,元旦,休 | calendar.fault.date",
                "一月一日,元旦,休 | calendar.fault.date",
                "2028-01-01,元旦,休 | calendar.fault.year",
                "2027-01-01,元旦,休 | calendar.fault.twice",
                "2027-01-04,,休 | calendar.fault.name",
                "2027-01-04,元旦,歇 | calendar.fault.kind",
                "2027-01-04,元旦,班 | calendar.fault.weekday",
                "2027/1/9,元旦调班,work | ",
                "2027年1月9日,元旦调班,班 | ",
                "2027.1.9,元旦调班,上班 | ",
            })
    void aRowSaysWhatIsWrong(String row, String what) {
        var read = read(YearFile.template(Arrangements.provisional(2027)) + row + "\n");
        if (what == null) {
            assertThat(read.faults()).isEmpty();
        } else {
            assertThat(read.faults()).singleElement().extracting(RowFault::what).isEqualTo(what);
        }
    }

    @Test
    void halfAYearIsNotAYear() {
        assertThat(read("日期,名称,休班\n2027-01-01,元旦,休\n").faults())
                .singleElement()
                .extracting(RowFault::what)
                .isEqualTo("calendar.fault.few");
        assertThat(read("").faults()).extracting(RowFault::what).containsOnly("frame.fault.no-column");
    }

    private static YearFile read(String text) {
        return YearFile.read(text.getBytes(StandardCharsets.UTF_8));
    }
}
