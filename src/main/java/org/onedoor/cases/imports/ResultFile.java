package org.onedoor.cases.imports;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.onedoor.frame.Csv;
import org.onedoor.frame.Spreadsheet;
import org.springframework.http.HttpHeaders;

/** Results as a download, written as they come: XLSX or CSV. As long as nothing comes the answer is still a page. */
final class ResultFile implements Consumer<List<List<String>>>, AutoCloseable {

    private final String source;
    private final boolean workbook;
    private final HttpServletResponse response;
    private Spreadsheet.@Nullable Rows rows;
    private boolean begun;

    ResultFile(String source, boolean workbook, HttpServletResponse response) {
        this.source = source;
        this.workbook = workbook;
        this.response = response;
    }

    @Override
    public void accept(List<List<String>> lines) {
        try {
            if (!begun) {
                begin();
            }
            var sheet = rows;
            for (var line : lines) {
                if (sheet != null) {
                    sheet.add(line);
                } else {
                    response.getOutputStream().write(Csv.line(line).getBytes(StandardCharsets.UTF_8));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void begin() throws IOException {
        begun = true;
        response.setContentType(workbook ? Spreadsheet.TYPE : "text/csv;charset=UTF-8");
        response.setHeader(
                HttpHeaders.CONTENT_DISPOSITION,
                "attachment; filename=\"" + source + "-results." + (workbook ? "xlsx" : "csv") + "\"");
        response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        if (workbook) {
            rows = new Spreadsheet.Rows(response.getOutputStream(), source);
        } else {
            response.getOutputStream().write("\uFEFF".getBytes(StandardCharsets.UTF_8));
        }
    }

    @Override
    public void close() {
        if (rows != null) {
            rows.close();
        }
    }
}
