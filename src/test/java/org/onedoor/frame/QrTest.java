package org.onedoor.frame;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.zxing.BinaryBitmap;
import com.google.zxing.RGBLuminanceSource;
import com.google.zxing.common.HybridBinarizer;
import com.google.zxing.qrcode.QRCodeReader;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class QrTest {

    private static final Pattern CELLS = Pattern.compile("M(\\d+) (\\d+)h(\\d+)v1h-\\d+z");

    @Test
    void whatIsDrawnCanBeReadAgain() throws Exception {
        var address = "https://hechuan.example/cases/track/" + Ids.longId();
        var drawing = Qr.of(address);
        int scale = 4;
        int quiet = 16;
        int edge = drawing.size() * scale + 2 * quiet;
        var pixels = new int[edge * edge];
        java.util.Arrays.fill(pixels, 0xFFFFFF);
        var cells = CELLS.matcher(drawing.path());
        while (cells.find()) {
            int from = Integer.parseInt(cells.group(1)) * scale;
            int row = Integer.parseInt(cells.group(2)) * scale;
            int width = Integer.parseInt(cells.group(3)) * scale;
            for (int y = row; y < row + scale; y++) {
                for (int x = from; x < from + width; x++) {
                    pixels[(y + quiet) * edge + x + quiet] = 0;
                }
            }
        }
        var picture = new BinaryBitmap(new HybridBinarizer(new RGBLuminanceSource(edge, edge, pixels)));
        assertThat(new QRCodeReader().decode(picture).getText()).isEqualTo(address);
    }
}
