package org.onedoor.files;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The upload corpus for photos (trust B1, B2). */
class PhotosTest {

    private static final String SCRIPT = "<html><script>alert(document.cookie)</script></html>";

    private final Photos photos = new Photos();

    static Stream<Arguments> refused() {
        var jpeg = Pictures.jpeg(64, 48);
        var gif = Pictures.as("gif", Pictures.quarters(64, 48));
        var tall = jpeg.clone();
        size(tall, 60_000, 60_000);
        return Stream.of(
                Arguments.of("nothing", new byte[0], "files.empty"),
                Arguments.of("one byte", new byte[1], "files.not-a-photo"),
                Arguments.of(
                        "SVG",
                        text("<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>"),
                        "files.not-a-photo"),
                Arguments.of("HTML", text(SCRIPT), "files.not-a-photo"),
                Arguments.of("HTML named jpg", text("\ufeff<!doctype html>" + SCRIPT), "files.not-a-photo"),
                Arguments.of("PDF", text("%PDF-1.7\n1 0 obj"), "files.not-a-photo"),
                Arguments.of("zip", text("PK\u0003\u0004photo.jpg"), "files.not-a-photo"),
                Arguments.of("program", text("\u007fELF\u0002\u0001\u0001"), "files.not-a-photo"),
                Arguments.of("GIF", gif, "files.not-a-photo"),
                Arguments.of("BMP", Pictures.as("bmp", Pictures.quarters(64, 48)), "files.not-a-photo"),
                Arguments.of("GIF that is a script too", text("GIF89a/*" + SCRIPT + "*/=0"), "files.not-a-photo"),
                Arguments.of(
                        "JPEG's first bytes, then HTML",
                        concat(new byte[] {-1, -40, -1}, text(SCRIPT)),
                        "files.not-a-photo"),
                Arguments.of("PNG's first bytes only", Arrays.copyOf(Pictures.claiming(8, 8), 20), "files.not-a-photo"),
                Arguments.of("PNG without pixels", Pictures.claiming(800, 600), "files.not-a-photo"),
                Arguments.of("PNG of 50,000 × 50,000", Pictures.claiming(50_000, 50_000), "files.too-many-pixels"),
                Arguments.of("PNG of 2³¹ − 1", Pictures.claiming(Integer.MAX_VALUE, 1), "files.too-many-pixels"),
                Arguments.of("PNG of negative width", Pictures.claiming(-1, 8), "files.not-a-photo"),
                Arguments.of("JPEG of 60,000 × 60,000", tall, "files.too-many-pixels"),
                Arguments.of("JPEG cut in its header", Arrays.copyOf(jpeg, 100), "files.not-a-photo"),
                Arguments.of("JPEG of 100 scans", scans(100), "files.not-a-photo"),
                Arguments.of("20 MB and one byte", Arrays.copyOf(jpeg, (20 << 20) + 1), "files.photo-too-large"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void refused(String what, byte[] sent, String key) {
        assertThat(photos.check(sent)).isEqualTo(new Checked.Bad(key));
    }

    static Stream<Arguments> disguised() {
        var jpeg = Pictures.jpeg(64, 48);
        var png = Pictures.as("png", Pictures.quarters(64, 48));
        return Stream.of(
                Arguments.of("with a page in its comment", Pictures.withSegment(jpeg, 0xfe, text(SCRIPT))),
                Arguments.of("with a page in its EXIF", Pictures.withSegment(jpeg, 0xe1, text("Exif\0\0" + SCRIPT))),
                Arguments.of(
                        "with XMP", Pictures.withSegment(jpeg, 0xe1, text("http://ns.adobe.com/xap/1.0/\0<script/>"))),
                Arguments.of("and an archive", concat(jpeg, text("PK\u0003\u0004<script>PK\u0005\u0006"))),
                Arguments.of("and a document", concat(jpeg, text("%PDF-1.7<script>"))),
                Arguments.of(
                        "PNG with a page in its text", Pictures.withChunk(png, "tEXt", text("Comment\0" + SCRIPT))),
                Arguments.of("PNG with a lying profile", Pictures.withChunk(png, "iCCP", text("x\0\0<script>"))),
                Arguments.of("PNG and a page", concat(png, text(SCRIPT))));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void disguised(String what, byte[] sent) {
        var good = good(sent);
        assertThat(good.mediaType()).isEqualTo("image/jpeg");
        assertThat(new String(good.bytes(), StandardCharsets.ISO_8859_1))
                .doesNotContain("script")
                .doesNotContain("PK\u0003\u0004")
                .doesNotContain("%PDF");
        assertThat(Pictures.read(good.bytes()).getWidth()).isEqualTo(64);
    }

    @ParameterizedTest
    @CsvSource({
        "1, red,   green, blue,  white, 64, 48",
        "2, green, red,   white, blue,  64, 48",
        "3, white, blue,  green, red,   64, 48",
        "4, blue,  white, red,   green, 64, 48",
        "5, red,   blue,  green, white, 48, 64",
        "6, blue,  red,   white, green, 48, 64",
        "7, white, green, blue,  red,   48, 64",
        "8, green, white, red,   blue,  48, 64",
        "9, red,   green, blue,  white, 64, 48",
    })
    void isPutUprightAndForgetsWhereItWasTaken(
            int orientation, String a, String b, String c, String d, int width, int height) {
        var good = good(Pictures.withSegment(Pictures.jpeg(64, 48), 0xe1, Pictures.exif(orientation)));
        var image = Pictures.read(good.bytes());
        assertThat(image.getWidth()).isEqualTo(width).isEqualTo(good.width());
        assertThat(image.getHeight()).isEqualTo(height).isEqualTo(good.height());
        assertThat(colour(image, 8, 8)).isEqualTo(a);
        assertThat(colour(image, width - 8, 8)).isEqualTo(b);
        assertThat(colour(image, 8, height - 8)).isEqualTo(c);
        assertThat(colour(image, width - 8, height - 8)).isEqualTo(d);
        assertThat(new String(good.bytes(), StandardCharsets.ISO_8859_1))
                .doesNotContain("Exif")
                .doesNotContain("GPS");
    }

    @ParameterizedTest
    @CsvSource({
        "2000, 1500, 2000, 1500",
        "4000, 3000, 2000, 1500",
        "3000, 4000, 1500, 2000",
        "6000, 4000, 2000, 1333",
        "10000, 20, 2000, 4",
        "1, 1, 1, 1",
    })
    void isAtMostTwoThousandPixelsASide(int width, int height, int keptWidth, int keptHeight) {
        var good = good(Pictures.jpeg(width, height));
        assertThat(good.width()).isEqualTo(keptWidth);
        assertThat(good.height()).isEqualTo(keptHeight);
        assertThat(good.bytes().length).isLessThan(400_000);
    }

    @Test
    void transparentPartsOfAPngBecomeWhite() {
        var good = good(Pictures.as("png", new BufferedImage(40, 40, BufferedImage.TYPE_INT_ARGB)));
        assertThat(colour(Pictures.read(good.bytes()), 20, 20)).isEqualTo("white");
    }

    @Test
    void aProgressivePhotoIsTaken() {
        var image = Pictures.read(
                good(Pictures.jpeg(Pictures.quarters(640, 480), true)).bytes());
        assertThat(colour(image, 50, 50)).isEqualTo("red");
    }

    @Test
    void brokenFilesAreRefusedOrDrawnNeverMore() {
        long seed = System.nanoTime();
        var random = new Random(seed);
        byte[][] samples = {
            Pictures.withSegment(Pictures.jpeg(64, 48), 0xe1, Pictures.exif(6)),
            Pictures.jpeg(Pictures.quarters(64, 48), true),
            Pictures.as("png", Pictures.quarters(64, 48))
        };
        for (int i = 0; i < 3_000; i++) {
            var broken = samples[i % 3].clone();
            for (int j = 0; j <= random.nextInt(8); j++) {
                broken[random.nextInt(broken.length)] = (byte) random.nextInt();
            }
            if (random.nextInt(4) == 0) {
                broken = Arrays.copyOf(broken, random.nextInt(broken.length));
            }
            assertThat(photos.check(broken)).as("seed %d, round %d", seed, i).isNotNull();
        }
    }

    private Checked.Good good(byte[] sent) {
        var checked = photos.check(sent);
        assertThat(checked).isInstanceOf(Checked.Good.class);
        return (Checked.Good) checked;
    }

    private static String colour(BufferedImage image, int x, int y) {
        var colour = new Color(image.getRGB(x, y));
        boolean red = colour.getRed() > 127;
        boolean green = colour.getGreen() > 127;
        boolean blue = colour.getBlue() > 127;
        return red && green && blue ? "white" : red ? "red" : green ? "green" : blue ? "blue" : "black";
    }

    /** Overwrites the size in a JPEG's frame header. */
    private static void size(byte[] jpeg, int width, int height) {
        for (int i = 0; i < jpeg.length; i++) {
            if ((jpeg[i] & 0xff) == 0xff && (jpeg[i + 1] & 0xff) == 0xc0) {
                ByteBuffer.wrap(jpeg, i + 5, 4).putShort((short) height).putShort((short) width);
                return;
            }
        }
    }

    /** A progressive JPEG whose last scan is sent again and again. */
    private static byte[] scans(int count) {
        var jpeg = Pictures.jpeg(Pictures.quarters(64, 48), true);
        int last = 0;
        for (int i = 0; i < jpeg.length - 1; i++) {
            if ((jpeg[i] & 0xff) == 0xff && (jpeg[i + 1] & 0xff) == 0xda) {
                last = i;
            }
        }
        var scan = Arrays.copyOfRange(jpeg, last, jpeg.length - 2);
        var bomb = Arrays.copyOf(jpeg, last);
        for (int i = 0; i < count; i++) {
            bomb = concat(bomb, scan);
        }
        return concat(bomb, new byte[] {-1, (byte) 0xd9});
    }

    private static byte[] text(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] concat(byte[] first, byte[] second) {
        return ByteBuffer.allocate(first.length + second.length)
                .put(first)
                .put(second)
                .array();
    }
}
