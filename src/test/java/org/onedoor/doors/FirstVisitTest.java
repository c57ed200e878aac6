package org.onedoor.doors;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.onedoor.OneDoorTest;
import org.springframework.boot.test.web.server.LocalServerPort;

/** The first visit of the home page costs at most 40 KB, compressed: page, stylesheet, scripts. */
@OneDoorTest
class FirstVisitTest {

    private static final Pattern FILE = Pattern.compile("(?:src|href)=\"(/assets/[^\"]+)\"");

    @LocalServerPort
    private int port;

    @Test
    void theHomePageIsLight() throws Exception {
        var page = load("/", "identity");
        long bytes = load("/", "gzip").body().length;
        var files = FILE.matcher(new String(page.body(), java.nio.charset.StandardCharsets.UTF_8));
        while (files.find()) {
            var file = load(files.group(1), "gzip");
            assertThat(file.statusCode()).isEqualTo(200);
            assertThat(file.headers().firstValue("Cache-Control").orElse("")).contains("immutable");
            bytes += file.body().length;
        }
        assertThat(bytes).isLessThanOrEqualTo(40 * 1024);
    }

    /** R-SEC-2, foundations §14: a page without a form sets no cookie. */
    @Test
    void aPageWithoutAFormSetsNoCookie() throws Exception {
        assertThat(load("/doors/accessibility", "identity").headers().firstValue("Set-Cookie"))
                .isEmpty();
    }

    private HttpResponse<byte[]> load(String path, String encoding) throws Exception {
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create("http://localhost:" + port + path))
                                .header("Accept-Encoding", encoding)
                                .build(),
                        HttpResponse.BodyHandlers.ofByteArray());
    }
}
