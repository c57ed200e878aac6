package org.onedoor.files;

import java.time.Duration;
import org.springframework.core.io.Resource;
import org.springframework.http.CacheControl;
import org.springframework.http.ContentDisposition;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;

/**
 * 附件回应 · The HTTP answer with a file, which can do nothing in a browser but be shown or heard: exact type, no sniffing,
 * sandboxed, offered as a download when opened by itself. Ranges work, because browsers ask for sound in pieces.
 */
public final class ServedFile {

    private ServedFile() {}

    /** Call it only after the owning room has checked that this actor may see the record {@code file.owner()}. */
    public static ResponseEntity<Resource> answer(Served file) {
        return ResponseEntity.ok()
                .contentType(MediaType.parseMediaType(file.mediaType()))
                .cacheControl(CacheControl.maxAge(Duration.ofMinutes(5)).cachePrivate())
                .header("X-Content-Type-Options", "nosniff")
                .header("Content-Security-Policy", "default-src 'none'; sandbox; frame-ancestors 'none'")
                .header("Cross-Origin-Resource-Policy", "same-origin")
                .header(
                        "Content-Disposition",
                        ContentDisposition.attachment()
                                .filename(file.name())
                                .build()
                                .toString())
                .body(file.content());
    }
}
