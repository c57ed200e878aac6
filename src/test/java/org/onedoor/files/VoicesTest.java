package org.onedoor.files;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The upload corpus for recordings (trust B1, B2). */
class VoicesTest {

    private final Voices voices = new Voices();

    static Stream<Arguments> taken() {
        return Stream.of(
                Arguments.of("WAV", Recordings.wav(170), "audio/wav"),
                Arguments.of("MP3", Recordings.mp3(170, "录音"), "audio/mpeg"),
                Arguments.of("Ogg Opus", Recordings.ogg(170, "OpusHead"), "audio/ogg"),
                Arguments.of(
                        "Ogg Vorbis", Recordings.ogg(100, "\u0001vorbis\0\0\0\0\u0002\u0080\u00bb\0\0"), "audio/ogg"),
                Arguments.of("M4A", Recordings.m4a(170, "soun"), "audio/mp4"),
                Arguments.of("M4A of unknown length", Recordings.m4a(0, "soun"), "audio/mp4"),
                Arguments.of("WebM", Recordings.webm(170, 2), "audio/webm"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void taken(String what, byte[] sent, String mediaType) {
        assertThat(voices.check(sent)).isInstanceOfSatisfying(Checked.Good.class, good -> {
            assertThat(good.mediaType()).isEqualTo(mediaType);
            assertThat(good.bytes()).as("kept as it is").isSameAs(sent);
        });
    }

    static Stream<Arguments> refused() {
        return Stream.of(
                Arguments.of("nothing", new byte[0], "files.empty"),
                Arguments.of(
                        "HTML", text("<!doctype html><script>alert(1)</script>".repeat(9)), "files.not-a-recording"),
                Arguments.of("SVG", text("<svg onload='alert(1)'/>".repeat(9)), "files.not-a-recording"),
                Arguments.of("zip", text("PK\u0003\u0004".repeat(40)), "files.not-a-recording"),
                Arguments.of("JPEG", Pictures.jpeg(64, 48), "files.not-a-recording"),
                Arguments.of("zeros", new byte[4_000], "files.not-a-recording"),
                Arguments.of(
                        "MP3's first bytes, then nothing", text("ID3" + "\0".repeat(200)), "files.not-a-recording"),
                Arguments.of(
                        "MP3 with a page in its tag",
                        Recordings.mp3(9, "<script>alert(1)</script>"),
                        "files.not-a-recording"),
                Arguments.of("film in Ogg", Recordings.ogg(9, "\u0080theora\0"), "files.not-a-recording"),
                Arguments.of("film in MP4", Recordings.m4a(9, "vide"), "files.not-a-recording"),
                Arguments.of("film in WebM", Recordings.webm(9, 1), "files.not-a-recording"),
                Arguments.of(
                        "Matroska",
                        Recordings.concat(new byte[] {0x1a, 0x45, (byte) 0xdf, (byte) 0xa3}, new byte[99]),
                        "files.not-a-recording"),
                Arguments.of("WAV of 190 s", Recordings.wav(190), "files.voice-too-long"),
                Arguments.of("MP3 of 190 s", Recordings.mp3(190, ""), "files.voice-too-long"),
                Arguments.of("Ogg of 190 s", Recordings.ogg(190, "OpusHead"), "files.voice-too-long"),
                Arguments.of("M4A of 190 s", Recordings.m4a(190, "soun"), "files.voice-too-long"),
                Arguments.of("WebM of 190 s", Recordings.webm(190, 2), "files.voice-too-long"),
                Arguments.of(
                        "4 MB that do not say how long they are",
                        Recordings.concat(Recordings.m4a(0, "soun"), new byte[4_000_000]),
                        "files.voice-too-long"),
                Arguments.of("over 10 MB", Arrays.copyOf(Recordings.wav(9), (10 << 20) + 1), "files.voice-too-large"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void refused(String what, byte[] sent, String key) {
        assertThat(voices.check(sent)).isEqualTo(new Checked.Bad(key));
    }

    @Test
    void brokenFilesAreAnsweredToo() {
        long seed = System.nanoTime();
        var random = new Random(seed);
        byte[][] samples = {
            Recordings.wav(1),
            Recordings.mp3(1, ""),
            Recordings.ogg(9, "OpusHead"),
            Recordings.m4a(9, "soun"),
            Recordings.webm(30, 2)
        };
        for (int i = 0; i < 50_000; i++) {
            var broken = samples[i % samples.length].clone();
            for (int j = 0; j <= random.nextInt(8); j++) {
                broken[random.nextInt(Math.min(broken.length, 400))] = (byte) random.nextInt();
            }
            if (random.nextInt(4) == 0) {
                broken = Arrays.copyOf(broken, random.nextInt(broken.length));
            }
            assertThat(voices.check(broken)).as("seed %d, round %d", seed, i).isNotNull();
        }
    }

    private static byte[] text(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }
}
