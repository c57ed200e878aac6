package org.onedoor.members.dues;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.Year;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is owed a month: R-FEE (table), R-FEE-1, R-FEE-4, R-FEE-5. */
class DuesTableTest {

    private static final LocalDate DAY = LocalDate.of(2026, 1, 15);

    @ParameterizedTest(name = "R-FEE-1: {0} {1} → {2}")
    @CsvSource({
        "WAGE, 3000, 15.00",
        "WAGE, 3000.01, 30.00",
        "WAGE, 5000, 50.00",
        "WAGE, 5000.01, 75.00",
        "WAGE, 10000, 150.00",
        "WAGE, 10000.01, 200.00",
        "WAGE, 0, 0.00",
        // Half a fen goes up.
        "WAGE, 2001, 10.01",
        "WAGE, 2000.99, 10.00",
        "YEARLY, 5000.01, 75.00",
        "SELF_EMPLOYED, 3000.01, 30.00",
        "RETIRED, 5000, 25.00",
        "RETIRED, 5000.01, 50.00",
        "RETIRED, 12000, 120.00",
        // R-FEE-4: not more than 1000 a month.
        "WAGE, 50000, 1000.00",
        "WAGE, 80000, 1000.00",
    })
    void theRateIsOfTheWholeBase(Payer payer, String base, String owed) {
        var amount = DuesTable.SHIPPED.propose(payer, fen(base), DAY, DuesTerms.DEFAULT);
        assertThat(amount).isEqualTo(new DuesTable.Amount(fen(owed), fen(owed)));
    }

    @ParameterizedTest(name = "{0}: {1} to {2}, chosen {3}")
    @CsvSource({
        "FARMER, 0.20, 1.00, true",
        "STUDENT, 0.20, 0.20, false",
        "LAID_OFF, 0.20, 0.20, false",
        "RELIEF, 0.20, 0.20, false",
    })
    void whoPaysAFixedAmountStatesNoIncome(Payer payer, String least, String most, boolean chosen) {
        assertThat(payer.fixed()).isTrue();
        var amount = DuesTable.SHIPPED.propose(payer, 0, DAY, DuesTerms.DEFAULT);
        assertThat(amount).isEqualTo(new DuesTable.Amount(fen(least), fen(most)));
        assertThat(amount.chosen()).isEqualTo(chosen);
    }

    @ParameterizedTest(name = "rounded to 0.1: {0} → {1}")
    @CsvSource({"2009, 10.00", "2010, 10.10", "2030, 10.20"})
    void roundingIsData(String base, String owed) {
        var terms = DuesTerms.of(Map.of("round-to", 10));
        assertThat(DuesTable.SHIPPED.propose(Payer.WAGE, fen(base), DAY, terms).least())
                .isEqualTo(fen(owed));
        assertThat(DuesTerms.of(Map.of())).isEqualTo(DuesTerms.DEFAULT);
    }

    @Test
    void bandsHaveTheirDays() {
        var change = LocalDate.of(2027, 1, 1);
        var bands = new ArrayList<Band>();
        for (var band : DuesTable.SHIPPED.bands()) {
            bands.add(new Band(
                    band.from(),
                    change.minusDays(1),
                    band.payer(),
                    band.above(),
                    band.rate(),
                    band.least(),
                    band.most()));
        }
        bands.add(new Band(change, null, "wage", 0, 100, 0, 0));
        var table = new DuesTable(bands);
        assertThat(table.propose(Payer.WAGE, 300_000, change.minusDays(1), DuesTerms.DEFAULT)
                        .least())
                .isEqualTo(1500);
        assertThat(table.propose(Payer.WAGE, 300_000, change, DuesTerms.DEFAULT).least())
                .isEqualTo(3000);
        assertThatThrownBy(() -> table.propose(Payer.FARMER, 0, change, DuesTerms.DEFAULT))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> table.propose(Payer.WAGE, -1, change, DuesTerms.DEFAULT))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest(name = "R-FEE-4: a gift of {0} is forwarded: {1}")
    @CsvSource({"999.99, false", "1000.00, true"})
    void largeGiftsAreForwarded(String gift, boolean forwarded) {
        assertThat(DuesTerms.DEFAULT.forwarded(fen(gift))).isEqualTo(forwarded);
    }

    @ParameterizedTest(name = "R-FEE-5: decided {0}, approved {1}, month {2}: {3} fen")
    @CsvSource(
            nullValues = "-",
            value = {
                "支〔2026〕2号, 委〔2026〕5号, 2026-03, 500",
                "支〔2026〕2号, 委〔2026〕5号, 2026-06, 500",
                "支〔2026〕2号, 委〔2026〕5号, 2026-02, 5000",
                "支〔2026〕2号, 委〔2026〕5号, 2026-07, 5000",
                "支〔2026〕2号, -, 2026-03, 5000",
                "支〔2026〕2号, ' ', 2026-03, 5000",
                "' ', 委〔2026〕5号, 2026-03, 5000",
            })
    void aReductionNeedsDecisionAndApproval(String decision, String approval, YearMonth month, long owed) {
        var reduction = new Reduction(YearMonth.of(2026, 3), YearMonth.of(2026, 6), 500, decision, approval);
        assertThat(reduction.owed(month, 5000)).isEqualTo(owed);
        assertThat(reduction.owed(month, 300)).isEqualTo(300);
    }

    @ParameterizedTest(name = "R-FEE-2: {0} {1} in {2}, then {3} {4} in {5}: wants a reason {6}")
    @CsvSource({
        "WAGE, 5200, 2026, WAGE, 5200, 2026, false",
        "WAGE, 5200, 2026, WAGE, 6100, 2026, true",
        "WAGE, 5200, 2026, WAGE, 6100, 2027, false",
        "WAGE, 5200, 2026, RETIRED, 5200, 2026, true",
        "SELF_EMPLOYED, 5200, 2026, SELF_EMPLOYED, 4100, 2026, false",
    })
    void theBaseIsKeptThroughTheYear(
            Payer payer, String base, Year year, Payer then, String thenBase, Year thenYear, boolean reason) {
        assertThat(new StatedIncome(year, payer, fen(base))
                        .wantsReason(new StatedIncome(thenYear, then, fen(thenBase))))
                .isEqualTo(reason);
    }

    @ParameterizedTest(name = "a quarter of {0} is {1} a month")
    @CsvSource({"9000, 3000.00", "9000.01, 3000.00", "9000.02, 3000.01", "0, 0"})
    void whoIsSelfEmployedPaysByTheQuarterBefore(String net, String base) {
        assertThat(StatedIncome.ofQuarter(Year.of(2026), fen(net)).amount()).isEqualTo(fen(base));
    }

    @Test
    void everyPayerHasABand() {
        assertThat(List.of(Payer.values())).allSatisfy(payer -> assertThat(DuesTable.SHIPPED
                        .propose(payer, 100_000, DAY, DuesTerms.DEFAULT)
                        .least())
                .isPositive());
    }

    private static long fen(String yuan) {
        return new BigDecimal(yuan).movePointRight(2).longValueExact();
    }
}
