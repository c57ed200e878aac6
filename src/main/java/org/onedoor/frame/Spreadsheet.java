package org.onedoor.frame;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.springframework.http.ContentDisposition;
import org.springframework.http.ResponseEntity;

/**
 * 表格文件 · A small XLSX file to take away: sheets with a header and rows of words and numbers. Nothing in it is a formula:
 * words a spreadsheet would take for one get an apostrophe in front, as in {@link Csv}.
 */
public final class Spreadsheet {

    /** 工作表 · One sheet. */
    public record Page(String name, List<String> header, List<? extends List<?>> rows) {}

    /** Its media type. */
    public static final String TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    private Spreadsheet() {}

    public static byte[] of(List<Page> pages) {
        var out = new ByteArrayOutputStream();
        try (var book = new Workbook(out, "OneDoor", "1.0")) {
            for (var page : pages) {
                var sheet = book.newWorksheet(page.name());
                for (int column = 0; column < page.header().size(); column++) {
                    sheet.value(0, column, page.header().get(column));
                    sheet.style(0, column).bold().set();
                }
                for (int row = 0; row < page.rows().size(); row++) {
                    var cells = page.rows().get(row);
                    for (int column = 0; column < cells.size(); column++) {
                        if (cells.get(column) instanceof Number number) {
                            sheet.value(row + 1, column, number);
                        } else {
                            sheet.value(
                                    row + 1,
                                    column,
                                    Csv.harmless(cells.get(column).toString()));
                        }
                    }
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    /** As a download; the name without its ending. */
    public static ResponseEntity<byte[]> download(String name, List<Page> pages) {
        return ResponseEntity.ok()
                .header("Content-Type", TYPE)
                .header(
                        "Content-Disposition",
                        ContentDisposition.attachment()
                                .filename(name + ".xlsx", StandardCharsets.UTF_8)
                                .build()
                                .toString())
                .header("Cache-Control", "no-store")
                .body(of(pages));
    }

    /** 逐行表 · One sheet of words written row by row in bounded memory; its first row is the header. */
    public static final class Rows implements AutoCloseable {

        private static final int KEPT = 200;

        private final Workbook book;
        private final Worksheet sheet;
        private int next;

        public Rows(OutputStream out, String name) {
            book = new Workbook(out, "OneDoor", "1.0");
            sheet = book.newWorksheet(name);
        }

        public void add(List<String> cells) {
            for (int column = 0; column < cells.size(); column++) {
                sheet.inlineString(next, column, Csv.harmless(cells.get(column)));
                if (next == 0) {
                    sheet.style(0, column).bold().set();
                }
            }
            next++;
            try {
                if (next % KEPT == 0) {
                    sheet.flush();
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public void close() {
            try {
                book.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
