package org.onedoor.frame;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;
import org.onedoor.OneDoorTest;
import org.springframework.boot.test.web.server.LocalServerPort;

/** What cannot go on says so the same way everywhere: a page for people, a problem document for programs. */
@OneDoorTest
class ProblemsTest {

    private final HttpClient http = HttpClient.newHttpClient();

    @LocalServerPort
    private int port;

    @Test
    void anUnknownAddressIsAPageWithANumber() throws Exception {
        var answer = ask("GET", "/nothing/here");
        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(answer.body())
                .contains("这一步没走通", answer.headers().firstValue("X-Request-Id").orElseThrow());
    }

    @Test
    void theNumberStandsThereAlsoWhenTheServerRefusedBeforeUs() throws Exception {
        assertThat(ask("GET", "/META-INF/x").body()).contains("打电话时报这个号").doesNotContain("null");
    }

    @Test
    void anUnknownAddressOverRestIsAProblemDocument() throws Exception {
        var answer = ask("GET", "/api/v1/nothing");
        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        assertThat(answer.body())
                .contains("\"type\":\"/problems/not-here\"", "\"reference\"", "\"instance\":\"/api/v1/nothing\"");
    }

    @Test
    void aFormWithoutItsTokenIsAskedToBeSentAgain() throws Exception {
        var answer = ask("POST", "/accounts/login");
        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(answer.body()).contains("这一页放得太久了").contains("lang=\"zh-CN\"");
    }

    @Test
    void theWrongVerbNamesTheRightOnes() throws Exception {
        var answer = ask("DELETE", "/setting", "Authorization", "Bearer x");
        assertThat(answer.statusCode()).isIn(403, 405);
        assertThat(ask("OPTIONS", "/").headers().firstValue("Allow").orElseThrow())
                .contains("GET", "HEAD");
        assertThat(ask("HEAD", "/").statusCode()).isEqualTo(200);
        assertThat(ask("HEAD", "/nothing").statusCode()).isEqualTo(404);
    }

    @Test
    void aProblemSpeaksTheLanguageThatWasChosen() throws Exception {
        assertThat(ask("GET", "/nothing", "Cookie", "lang=en").body())
                .contains("This step did not work")
                .contains("lang=\"en\"");
        assertThat(ask("GET", "/nothing", "Accept-Language", "en-US").body()).contains("这一步没走通");
    }

    private HttpResponse<String> ask(String method, String path, String... headers) throws Exception {
        var request = HttpRequest.newBuilder(URI.create("http://localhost:" + port + path))
                .method(method, HttpRequest.BodyPublishers.noBody());
        if (headers.length > 0) {
            request.headers(headers);
        }
        return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }
}
