package org.onedoor.regions;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.onedoor.frame.Csv;
import org.onedoor.frame.RowFault;
import org.onedoor.frame.Sheet;

/**
 * A list of places as CSV: template, what is wrong with each row, and the rows that are good.
 *
 * @param rows good rows, higher levels first
 * @param faults in order of the file
 * @param total rows read
 */
record PlaceFile(List<PlaceRow> rows, List<RowFault> faults, int total) {

    static final int MOST = 20_000;

    private static final String LEVEL = "级别";
    private static final String CODE = "区划代码";
    private static final String NAME = "名称";
    private static final String ENGLISH = "英文名";
    private static final String PARENT = "上级代码";
    private static final String KIND = "类型";

    private static final List<Sheet.Column> COLUMNS = List.of(
            new Sheet.Column("level", LEVEL, true),
            new Sheet.Column("code", CODE, true),
            new Sheet.Column("name", NAME, true),
            new Sheet.Column("name_en", ENGLISH, false),
            new Sheet.Column("parent", PARENT, false),
            new Sheet.Column("kind", KIND, false));

    private static final Map<String, Level> LEVELS = Map.ofEntries(
            Map.entry("县", Level.COUNTY),
            Map.entry("区", Level.COUNTY),
            Map.entry("county", Level.COUNTY),
            Map.entry("镇", Level.TOWN),
            Map.entry("乡", Level.TOWN),
            Map.entry("乡镇", Level.TOWN),
            Map.entry("街道", Level.TOWN),
            Map.entry("town", Level.TOWN),
            Map.entry("村", Level.VILLAGE),
            Map.entry("社区", Level.VILLAGE),
            Map.entry("村社区", Level.VILLAGE),
            Map.entry("village", Level.VILLAGE),
            Map.entry("community", Level.VILLAGE),
            Map.entry("网格", Level.GRID),
            Map.entry("grid", Level.GRID));

    private static final Map<String, Boolean> KINDS =
            Map.of("村委会", false, "村", false, "village", false, "居委会", true, "社区", true, "community", true);

    /** The header, and the places there are: a template that can be filled on. */
    static String template(PlaceTree tree) {
        var text = new StringBuilder("\uFEFF")
                .append(Csv.line(COLUMNS.stream().map(Sheet.Column::header).toList()));
        for (var level : Level.values()) {
            for (var place : tree.all(level)) {
                var parent =
                        place.parent() == null ? "" : tree.get(place.parent()).code();
                text.append(Csv.line(List.of(
                        word(place),
                        place.code(),
                        place.name(),
                        place.nameEn() == null ? "" : place.nameEn(),
                        parent,
                        level == Level.VILLAGE ? place.community() ? "居委会" : "村委会" : "")));
            }
        }
        return text.toString();
    }

    static PlaceFile read(byte[] file, PlaceTree tree) {
        var sheet = Sheet.read(file, COLUMNS, MOST);
        var check = new Check(tree, new ArrayList<>(sheet.faults()));
        var rows = sheet.faults().isEmpty() ? check.rows(sheet.rows()) : List.<PlaceRow>of();
        return new PlaceFile(rows, List.copyOf(check.faults), sheet.rows().size());
    }

    private static String word(Place place) {
        return switch (place.level()) {
            case COUNTY -> "县";
            case TOWN -> "镇";
            case VILLAGE -> place.community() ? "社区" : "村";
            case GRID -> "网格";
        };
    }

    private static final class Check {
        private final PlaceTree tree;
        private final List<RowFault> faults;
        /** Levels by code, of the rows above and below alike. */
        private final Map<String, Level> inFile = new HashMap<>();

        Check(PlaceTree tree, List<RowFault> faults) {
            this.tree = tree;
            this.faults = faults;
        }

        List<PlaceRow> rows(List<Sheet.Row> rows) {
            var sorted = new ArrayList<PlaceRow>();
            for (var row : rows) {
                shape(row).ifPresent(sorted::add);
            }
            sorted.sort(Comparator.comparing(PlaceRow::level).thenComparing(PlaceRow::number));
            var good = new ArrayList<PlaceRow>();
            inFile.clear();
            for (var row : sorted) {
                if (fits(row)) {
                    inFile.put(row.code(), row.level());
                    good.add(row);
                }
            }
            faults.sort(Comparator.comparingInt(RowFault::row));
            return good;
        }

        /** What the row alone tells. */
        private Optional<PlaceRow> shape(Sheet.Row row) {
            int before = faults.size();
            var level = LEVELS.get(row.get("level").toLowerCase(Locale.ROOT));
            var code = PlaceCode.full(row.get("code"));
            var name = row.get("name");
            var kind = row.get("kind").toLowerCase(Locale.ROOT);
            if (level == null) {
                faults.add(new RowFault(row.number(), LEVEL, "regions.fault.level", "regions.fault.level.fix"));
            } else if (code.contains("E+") || code.contains("e+")) {
                faults.add(new RowFault(row.number(), CODE, "regions.fault.rounded", "regions.fault.rounded.fix"));
            } else if (!PlaceCode.wellFormed(code, level)) {
                faults.add(new RowFault(
                        row.number(), CODE, "regions.fault.code", "regions.fault.code.fix", row.get("code")));
            } else if (inFile.put(code, level) != null) {
                faults.add(new RowFault(row.number(), CODE, "regions.fault.twice", "regions.fault.twice.fix", code));
            }
            if (name.isEmpty() || name.length() > 60) {
                faults.add(new RowFault(row.number(), NAME, "regions.fault.name", "regions.fault.name.fix"));
            }
            if (row.get("name_en").length() > 120) {
                faults.add(new RowFault(row.number(), ENGLISH, "regions.fault.english", "regions.fault.english.fix"));
            }
            if (!kind.isEmpty() && !KINDS.containsKey(kind)) {
                faults.add(new RowFault(row.number(), KIND, "regions.fault.kind", "regions.fault.kind.fix"));
            }
            if (level == null || faults.size() > before) {
                return Optional.empty();
            }
            var parent = row.get("parent").isEmpty()
                    ? PlaceCode.above(code, level)
                    : Optional.of(PlaceCode.full(row.get("parent")));
            return Optional.of(new PlaceRow(
                    row.number(),
                    level,
                    code,
                    name,
                    row.get("name_en").isEmpty() ? null : row.get("name_en"),
                    level == Level.COUNTY ? null : parent.orElse(""),
                    level == Level.VILLAGE && KINDS.getOrDefault(kind, PlaceCode.community(code, level))));
        }

        /** What the row says against the places there are and the good rows above it. */
        private boolean fits(PlaceRow row) {
            var there = tree.byCode(row.code())
                    .filter(place -> !place.closed() && place.code().equals(row.code()));
            if (there.isPresent() && there.get().level() != row.level()) {
                faults.add(new RowFault(
                        row.number(), LEVEL, "regions.fault.other", "regions.fault.other.fix", row.code()));
                return false;
            }
            if (row.level() == Level.COUNTY) {
                if (there.isEmpty()) {
                    faults.add(new RowFault(row.number(), CODE, "regions.fault.county", "regions.fault.county.fix"));
                }
                return there.isPresent();
            }
            var above = row.parent() == null ? "" : row.parent();
            var level = inFile.get(above);
            if (level == null) {
                level = tree.byCode(above)
                        .filter(place -> !place.closed())
                        .map(Place::level)
                        .orElse(null);
            }
            if (level == null || !level.below().equals(Optional.of(row.level()))) {
                faults.add(
                        new RowFault(row.number(), PARENT, "regions.fault.parent", "regions.fault.parent.fix", above));
                return false;
            }
            return true;
        }
    }
}
