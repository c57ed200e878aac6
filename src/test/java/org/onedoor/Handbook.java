package org.onedoor;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ScreenshotAnimations;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import javax.imageio.ImageIO;

/**
 * Pictures of the handbook, taken anew by the journeys that {@code handbook.txt} names where {@code -Dhandbook=<folder>} says
 * where to put them ({@code bin/handbook}); otherwise nothing happens. A desktop is shown at two thirds of its size and in fewer
 * colours, which makes half the bytes.
 */
final class Handbook {

    private static final double SMALLER = 2.0 / 3;

    /** One picture: the file, and how many pixels of the page or which part of it. */
    private record Picture(String file, String what) {}

    private static final String FOLDER = System.getProperty("handbook", "");
    private static final Map<String, Picture> PICTURES = FOLDER.isBlank() ? Map.of() : read();

    private Handbook() {}

    private static Map<String, Picture> read() {
        try {
            var pictures = new HashMap<String, Picture>();
            for (var line : Files.readAllLines(Path.of("src/test/resources/handbook.txt"))) {
                var words = line.split(" ", 3);
                if (words.length == 3 && !line.startsWith("#")) {
                    pictures.put(words[0], new Picture(words[1], words[2]));
                }
            }
            return pictures;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static void keep(Page page, String name) {
        var picture = PICTURES.get(name);
        if (picture == null) {
            return;
        }
        var size = page.viewportSize();
        try {
            var bytes = picture.what().matches("\\d+")
                    ? top(page, Integer.parseInt(picture.what()))
                    : page.locator(picture.what()).first().screenshot();
            var image = ImageIO.read(new ByteArrayInputStream(bytes));
            ImageIO.write(
                    name.endsWith("-desktop") ? smaller(image) : image,
                    "png",
                    Path.of(FOLDER, picture.file()).toFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            page.setViewportSize(size.width, size.height);
        }
    }

    /** As somebody sees it on a screen so high: bars that stick stay at its foot. */
    private static byte[] top(Page page, int height) {
        page.setViewportSize(page.viewportSize().width, height);
        page.evaluate("window.scrollTo(0, 0)");
        return page.screenshot(new Page.ScreenshotOptions().setAnimations(ScreenshotAnimations.DISABLED));
    }

    private static BufferedImage smaller(BufferedImage image) {
        int width = (int) (image.getWidth() * SMALLER);
        int height = (int) (image.getHeight() * SMALLER);
        var small = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        var pen = small.createGraphics();
        pen.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BICUBIC);
        pen.setRenderingHint(RenderingHints.KEY_RENDERING, RenderingHints.VALUE_RENDER_QUALITY);
        pen.drawImage(image, 0, 0, width, height, null);
        pen.dispose();
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                small.setRGB(x, y, fewer(small.getRGB(x, y)));
            }
        }
        return small;
    }

    /** The nearest of 33 steps of each colour. */
    private static int fewer(int colour) {
        int fewer = 0;
        for (int shift = 0; shift < 24; shift += 8) {
            int part = colour >> shift & 0xff;
            fewer |= Math.min(0xff, (part + 4) / 8 * 8) << shift;
        }
        return fewer;
    }
}
