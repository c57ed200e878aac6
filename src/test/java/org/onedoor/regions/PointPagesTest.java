package org.onedoor.regions;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.onedoor.ACounty;
import org.onedoor.ADoor;
import org.onedoor.OneDoorTest;
import org.onedoor.frame.Role;
import org.onedoor.frame.Scope;

@OneDoorTest
class PointPagesTest {

    private final Regions regions;
    private final ACounty homes;
    private final ADoor door;

    PointPagesTest(Regions regions, ACounty homes, ADoor door) {
        this.regions = regions;
        this.homes = homes;
        this.door = door;
    }

    @Test
    void aPointFindsItsGridOrTheNearestVillageWithANote() {
        var home = homes.found();
        var admin = door.at(home.county()).as(Role.SYSTEM_ADMIN);
        assertThat(admin.get("/admin/regions/point?longitude=110&latitude=33").text())
                .contains("还没有边界");
        var square = """
            {"type": "FeatureCollection", "features": [{"type": "Feature", "properties": {"code": "%s"},
              "geometry": {"type": "Polygon", "coordinates":
                [[[110.00, 33.00], [110.01, 33.00], [110.01, 33.01], [110.00, 33.01], [110.00, 33.00]]]}}]}
            """;
        Scope.in(
                new Scope.County(home.county()),
                () -> regions.draw(square.formatted(home.grid().code()).getBytes(StandardCharsets.UTF_8)));
        assertThat(admin.get("/admin/regions/point?longitude=110.005&latitude=33.005")
                        .text())
                .contains("柳渡镇 · 望溪村 · 第一网格", "点在它的边界里面");
        assertThat(admin.get("/admin/regions/point?longitude=110.5&latitude=33.005")
                        .text())
                .contains("柳渡镇 · 望溪村", "先算最近的村")
                .doesNotContain("第一网格");
    }

    @Test
    void nonsenseIsRefusedAtItsField() {
        var admin = door.at(homes.found().county()).as(Role.SYSTEM_ADMIN);
        var refused = admin.get("/admin/regions/point?longitude=E110&latitude=91");
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.body())
                .contains("id=\"longitude-error\"", "id=\"latitude-error\"", "value=\"E110\"", "value=\"91\"");
    }

    @ParameterizedTest
    @EnumSource(
            value = Role.class,
            mode = EnumSource.Mode.EXCLUDE,
            names = {"SYSTEM_ADMIN", "VISITOR"})
    void nobodyElseTriesPoints(Role role) {
        assertThat(door.at(homes.found().county())
                        .as(role)
                        .get("/admin/regions/point")
                        .status())
                .isEqualTo(403);
    }
}
