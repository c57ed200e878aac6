package org.onedoor.doors;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Every village is a dot, in its class, and nobody is left out of the picture. */
class DotChartTest {

    private static DotChart.Village village(long kept, long all) {
        return new DotChart.Village("村", "/x", kept, all);
    }

    @Test
    void fewCasesStayHollowAndUnderNineTenthsIsADiamond() {
        var chart = DotChart.of(
                List.of(village(19, 19), village(20, 20), village(18, 20), village(17, 20), village(1, 19)));
        assertThat(chart.dots())
                .extracting(DotChart.Dot::shape)
                .as("lowest class first: 1 of 19, 17 of 20, then nine tenths and more")
                .containsExactly("few", "help", "", "few", "");
    }

    @Test
    void noTwoDotsStandOnEachOtherAndAllAreInThePicture() {
        for (int villages : List.of(1, 46, 150, 151, 600, 601, 2000)) {
            var all = new ArrayList<DotChart.Village>();
            for (int i = 0; i < villages; i++) {
                all.add(village(60 + i * 7 % 41, 100));
            }
            var chart = DotChart.of(all);
            assertThat(chart.dots()).hasSize(villages);
            assertThat(chart.dots().stream().map(dot -> dot.x() + ":" + dot.y()).distinct())
                    .hasSize(villages);
            assertThat(chart.dots())
                    .allMatch(dot -> dot.x() - chart.radius() >= 0
                            && dot.x() + chart.radius() <= chart.width()
                            && dot.y() - chart.radius() >= 0
                            && dot.y() <= chart.base());
            assertThat(chart.links()).isEqualTo(villages <= 150);
        }
    }
}
