package org.onedoor.frame;

import java.io.ByteArrayInputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * 导入表 · A small CSV file with a header, read as a whole: rows by column name, and what is wrong with its form.
 *
 * @param rows rows that are not blank
 * @param faults columns missing, too many rows
 */
public record Sheet(List<Row> rows, List<RowFault> faults) {

    /**
     * 列 · A column.
     *
     * @param name how the program calls it
     * @param header how the template writes it; both are understood
     */
    public record Column(String name, String header, boolean required) {}

    /** 行 · One row: {@code number} as a spreadsheet counts it, cells stripped and by column name. */
    public record Row(int number, Map<String, String> cells) {
        public String get(String column) {
            return cells.getOrDefault(column, "");
        }
    }

    public static Sheet read(byte[] file, List<Column> columns, int most) {
        var lines = Csv.rows(new ByteArrayInputStream(file));
        var header = lines.hasNext() ? lines.next() : List.<String>of();
        var at = positions(header, columns);
        var faults = new ArrayList<RowFault>();
        for (var column : columns) {
            if (column.required() && !at.containsKey(column.name())) {
                faults.add(new RowFault(
                        1, column.header(), "frame.fault.no-column", "frame.fault.no-column.fix", column.header()));
            }
        }
        var rows = new ArrayList<Row>();
        for (int number = 2; faults.isEmpty() && lines.hasNext(); number++) {
            var line = lines.next();
            var cells = new HashMap<String, String>();
            at.forEach(
                    (name, i) -> cells.put(name, i < line.size() ? line.get(i).strip() : ""));
            if (cells.values().stream().allMatch(String::isEmpty)) {
                continue;
            }
            if (rows.size() == most) {
                faults.add(new RowFault(number, "", "frame.fault.too-long", "frame.fault.too-long.fix", most));
            }
            rows.add(new Row(number, Map.copyOf(cells)));
        }
        return new Sheet(List.copyOf(rows), List.copyOf(faults));
    }

    private static Map<String, Integer> positions(List<String> header, List<Column> columns) {
        var at = new HashMap<String, Integer>();
        for (int i = 0; i < header.size(); i++) {
            var title = header.get(i).strip().toLowerCase(Locale.ROOT);
            for (var column : columns) {
                if (title.equals(column.name()) || title.equals(column.header().toLowerCase(Locale.ROOT))) {
                    at.putIfAbsent(column.name(), i);
                }
            }
        }
        return at;
    }
}
