package org.onedoor.files;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.zip.CRC32;

/**
 * Reads the frame of a JPEG or PNG without decoding it: size, orientation, and the same picture with nothing in it but the
 * picture. Comments, previews, colour profiles, positions, serial numbers and whatever stands behind the end are left out
 * before a decoder sees them.
 *
 * @param orientation EXIF orientation 1–8
 * @param heavy decoding needs memory or time for all pixels at once (progressive, interlaced)
 */
record Segments(byte[] bare, String format, int width, int height, int orientation, boolean heavy) {

    private static final byte[] PNG = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'};
    private static final byte[] EXIF = "Exif\0\0".getBytes(StandardCharsets.ISO_8859_1);
    /** Real progressive photos have about ten scans; thousands of empty ones only burn time. */
    private static final int MOST_SCANS = 64;

    /** Empty when it is neither a whole-looking JPEG nor PNG. */
    static Optional<Segments> of(byte[] sent) {
        try {
            if (sent.length > 4 && (sent[0] & 0xff) == 0xff && (sent[1] & 0xff) == 0xd8) {
                return jpeg(sent);
            }
            if (sent.length > 8 && Arrays.equals(PNG, 0, 8, sent, 0, 8)) {
                return png(sent);
            }
            return Optional.empty();
        } catch (IndexOutOfBoundsException e) {
            return Optional.empty();
        }
    }

    private static Optional<Segments> jpeg(byte[] sent) {
        var bare = new ByteArrayOutputStream(sent.length);
        bare.write(sent, 0, 2);
        int width = 0;
        int height = 0;
        int orientation = 1;
        int scans = 0;
        boolean progressive = false;
        int at = 2;
        while (at < sent.length - 1) {
            if ((sent[at] & 0xff) != 0xff) {
                return Optional.empty();
            }
            int marker = sent[at + 1] & 0xff;
            if (marker == 0xff) {
                at++;
                continue;
            }
            if (marker == 0xd9) {
                break;
            }
            int length = (sent[at + 2] & 0xff) << 8 | sent[at + 3] & 0xff;
            int end = at + 2 + length;
            if (length < 2 || end > sent.length) {
                return Optional.empty();
            }
            if (marker >= 0xc0 && marker <= 0xcf && marker != 0xc4 && marker != 0xc8 && marker != 0xcc) {
                if (width > 0) {
                    return Optional.empty();
                }
                progressive = marker != 0xc0 && marker != 0xc1;
                height = (sent[at + 5] & 0xff) << 8 | sent[at + 6] & 0xff;
                width = (sent[at + 7] & 0xff) << 8 | sent[at + 8] & 0xff;
            }
            if (marker == 0xe1) {
                orientation = orientation(sent, at + 4, end, orientation);
            }
            if (marker == 0xda) {
                if (++scans > MOST_SCANS) {
                    return Optional.empty();
                }
                end = endOfScan(sent, end);
            }
            boolean told = marker >= 0xe1 && marker <= 0xef && marker != 0xee || marker == 0xfe;
            if (!told) {
                bare.write(sent, at, end - at);
            }
            at = end;
        }
        bare.write(0xff);
        bare.write(0xd9);
        return scans == 0 || width == 0 || height == 0
                ? Optional.empty()
                : Optional.of(new Segments(bare.toByteArray(), "jpeg", width, height, orientation, progressive));
    }

    /** The next marker after the scan's data; stuffed bytes and restart markers belong to the data. */
    private static int endOfScan(byte[] sent, int from) {
        int at = from;
        while (at < sent.length - 1) {
            int next = sent[at + 1] & 0xff;
            if ((sent[at] & 0xff) == 0xff && next != 0 && next != 0xff && !(next >= 0xd0 && next <= 0xd7)) {
                return at;
            }
            at++;
        }
        return sent.length;
    }

    private static int orientation(byte[] sent, int from, int end, int before) {
        if (end - from < 14 || !Arrays.equals(EXIF, 0, 6, sent, from, from + 6)) {
            return before;
        }
        var tiff = ByteBuffer.wrap(sent, from + 6, end - from - 6).slice();
        tiff.order(tiff.get(0) == 'I' ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
        int directory = tiff.getInt(4);
        if (directory < 8 || directory > tiff.limit() - 2) {
            return before;
        }
        int entries = tiff.getShort(directory) & 0xffff;
        for (int i = 0; i < entries && directory + 2 + i * 12 + 10 <= tiff.limit(); i++) {
            int entry = directory + 2 + i * 12;
            if (tiff.getShort(entry) == 0x0112) {
                int orientation = tiff.getShort(entry + 8) & 0xffff;
                return orientation >= 1 && orientation <= 8 ? orientation : before;
            }
        }
        return before;
    }

    private static Optional<Segments> png(byte[] sent) {
        var bare = new ByteArrayOutputStream(sent.length);
        bare.writeBytes(PNG);
        int width = 0;
        int height = 0;
        boolean interlaced = false;
        boolean data = false;
        int at = 8;
        while (at + 12 <= sent.length) {
            int length = ByteBuffer.wrap(sent, at, 4).getInt();
            if (length < 0 || length > sent.length - at - 12) {
                return Optional.empty();
            }
            var type = new String(sent, at + 4, 4, StandardCharsets.ISO_8859_1);
            if (width == 0 && !type.equals("IHDR")) {
                return Optional.empty();
            }
            switch (type) {
                case "IHDR" -> {
                    if (width != 0 || length != 13) {
                        return Optional.empty();
                    }
                    width = ByteBuffer.wrap(sent, at + 8, 4).getInt();
                    height = ByteBuffer.wrap(sent, at + 12, 4).getInt();
                    interlaced = sent[at + 20] != 0;
                    chunk(bare, sent, at, length);
                }
                case "IDAT" -> {
                    data = true;
                    chunk(bare, sent, at, length);
                }
                case "PLTE", "tRNS" -> chunk(bare, sent, at, length);
                case "IEND" -> {
                    chunk(bare, sent, at, length);
                    return width < 1 || height < 1 || !data
                            ? Optional.empty()
                            : Optional.of(new Segments(bare.toByteArray(), "png", width, height, 1, interlaced));
                }
                default -> {}
            }
            at += length + 12;
        }
        return Optional.empty();
    }

    private static void chunk(ByteArrayOutputStream bare, byte[] sent, int at, int length) {
        var sum = new CRC32();
        sum.update(sent, at + 4, length + 4);
        if ((int) sum.getValue() != ByteBuffer.wrap(sent, at + 8 + length, 4).getInt()) {
            throw new IndexOutOfBoundsException("checksum");
        }
        bare.write(sent, at, length + 12);
    }
}
