package org.onedoor.frame;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.core.io.ClassPathResource;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.util.DigestUtils;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/**
 * 静态文件 · Serves {@code /assets/{room}/…} from that room's {@code assets} folder and nothing else: migrations and texts
 * beside it answer 404. The address carries the content's hash and may be cached for a year.
 */
@Controller
@Allowed(Role.VISITOR)
class Assets {

    private static final Map<String, MediaType> TYPES = Map.of(
            "css", MediaType.parseMediaType("text/css;charset=UTF-8"),
            "js", MediaType.parseMediaType("text/javascript;charset=UTF-8"),
            "svg", MediaType.parseMediaType("image/svg+xml"),
            "png", MediaType.IMAGE_PNG,
            "ico", MediaType.parseMediaType("image/x-icon"),
            "webmanifest", MediaType.parseMediaType("application/manifest+json"));

    private record Held(byte[] bytes, String hash, MediaType type) {}

    private final Map<String, Held> held = new ConcurrentHashMap<>();

    /** {@code frame/onedoor.css} → {@code /assets/frame/onedoor-1f3c….css}. */
    String address(String path) {
        int dot = path.lastIndexOf('.');
        return "/assets/" + path.substring(0, dot) + "-" + load(path).hash() + path.substring(dot);
    }

    @GetMapping("/assets/{room}/{file:[A-Za-z0-9._-]+}")
    ResponseEntity<byte[]> asset(@PathVariable String room, @PathVariable String file) {
        return serve(room + "/" + file);
    }

    @GetMapping("/assets/{room}/vendor/{file:[A-Za-z0-9._-]+}")
    ResponseEntity<byte[]> vendor(@PathVariable String room, @PathVariable String file) {
        return serve(room + "/vendor/" + file);
    }

    @GetMapping("/favicon.ico")
    ResponseEntity<byte[]> favicon() {
        return serve("frame/door.svg");
    }

    private ResponseEntity<byte[]> serve(String address) {
        var plain = address.replaceFirst("-[0-9a-f]{10}(\\.[a-z]+)$", "$1");
        var asset = load(plain);
        boolean hashed = !plain.equals(address);
        return ResponseEntity.ok()
                .contentType(asset.type())
                .cacheControl(
                        hashed
                                ? CacheControl.maxAge(java.time.Duration.ofDays(365))
                                        .immutable()
                                : CacheControl.noCache())
                .body(asset.bytes());
    }

    private Held load(String path) {
        return held.computeIfAbsent(path, Assets::read);
    }

    private static Held read(String path) {
        int slash = path.indexOf('/');
        var type = TYPES.get(path.substring(path.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT));
        var file = new ClassPathResource("org/onedoor/" + path.substring(0, slash) + "/assets" + path.substring(slash));
        if (type == null || path.contains("..") || !file.exists()) {
            throw new NotHere();
        }
        try {
            var bytes = file.getContentAsByteArray();
            return new Held(bytes, DigestUtils.md5DigestAsHex(bytes).substring(0, 10), type);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
