package org.onedoor;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.onedoor.frame.Role;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/** A browser without JavaScript for door tests: keeps cookies, sends the form's token, does not follow redirects. */
@Component
public class ADoor {

    private static final Pattern TOKEN = Pattern.compile("name=\"_csrf\" value=\"([^\"]*)\"");

    private final Environment environment;

    ADoor(Environment environment) {
        this.environment = environment;
    }

    /** A fresh browser at this county's door. */
    public Visitor at(int county) {
        return new Visitor("http://localhost:" + environment.getProperty("local.server.port") + "/c/" + county);
    }

    /** One person's browser. */
    public static final class Visitor {
        private final HttpClient client =
                HttpClient.newBuilder().cookieHandler(new CookieManager()).build();
        private final String base;
        private Optional<String> actor = Optional.empty();
        private String token = "";

        Visitor(String base) {
            this.base = base;
        }

        /** From now on with these roles (test tree's {@code AsActor}). */
        public Visitor as(Role... roles) {
            actor = Optional.of(Arrays.stream(roles).map(Role::name).collect(Collectors.joining(",")));
            return this;
        }

        public Answer get(String path) {
            return send(request(path).GET());
        }

        /** Posts a form; the token comes from the last page that had one. */
        public Answer post(String path, Map<String, String> form) {
            var body = form.entrySet().stream()
                    .map(field -> encoded(field.getKey()) + "=" + encoded(field.getValue()))
                    .collect(Collectors.joining("&"));
            return send(request(path)
                    .header("Content-Type", "application/x-www-form-urlencoded")
                    .POST(HttpRequest.BodyPublishers.ofString(body + "&_csrf=" + encoded(token))));
        }

        /** Posts one file with a form's other fields. */
        public Answer upload(String path, String field, String fileName, byte[] content, Map<String, String> form) {
            var edge = "----onedoor";
            var head = new StringBuilder();
            form.forEach((name, value) -> head.append(part(edge, "name=\"" + name + "\""))
                    .append(value)
                    .append("\r\n"));
            head.append(part(edge, "name=\"_csrf\"")).append(token).append("\r\n");
            head.append(part(edge, "name=\"" + field + "\"; filename=\"" + fileName + "\""));
            var start = head.toString().getBytes(StandardCharsets.UTF_8);
            var end = ("\r\n--" + edge + "--\r\n").getBytes(StandardCharsets.UTF_8);
            return send(request(path)
                    .header("Content-Type", "multipart/form-data; boundary=" + edge)
                    .POST(HttpRequest.BodyPublishers.concat(
                            HttpRequest.BodyPublishers.ofByteArray(start),
                            HttpRequest.BodyPublishers.ofByteArray(content),
                            HttpRequest.BodyPublishers.ofByteArray(end))));
        }

        private static String part(String edge, String disposition) {
            return "--" + edge + "\r\nContent-Disposition: form-data; " + disposition + "\r\n\r\n";
        }

        private HttpRequest.Builder request(String path) {
            var request = HttpRequest.newBuilder(URI.create(base + path));
            actor.ifPresent(roles -> request.header(AsActor.HEADER, roles));
            return request;
        }

        private Answer send(HttpRequest.Builder request) {
            try {
                var response = client.send(request.build(), HttpResponse.BodyHandlers.ofString());
                var found = TOKEN.matcher(response.body());
                if (found.find()) {
                    token = found.group(1);
                }
                var location = response.headers().firstValue("Location").orElse("");
                return new Answer(response.statusCode(), response.body(), location);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }

        private static String encoded(String text) {
            return URLEncoder.encode(text, StandardCharsets.UTF_8);
        }
    }

    /** What came back; {@code location} of a redirect, else empty. */
    public record Answer(int status, String body, String location) {}
}
