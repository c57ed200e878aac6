package org.onedoor.files;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** Recordings of silence with the structure real recorders write. */
final class Recordings {

    private Recordings() {}

    static byte[] wav(int seconds) {
        int data = seconds * 8_000;
        return ByteBuffer.allocate(44 + data)
                .order(ByteOrder.LITTLE_ENDIAN)
                .put(text("RIFF"))
                .putInt(36 + data)
                .put(text("WAVEfmt "))
                .putInt(16)
                .putShort((short) 1)
                .putShort((short) 1)
                .putInt(8_000)
                .putInt(8_000)
                .putShort((short) 1)
                .putShort((short) 8)
                .put(text("data"))
                .putInt(data)
                .array();
    }

    /** MPEG-1 layer III, 32 kbit/s, 48 kHz: 96 bytes and 24 ms a frame; with an ID3 tag in front. */
    static byte[] mp3(int seconds, String tag) {
        var title = text(tag);
        var out = new ByteArrayOutputStream();
        out.writeBytes(text("ID3\u0003\0\0\0\0\0"));
        out.write(title.length);
        out.writeBytes(title);
        for (int i = 0; i < seconds * 1000 / 24; i++) {
            out.writeBytes(ByteBuffer.allocate(96).putInt(0xfffb1400).array());
        }
        return out.toByteArray();
    }

    static byte[] ogg(int seconds, String head) {
        var out = new ByteArrayOutputStream();
        out.writeBytes(page(2, 0, text(head + "\u0001\u0001\0\0\u0080\u00bb\0\0\0\0\0")));
        out.writeBytes(page(0, seconds * 24_000L, new byte[200]));
        out.writeBytes(page(4, seconds * 48_000L, new byte[200]));
        return out.toByteArray();
    }

    private static byte[] page(int flags, long samples, byte[] payload) {
        return ByteBuffer.allocate(28 + payload.length)
                .order(ByteOrder.LITTLE_ENDIAN)
                .put(text("OggS\0"))
                .put((byte) flags)
                .putLong(samples)
                .putInt(1)
                .putInt(0)
                .putInt(0)
                .put((byte) 1)
                .put((byte) payload.length)
                .put(payload)
                .array();
    }

    /** As a phone writes it: a length in the header; {@code 0} seconds as Safari does while recording. */
    static byte[] m4a(int seconds, String handler) {
        var length = ByteBuffer.allocate(100)
                .putInt(12, 1_000)
                .putInt(16, seconds * 1_000)
                .array();
        var track = box(
                "trak",
                box(
                        "mdia",
                        box(
                                "hdlr",
                                ByteBuffer.allocate(24).put(8, text(handler)).array())));
        return concat(
                box("ftyp", text("M4A \0\0\0\0isom")),
                box("moov", concat(box("mvhd", length), track)),
                box("mdat", new byte[500]));
    }

    private static byte[] box(String name, byte[] content) {
        return ByteBuffer.allocate(8 + content.length)
                .putInt(8 + content.length)
                .put(text(name))
                .put(content)
                .array();
    }

    /** As Chromium's recorder writes it: no length anywhere, clusters of unknown size. */
    static byte[] webm(int seconds, int trackType) {
        var out = new ByteArrayOutputStream();
        out.writeBytes(element(0x1a45dfa3, element(0x4282, text("webm"))));
        out.writeBytes(new byte[] {0x18, 0x53, (byte) 0x80, 0x67, 1, -1, -1, -1, -1, -1, -1, -1});
        out.writeBytes(element(0x1549a966, element(0x2ad7b1, new byte[] {0x0f, 0x42, 0x40})));
        out.writeBytes(element(
                0x1654ae6b,
                element(0xae, concat(element(0x83, new byte[] {(byte) trackType}), element(0x86, text("A_OPUS"))))));
        for (int second = 0; second <= seconds; second += 10) {
            out.writeBytes(new byte[] {0x1f, 0x43, (byte) 0xb6, 0x75, 1, -1, -1, -1, -1, -1, -1, -1});
            out.writeBytes(
                    element(0xe7, ByteBuffer.allocate(4).putInt(second * 1000).array()));
            out.writeBytes(element(0xa3, concat(new byte[] {(byte) 0x81, 0, 60, (byte) 0x80}, new byte[40])));
        }
        return out.toByteArray();
    }

    private static byte[] element(int id, byte[] content) {
        int bytes = (39 - Integer.numberOfLeadingZeros(id)) / 8;
        var out = ByteBuffer.allocate(bytes + 4 + content.length);
        for (int i = bytes - 1; i >= 0; i--) {
            out.put((byte) (id >> 8 * i));
        }
        return out.putInt(0x10000000 | content.length).put(content).array();
    }

    static byte[] concat(byte[]... parts) {
        var out = new ByteArrayOutputStream();
        for (var part : parts) {
            out.writeBytes(part);
        }
        return out.toByteArray();
    }

    private static byte[] text(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }
}
