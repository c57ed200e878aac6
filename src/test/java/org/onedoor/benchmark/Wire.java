package org.onedoor.benchmark;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** One kept-open HTTP/1.1 connection that costs next to nothing, so that the load leaves the machine to what is measured. */
final class Wire implements AutoCloseable {

    /** What came back; header names in lower case, several cookies joined by line ends. */
    record Answer(int status, Map<String, String> headers, byte[] body) {
        String text() {
            return new String(body, StandardCharsets.UTF_8);
        }

        /** The text between {@code "name":"} and the next quote; enough for our own answers. */
        String field(String name) {
            var text = text();
            int at = text.indexOf("\"" + name + "\":");
            if (at < 0) {
                throw new IllegalStateException("no " + name + " in " + status + " " + text);
            }
            at += name.length() + 3;
            boolean quoted = text.charAt(at) == '"';
            int end = at + 1;
            while (quoted ? text.charAt(end) != '"' : Character.isLetterOrDigit(text.charAt(end))) {
                end++;
            }
            return text.substring(quoted ? at + 1 : at, end);
        }
    }

    private final int port;
    private Socket socket;
    private InputStream in;

    Wire(int port) {
        this.port = port;
        connect();
    }

    private void connect() {
        try {
            socket = new Socket("127.0.0.1", port);
            socket.setTcpNoDelay(true);
            socket.setSoTimeout(60_000);
            in = new BufferedInputStream(socket.getInputStream(), 64 * 1024);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Answer get(String path, String... headers) {
        return send("GET", path, null, headers);
    }

    Answer post(String path, String body, String... headers) {
        return send("POST", path, body, headers);
    }

    private Answer send(String method, String path, String body, String... headers) {
        var bytes = body == null ? new byte[0] : body.getBytes(StandardCharsets.UTF_8);
        var head = new StringBuilder(256)
                .append(method)
                .append(' ')
                .append(path)
                .append(" HTTP/1.1\r\nHost: localhost:")
                .append(port)
                .append("\r\n");
        for (int n = 0; n < headers.length; n += 2) {
            head.append(headers[n]).append(": ").append(headers[n + 1]).append("\r\n");
        }
        if (body != null) {
            head.append("Content-Length: ").append(bytes.length).append("\r\n");
        }
        head.append("\r\n");
        try {
            var whole = new ByteArrayOutputStream(head.length() + bytes.length);
            whole.write(head.toString().getBytes(StandardCharsets.UTF_8));
            whole.write(bytes);
            socket.getOutputStream().write(whole.toByteArray());
            return read();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Answer read() throws IOException {
        int status = Integer.parseInt(line().split(" ")[1]);
        var headers = new HashMap<String, String>();
        for (String line; !(line = line()).isEmpty(); ) {
            int colon = line.indexOf(':');
            headers.merge(
                    line.substring(0, colon).toLowerCase(Locale.ROOT),
                    line.substring(colon + 1).strip(),
                    (one, other) -> one + "\n" + other);
        }
        byte[] body;
        if ("chunked".equals(headers.get("transfer-encoding"))) {
            var parts = new ByteArrayOutputStream();
            for (int size; (size = Integer.parseInt(line(), 16)) > 0; ) {
                parts.write(in.readNBytes(size));
                line();
            }
            line();
            body = parts.toByteArray();
        } else {
            body = in.readNBytes(Integer.parseInt(headers.getOrDefault("content-length", "0")));
        }
        if ("close".equals(headers.get("connection"))) {
            close();
            connect();
        }
        return new Answer(status, headers, body);
    }

    private String line() throws IOException {
        var line = new StringBuilder(64);
        for (int c; (c = in.read()) != '\n'; ) {
            if (c < 0) {
                throw new IOException("closed");
            }
            if (c != '\r') {
                line.append((char) c);
            }
        }
        return line.toString();
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
