package org.onedoor.frame;

import com.google.zxing.BarcodeFormat;
import com.google.zxing.EncodeHintType;
import com.google.zxing.WriterException;
import com.google.zxing.qrcode.QRCodeWriter;
import com.google.zxing.qrcode.decoder.ErrorCorrectionLevel;
import java.util.Map;

/** 二维码 · Draws a QR code as one SVG path, so that it prints sharp and needs no image. */
final class Qr {

    private Qr() {}

    /** Modules of a drawn code: edge length and the path of its dark cells. */
    record Drawing(int size, String path) {}

    static Drawing of(String text) {
        try {
            var hints = Map.of(
                    EncodeHintType.MARGIN,
                    0,
                    EncodeHintType.CHARACTER_SET,
                    "UTF-8",
                    EncodeHintType.ERROR_CORRECTION,
                    ErrorCorrectionLevel.M);
            var cells = new QRCodeWriter().encode(text, BarcodeFormat.QR_CODE, 0, 0, hints);
            var path = new StringBuilder();
            for (int y = 0; y < cells.getHeight(); y++) {
                for (int x = 0; x < cells.getWidth(); x++) {
                    if (cells.get(x, y)) {
                        int from = x;
                        while (x + 1 < cells.getWidth() && cells.get(x + 1, y)) {
                            x++;
                        }
                        path.append('M').append(from).append(' ').append(y);
                        path.append('h')
                                .append(x - from + 1)
                                .append("v1h-")
                                .append(x - from + 1)
                                .append('z');
                    }
                }
            }
            return new Drawing(cells.getWidth(), path.toString());
        } catch (WriterException e) {
            throw new IllegalArgumentException("Too long for a QR code", e);
        }
    }
}
