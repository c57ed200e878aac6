package org.onedoor.files;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a recording is, read from its own structure.
 *
 * @param length empty where the file does not say (a browser's live recording)
 */
record Sound(String mediaType, String ending, Optional<Duration> length) {

    /** Empty when it is none of the five, holds a picture, or is broken at its beginning. */
    static Optional<Sound> of(byte[] sent) {
        var bytes = ByteBuffer.wrap(sent);
        try {
            if (sent.length < 64) {
                return Optional.empty();
            }
            return Optional.ofNullable(
                    switch (bytes.getInt(0)) {
                        case 0x1a45dfa3 -> webm(bytes);
                        case 0x4f676753 -> ogg(bytes);
                        case 0x52494646 -> wav(bytes);
                        default -> text(sent, 4, 4).equals("ftyp") ? m4a(bytes) : mp3(bytes);
                    });
        } catch (IndexOutOfBoundsException | BufferUnderflowException | ArithmeticException e) {
            return Optional.empty();
        }
    }

    private static @Nullable Sound wav(ByteBuffer bytes) {
        if (!text(bytes.array(), 8, 4).equals("WAVE")) {
            return null;
        }
        bytes.order(ByteOrder.LITTLE_ENDIAN);
        int rate = 0;
        int at = 12;
        while (at + 8 <= bytes.limit()) {
            var name = text(bytes.array(), at, 4);
            long size = bytes.getInt(at + 4) & 0xffffffffL;
            if (name.equals("fmt ")) {
                rate = bytes.getInt(at + 16);
            } else if (name.equals("data")) {
                // A recorder that was cut off leaves a size of 0 or -1.
                long data = Math.min(size == 0 ? Long.MAX_VALUE : size, bytes.limit() - at - 8L);
                return rate < 1_000
                        ? null
                        : new Sound("audio/wav", "wav", Optional.of(Duration.ofMillis(data * 1000 / rate)));
            }
            at = Math.toIntExact(at + 8 + size + (size & 1));
        }
        return null;
    }

    private static @Nullable Sound ogg(ByteBuffer bytes) {
        int payload = 27 + (bytes.get(26) & 0xff);
        long rate;
        if (text(bytes.array(), payload, 8).equals("OpusHead")) {
            rate = 48_000;
        } else if (text(bytes.array(), payload, 7).equals("\u0001vorbis")) {
            bytes.order(ByteOrder.LITTLE_ENDIAN);
            rate = bytes.getInt(payload + 12) & 0xffffffffL;
        } else {
            return null;
        }
        bytes.order(ByteOrder.LITTLE_ENDIAN);
        for (int at = bytes.limit() - 27; at > 0; at--) {
            if (bytes.get(at) == 'O' && text(bytes.array(), at, 4).equals("OggS")) {
                long samples = bytes.getLong(at + 6);
                if (samples >= 0 && rate > 0) {
                    return new Sound(
                            "audio/ogg",
                            "ogg",
                            Optional.of(Duration.ofMillis(Math.multiplyExact(samples, 1000L) / rate)));
                }
            }
        }
        return new Sound("audio/ogg", "ogg", Optional.empty());
    }

    private static @Nullable Sound m4a(ByteBuffer bytes) {
        var boxes = new Boxes(bytes);
        boxes.walk(0, bytes.limit(), 0);
        return boxes.sound && !boxes.picture
                ? new Sound(
                        "audio/mp4",
                        "m4a",
                        boxes.scale == 0 || boxes.duration == 0
                                ? Optional.empty()
                                : Optional.of(
                                        Duration.ofMillis(Math.multiplyExact(boxes.duration, 1000L) / boxes.scale)))
                : null;
    }

    /** Boxes of an MP4 file that say what tracks it has and how long it is. */
    private static final class Boxes {
        private final ByteBuffer bytes;
        private long scale;
        private long duration;
        private boolean sound;
        private boolean picture;

        Boxes(ByteBuffer bytes) {
            this.bytes = bytes;
        }

        void walk(int from, int to, int depth) {
            int at = from;
            while (at + 8 <= to) {
                long size = bytes.getInt(at) & 0xffffffffL;
                long end = size == 0 ? to : at + size;
                if (size == 1 || size > 1 && size < 8 || end > to) {
                    return;
                }
                switch (text(bytes.array(), at + 4, 4)) {
                    case "moov", "trak", "mdia" -> {
                        if (depth < 4) {
                            walk(at + 8, (int) end, depth + 1);
                        }
                    }
                    case "mvhd" -> {
                        boolean wide = bytes.get(at + 8) == 1;
                        scale = bytes.getInt(at + (wide ? 28 : 20)) & 0xffffffffL;
                        duration = wide ? bytes.getLong(at + 32) : bytes.getInt(at + 24) & 0xffffffffL;
                    }
                    case "hdlr" -> {
                        var handler = text(bytes.array(), at + 16, 4);
                        sound |= handler.equals("soun");
                        picture |= handler.equals("vide");
                    }
                    default -> {}
                }
                at = (int) end;
            }
        }
    }

    /** Bit rates in kbit/s of layer III, for MPEG-1 and for MPEG-2 and 2.5. */
    private static final int[][] RATES = {
        {0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320, 0},
        {0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160, 0}
    };

    private static final int[] SAMPLES_PER_SECOND = {44_100, 48_000, 32_000};

    private static @Nullable Sound mp3(ByteBuffer bytes) {
        int at = 0;
        if (text(bytes.array(), 0, 3).equals("ID3")) {
            at = 10
                    + ((bytes.get(6) & 0x7f) << 21
                            | (bytes.get(7) & 0x7f) << 14
                            | (bytes.get(8) & 0x7f) << 7
                            | bytes.get(9) & 0x7f);
        }
        int frames = 0;
        double seconds = 0;
        while (at + 4 <= bytes.limit()) {
            int head = bytes.getInt(at);
            int version = head >> 19 & 3;
            int rate = head >> 10 & 3;
            // Eleven bits of sync, not the reserved version, layer III, a real rate.
            if ((head & 0xffe00000) != 0xffe00000 || version == 1 || (head >> 17 & 3) != 1 || rate == 3) {
                break;
            }
            int kbits = RATES[version == 3 ? 0 : 1][head >> 12 & 15];
            if (kbits == 0) {
                break;
            }
            int hertz = SAMPLES_PER_SECOND[rate] >> (version == 3 ? 0 : version == 2 ? 1 : 2);
            int samples = version == 3 ? 1152 : 576;
            at += samples / 8 * kbits * 1000 / hertz + (head >> 9 & 1);
            seconds += (double) samples / hertz;
            frames++;
        }
        // One frame's four bytes may be chance, three in a row at their right distance are not.
        return frames < 3
                ? null
                : new Sound("audio/mpeg", "mp3", Optional.of(Duration.ofMillis((long) (seconds * 1000))));
    }

    private static @Nullable Sound webm(ByteBuffer bytes) {
        var elements = new Elements(bytes);
        elements.walk();
        return elements.webm && elements.sound && !elements.picture
                ? new Sound("audio/webm", "webm", elements.length())
                : null;
    }

    /** Elements of a WebM file in a flat walk: containers are entered, so that those of unknown size do no harm. */
    private static final class Elements {
        private final ByteBuffer bytes;
        private boolean webm;
        private boolean sound;
        private boolean picture;
        private long nanosPerTick = 1_000_000;
        private double stated;
        private long cluster;
        private long last;
        private boolean blocks;

        Elements(ByteBuffer bytes) {
            this.bytes = bytes;
        }

        void walk() {
            int at = 0;
            while (at + 2 <= bytes.limit()) {
                int idLength = Integer.numberOfLeadingZeros(bytes.get(at) & 0xff) - 23;
                if (idLength > 4) {
                    return;
                }
                long id = number(at, idLength);
                at += idLength;
                int sizeLength = Integer.numberOfLeadingZeros(bytes.get(at) & 0xff) - 23;
                if (sizeLength > 8) {
                    return;
                }
                long size = number(at, sizeLength) & (1L << 7 * sizeLength) - 1;
                at += sizeLength;
                boolean container = id == 0x1a45dfa3L
                        || id == 0x18538067L
                        || id == 0x1549a966L
                        || id == 0x1654ae6bL
                        || id == 0xaeL
                        || id == 0x1f43b675L
                        || id == 0xa0L;
                if (!container) {
                    if (size > bytes.limit() - at) {
                        return;
                    }
                    read(id, at, (int) size);
                    at += (int) size;
                }
            }
        }

        private void read(long id, int at, int size) {
            if (id == 0x4282L) {
                webm = text(bytes.array(), at, size).equals("webm");
            } else if (id == 0x2ad7b1L) {
                nanosPerTick = number(at, size);
            } else if (id == 0x4489L) {
                stated = size == 8 ? bytes.getDouble(at) : bytes.getFloat(at);
            } else if (id == 0x83L) {
                sound |= number(at, size) == 2;
                picture |= number(at, size) == 1;
            } else if (id == 0xe7L) {
                cluster = number(at, size);
            } else if (id == 0xa3L || id == 0xa1L) {
                int track = Integer.numberOfLeadingZeros(bytes.get(at) & 0xff) - 23;
                last = Math.max(last, cluster + bytes.getShort(at + track));
                blocks = true;
            }
        }

        Optional<Duration> length() {
            double ticks = Math.max(stated, blocks ? last : 0);
            return ticks <= 0
                    ? Optional.empty()
                    : Optional.of(Duration.ofMillis((long) (ticks * nanosPerTick / 1_000_000)));
        }

        private long number(int at, int size) {
            if (size > 8) {
                throw new IndexOutOfBoundsException();
            }
            long number = 0;
            for (int i = 0; i < size; i++) {
                number = number << 8 | bytes.get(at + i) & 0xff;
            }
            return number;
        }
    }

    private static String text(byte[] bytes, int at, int length) {
        return new String(bytes, at, length, StandardCharsets.ISO_8859_1);
    }
}
