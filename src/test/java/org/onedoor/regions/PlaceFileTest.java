package org.onedoor.regions;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.onedoor.frame.RowFault;

/** Files of administrators, and what is wrong with them; codes as R-CODE-7. */
class PlaceFileTest {

    private static final UUID COUNTY = new UUID(1, 1);
    private static final UUID TOWN = new UUID(1, 2);
    private static final UUID VILLAGE = new UUID(1, 3);
    private static final UUID GRID = new UUID(1, 4);

    private final PlaceTree tree = new PlaceTree(
            List.of(
                    place(COUNTY, 1, 1000, Level.COUNTY, "600101000000", null),
                    place(TOWN, 2, 500, Level.TOWN, "600101100000", COUNTY),
                    place(VILLAGE, 3, 100, Level.VILLAGE, "600101100201", TOWN),
                    place(GRID, 4, 9, Level.GRID, "600101100201001", VILLAGE)),
            Map.of());

    @ParameterizedTest
    @CsvSource({
        "'省,600101100202,某村,,', 级别, regions.fault.level",
        "'村,60010110020,某村,,', 区划代码, regions.fault.code",
        "'村,600101100000,某村,,', 区划代码, regions.fault.code",
        "'村,6.00101E+11,某村,,', 区划代码, regions.fault.rounded",
        "'村,600101100202,,,', 名称, regions.fault.name",
        "'村,600101100202,某村,,商会', 类型, regions.fault.kind",
        "'村,600101999202,某村,,', 上级代码, regions.fault.parent",
        "'村,600101100202,某村,600101000000,', 上级代码, regions.fault.parent",
        "'县,600199000000,外县,,', 区划代码, regions.fault.county",
        "'镇,600101100,柳渡镇,600101,', , ",
        "'村,600101100202,某村,600101100000,村委会', , ",
        "'网格,600101100201002,第二网格,,', , ",
    })
    void aRowSaysWhatIsWrongAndWhere(String row, String column, String what) {
        var file = read("级别,区划代码,名称,上级代码,类型\n" + row);
        if (column == null) {
            assertThat(file.faults()).isEmpty();
            assertThat(file.rows()).hasSize(1);
        } else {
            assertThat(file.rows()).isEmpty();
            assertThat(file.faults()).singleElement().satisfies(fault -> {
                assertThat(fault.row()).isEqualTo(2);
                assertThat(fault.column()).isEqualTo(column);
                assertThat(fault.what()).isEqualTo(what);
                assertThat(fault.fix()).isEqualTo(what + ".fix");
            });
        }
    }

    @Test
    void goodRowsAreKeptBesideBadOnes() {
        var file = read("""
            级别,区划代码,名称,上级代码,类型
            镇,600101101000,石桥镇,,
            村,600101101201,上村,,
            村,600101101201,又一个上村,,

            村,600101102201,没有镇的村,,
            """);
        assertThat(file.total()).isEqualTo(4);
        assertThat(file.rows()).extracting(PlaceRow::name).containsExactly("石桥镇", "上村");
        assertThat(file.faults()).extracting(RowFault::row).containsExactly(4, 6);
    }

    @Test
    void aTableSavedByChineseExcelIsRead() {
        var csv = "级别,区划代码,名称\r\n村,600101100202,望溪村\r\n".getBytes(Charset.forName("GB18030"));
        assertThat(PlaceFile.read(csv, tree).rows()).extracting(PlaceRow::name).containsExactly("望溪村");
        var bom = "\uFEFF级别,区划代码,名称\r\n村,600101100202,望溪村\r\n".getBytes(StandardCharsets.UTF_8);
        assertThat(PlaceFile.read(bom, tree).rows()).extracting(PlaceRow::name).containsExactly("望溪村");
    }

    @Test
    void aMissingColumnIsSaidOnceAndNothingIsRead() {
        var file = read("级别,名称\n村,望溪村\n");
        assertThat(file.rows()).isEmpty();
        assertThat(file.faults()).singleElement().extracting(RowFault::what).isEqualTo("frame.fault.no-column");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "600101100201001 | [[[112.5,31.2],[112.6,31.2],[112.6,31.3],[112.5,31.2]]] | ",
                "600101100201 | [[[112.5,31.2],[112.6,31.2],[112.6,31.3],[112.5,31.2]]] | ",
                "600101100000 | [[[112.5,31.2],[112.6,31.2],[112.6,31.3],[112.5,31.2]]] | regions.fault.large",
                "600101100299 | [[[112.5,31.2],[112.6,31.2],[112.6,31.3],[112.5,31.2]]] | regions.fault.unknown",
                "600101100201001 | [[[31.2,112.5],[31.2,112.6],[31.3,112.6],[31.2,112.5]]] | regions.fault.swapped",
                "600101100201001 | [[[512.5,31.2],[512.6,31.2],[512.6,31.3],[512.5,31.2]]] | regions.fault.degrees",
                "600101100201001 | [[[112.5,31.2],[112.6,31.2],[112.6,31.3]]] | regions.fault.ring",
                "600101100201001 | [[[112.5,31.2],[112.6,31.3],[112.6,31.2],[112.5,31.3],[112.5,31.2]]] |"
                        + " regions.fault.crossing",
                "600101100201001 | [] | regions.fault.ring",
            })
    void anOutlineSaysWhatIsWrong(String code, String coordinates, String what) {
        var json = """
            {"type":"FeatureCollection","features":[{"type":"Feature","properties":{"code":"%s"},
             "geometry":{"type":"Polygon","coordinates":%s}}]}\
            """.formatted(code, coordinates);
        var file = OutlineFile.read(json.getBytes(StandardCharsets.UTF_8), tree);
        assertThat(file.total()).isEqualTo(1);
        if (what == null) {
            assertThat(file.faults()).isEmpty();
            assertThat(file.outlines()).hasSize(1);
        } else {
            assertThat(file.outlines()).isEmpty();
            assertThat(file.faults()).singleElement().extracting(RowFault::what).isEqualTo(what);
        }
    }

    @Test
    void aFileThatIsNoOutlineSaysSo() {
        for (var text : List.of("", "村,名称", "{}", "[1]")) {
            assertThat(OutlineFile.read(text.getBytes(StandardCharsets.UTF_8), tree)
                            .faults())
                    .singleElement()
                    .extracting(RowFault::what)
                    .isEqualTo("regions.fault.geojson");
        }
        assertThat(OutlineFile.read(OutlineFile.template(tree).getBytes(StandardCharsets.UTF_8), tree)
                        .faults())
                .isEmpty();
    }

    private PlaceFile read(String csv) {
        return PlaceFile.read(csv.getBytes(StandardCharsets.UTF_8), tree);
    }

    private static Place place(UUID id, int lo, int hi, Level level, String code, UUID parent) {
        return new Place(id, lo, hi, level, code, "某地", null, parent, false, LocalDate.of(2026, 1, 1), null, null);
    }
}
