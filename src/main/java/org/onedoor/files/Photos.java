package org.onedoor.files;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.AffineTransform;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.ImageWriteParam;
import javax.imageio.stream.MemoryCacheImageInputStream;
import javax.imageio.stream.MemoryCacheImageOutputStream;
import org.springframework.stereotype.Component;

/**
 * Draws a photo anew: upright, at most 2000 pixels a side, as a JPEG that holds pixels and nothing else. Whatever else the
 * file was (page, archive, script) does not survive. Sizes are read before anything is decoded.
 */
@Component
class Photos {

    static final int SIDE = 2_000;
    private static final int MOST_SIDE = 20_000;
    private static final long MOST_PIXELS = 120_000_000;
    private static final long MOST_HEAVY = 26_000_000;
    /** Decoded at once; bigger photos are read at every second or third pixel. 4032 × 3024 fits. */
    private static final long IN_MEMORY = 12_500_000;

    /** Two at a time: each takes up to 80 MB. */
    private final Semaphore drawing = new Semaphore(2);

    Checked check(byte[] sent) {
        if (sent.length == 0) {
            return new Checked.Bad("files.empty");
        }
        if (sent.length > Kind.PHOTO.maxBytes()) {
            return new Checked.Bad("files.photo-too-large");
        }
        var found = Segments.of(sent);
        if (found.isEmpty()) {
            return new Checked.Bad("files.not-a-photo");
        }
        var photo = found.get();
        long pixels = (long) photo.width() * photo.height();
        if (photo.width() > MOST_SIDE
                || photo.height() > MOST_SIDE
                || pixels > (photo.heavy() ? MOST_HEAVY : MOST_PIXELS)) {
            return new Checked.Bad("files.too-many-pixels");
        }
        try {
            if (!drawing.tryAcquire(20, TimeUnit.SECONDS)) {
                return new Checked.Bad("files.busy");
            }
            try {
                return draw(photo, pixels);
            } finally {
                drawing.release();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Checked.Bad("files.busy");
        } catch (IOException | RuntimeException e) {
            // Decoders meet broken files with any exception they like.
            return new Checked.Bad("files.not-a-photo");
        }
    }

    private static Checked draw(Segments photo, long pixels) throws IOException {
        int every = 1;
        while (pixels / every / every > IN_MEMORY) {
            every++;
        }
        var upright = upright(fit(decode(photo, every)), photo.orientation());
        return new Checked.Good(encode(upright), "image/jpeg", "jpg", upright.getWidth(), upright.getHeight());
    }

    private static BufferedImage decode(Segments photo, int every) throws IOException {
        ImageReader reader = ImageIO.getImageReadersByFormatName(photo.format()).next();
        try (var in = new MemoryCacheImageInputStream(new ByteArrayInputStream(photo.bare()))) {
            reader.setInput(in, true, true);
            var how = reader.getDefaultReadParam();
            how.setSourceSubsampling(every, every, 0, 0);
            return reader.read(0, how);
        } finally {
            reader.dispose();
        }
    }

    /** Onto white, in steps of at most one half so that no pixel is skipped. */
    private static BufferedImage fit(BufferedImage image) {
        var now = image;
        while (true) {
            double scale = Math.min(1, (double) SIDE / Math.max(now.getWidth(), now.getHeight()));
            double step = Math.max(scale, 0.5);
            int width = Math.max(1, (int) Math.round(now.getWidth() * step));
            int height = Math.max(1, (int) Math.round(now.getHeight() * step));
            var next = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
            var pen = next.createGraphics();
            pen.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
            pen.drawImage(now, 0, 0, width, height, Color.WHITE, null);
            pen.dispose();
            now = next;
            if (step == scale) {
                return now;
            }
        }
    }

    /** Applies the camera's EXIF orientation (1–8), since the tag itself is not kept. */
    private static BufferedImage upright(BufferedImage image, int orientation) {
        if (orientation == 1) {
            return image;
        }
        double w = image.getWidth();
        double h = image.getHeight();
        var turn =
                switch (orientation) {
                    case 2 -> new AffineTransform(-1, 0, 0, 1, w, 0);
                    case 3 -> new AffineTransform(-1, 0, 0, -1, w, h);
                    case 4 -> new AffineTransform(1, 0, 0, -1, 0, h);
                    case 5 -> new AffineTransform(0, 1, 1, 0, 0, 0);
                    case 6 -> new AffineTransform(0, 1, -1, 0, h, 0);
                    case 7 -> new AffineTransform(0, -1, -1, 0, h, w);
                    default -> new AffineTransform(0, -1, 1, 0, 0, w);
                };
        boolean lying = orientation >= 5;
        var turned = new BufferedImage((int) (lying ? h : w), (int) (lying ? w : h), BufferedImage.TYPE_INT_RGB);
        Graphics2D pen = turned.createGraphics();
        pen.drawImage(image, turn, null);
        pen.dispose();
        return turned;
    }

    private static byte[] encode(BufferedImage image) throws IOException {
        var writer = ImageIO.getImageWritersByFormatName("jpeg").next();
        var bytes = new ByteArrayOutputStream(400_000);
        try (var out = new MemoryCacheImageOutputStream(bytes)) {
            writer.setOutput(out);
            var how = writer.getDefaultWriteParam();
            how.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
            how.setCompressionQuality(0.82f);
            writer.write(null, new IIOImage(image, null, null), how);
        } finally {
            writer.dispose();
        }
        return bytes.toByteArray();
    }
}
