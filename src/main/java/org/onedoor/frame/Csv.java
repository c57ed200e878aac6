package org.onedoor.frame;

import java.io.BufferedInputStream;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/**
 * 逗号表 · Reads and writes CSV (RFC 4180) row by row, in bounded memory. Excel on Chinese Windows saves GB18030 without
 * saying so: what is not UTF-8 is read as that.
 */
public final class Csv {

    private static final int PEEK = 1 << 16;
    private static final Charset CHINESE_WINDOWS = Charset.forName("GB18030");

    private Csv() {}

    /** The rows as they stand, the header among them; blank rows come as a list of one empty cell. */
    public static Iterator<List<String>> rows(InputStream file) {
        try {
            var in = new BufferedInputStream(file, PEEK);
            in.mark(PEEK);
            var head = in.readNBytes(PEEK - 1);
            in.reset();
            var reader = new BufferedReader(new InputStreamReader(in, charset(head)));
            reader.mark(1);
            if (reader.read() != '\uFEFF') {
                reader.reset();
            }
            return new Rows(reader);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** One line with its end. A cell a spreadsheet would take for a formula gets an apostrophe in front. */
    public static String line(List<?> cells) {
        var line = new StringBuilder();
        var comma = "";
        for (var cell : cells) {
            line.append(comma).append(quoted(cell == null ? "" : cell.toString()));
            comma = ",";
        }
        return line.append("\r\n").toString();
    }

    /** What a spreadsheet would take for a formula, with an apostrophe in front. */
    static String harmless(String cell) {
        return !cell.isEmpty() && "=+-@\t\r".indexOf(cell.charAt(0)) >= 0 ? "'" + cell : cell;
    }

    private static String quoted(String cell) {
        var text = harmless(cell);
        boolean plain = text.chars().noneMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
        return plain ? text : '"' + text.replace("\"", "\"\"") + '"';
    }

    private static Charset charset(byte[] head) {
        var decoder = StandardCharsets.UTF_8.newDecoder();
        // The last character may be cut off, which is underflow, not an error.
        var result = decoder.decode(ByteBuffer.wrap(head), CharBuffer.allocate(head.length + 1), false);
        return result.isError() ? CHINESE_WINDOWS : StandardCharsets.UTF_8;
    }

    private static final class Rows implements Iterator<List<String>> {
        private final Reader reader;
        private int next;
        private @Nullable List<String> row;

        Rows(Reader reader) {
            this.reader = reader;
            next = read();
        }

        @Override
        public boolean hasNext() {
            if (row == null && next >= 0) {
                row = parse();
            }
            return row != null;
        }

        @Override
        public List<String> next() {
            if (!hasNext() || row == null) {
                throw new NoSuchElementException();
            }
            var parsed = row;
            row = null;
            return parsed;
        }

        private List<String> parse() {
            var cells = new ArrayList<String>();
            var cell = new StringBuilder();
            boolean quoted = false;
            while (next >= 0) {
                char c = (char) next;
                next = read();
                if (quoted) {
                    if (c != '"') {
                        cell.append(c);
                    } else if (next == '"') {
                        cell.append('"');
                        next = read();
                    } else {
                        quoted = false;
                    }
                } else if (c == '"' && cell.isEmpty()) {
                    quoted = true;
                } else if (c == ',') {
                    cells.add(cell.toString());
                    cell.setLength(0);
                } else if (c == '\n' || c == '\r') {
                    if (c == '\r' && next == '\n') {
                        next = read();
                    }
                    break;
                } else {
                    cell.append(c);
                }
            }
            cells.add(cell.toString());
            return cells;
        }

        private int read() {
            try {
                return reader.read();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
