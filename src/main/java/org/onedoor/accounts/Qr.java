package org.onedoor.accounts;

import com.google.zxing.BarcodeFormat;
import com.google.zxing.EncodeHintType;
import com.google.zxing.WriterException;
import com.google.zxing.qrcode.QRCodeWriter;
import java.util.Map;

/** A QR code as the path of an SVG, one unit a module. */
final class Qr {

    /**
     * The dark modules.
     *
     * @param size edge in modules
     */
    record Code(String path, int size) {}

    private Qr() {}

    static Code svgPath(String text) {
        try {
            var matrix = new QRCodeWriter().encode(text, BarcodeFormat.QR_CODE, 0, 0, Map.of(EncodeHintType.MARGIN, 0));
            var path = new StringBuilder();
            for (int y = 0; y < matrix.getHeight(); y++) {
                for (int x = 0; x < matrix.getWidth(); x++) {
                    if (matrix.get(x, y)) {
                        path.append('M').append(x).append(' ').append(y).append("h1v1h-1z");
                    }
                }
            }
            return new Code(path.toString(), matrix.getWidth());
        } catch (WriterException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
