package org.onedoor.cases.imports;

import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.io.UncheckedIOException;
import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;
import org.dhatim.fastexcel.reader.Cell;
import org.dhatim.fastexcel.reader.CellType;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.dhatim.fastexcel.reader.ReadingOptions;
import org.dhatim.fastexcel.reader.Row;
import org.onedoor.frame.Csv;

/** Reads CSV or XLSX row by row in bounded memory; formulas are never evaluated. Told apart by content, not by name. */
final class OrderFile implements AutoCloseable {

    private static final int MOST_CELLS = 100;
    private static final int MOST_TEXT = 10_000;

    private static final DateTimeFormatter MOMENT = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm");

    private final Iterator<List<String>> rows;
    private final AutoCloseable open;
    private final boolean workbook;

    private OrderFile(Iterator<List<String>> rows, AutoCloseable open, boolean workbook) {
        this.rows = rows;
        this.open = open;
        this.workbook = workbook;
    }

    static OrderFile open(InputStream file) {
        try {
            var in = new PushbackInputStream(file, 2);
            var start = in.readNBytes(2);
            in.unread(start);
            if (start.length == 2 && start[0] == 'P' && start[1] == 'K') {
                var book = new ReadableWorkbook(in, new ReadingOptions(true, false));
                Stream<Row> stream = book.getFirstSheet().openStream();
                return new OrderFile(
                        stream.map(OrderFile::cells).iterator(),
                        () -> {
                            stream.close();
                            book.close();
                        },
                        true);
            }
            return new OrderFile(Csv.rows(in), in, false);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> cells(Row row) {
        var cells = new ArrayList<String>();
        for (int i = 0; i < Math.min(row.getCellCount(), MOST_CELLS); i++) {
            cells.add(row.getOptionalCell(i).map(OrderFile::text).orElse(""));
        }
        return cells;
    }

    /** A day or moment is a number to the file, told by how it is to be shown. */
    private static String text(Cell cell) {
        var shown = cell.getDataFormatString();
        if (cell.getType() == CellType.NUMBER
                && shown != null
                && shown.replaceAll("\"[^\"]*\"|\\[[^]]*]", "").matches("(?i).*[ymd].*")) {
            var at = cell.asDate();
            return at.toLocalTime().equals(LocalTime.MIDNIGHT)
                    ? at.toLocalDate().toString()
                    : MOMENT.format(at);
        }
        var text = cell.getText();
        return text == null ? "" : text;
    }

    /** It came as XLSX. */
    boolean workbook() {
        return workbook;
    }

    /** The next row, cells stripped and cut. */
    List<String> next() {
        return rows.next().stream()
                .limit(MOST_CELLS)
                .map(cell -> cell.strip())
                .map(cell -> cell.length() > MOST_TEXT ? cell.substring(0, MOST_TEXT) : cell)
                .toList();
    }

    boolean hasNext() {
        return rows.hasNext();
    }

    @Override
    public void close() {
        try {
            open.close();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
