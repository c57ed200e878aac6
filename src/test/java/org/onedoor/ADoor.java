package org.onedoor;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.onedoor.frame.Role;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/** A browser without JavaScript for door tests: keeps cookies, sends the form's token, does not follow redirects by itself. */
@Component
public class ADoor {

    private static final HttpClient HTTP =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(10)).build();
    private static final Pattern TOKEN = Pattern.compile("name=\"_csrf\" value=\"([^\"]+)\"");

    private final Environment environment;

    ADoor(Environment environment) {
        this.environment = environment;
    }

    /** A fresh browser at this county's door. */
    public Visitor at(int county) {
        return new Visitor("http://localhost:" + environment.getProperty("local.server.port"), county);
    }

    /** One person's browser; stays inside one county. */
    public static final class Visitor {
        private final String origin;
        private final int county;
        private final Map<String, String> cookies = new LinkedHashMap<>();
        private final Map<String, String> headers = new LinkedHashMap<>();
        private String token = "";

        Visitor(String origin, int county) {
            this.origin = origin;
            this.county = county;
        }

        /** From now on with these roles, without a login (test tree's {@code AsActor}). */
        public Visitor as(Role... roles) {
            return with(AsActor.HEADER, Arrays.stream(roles).map(Role::name).collect(Collectors.joining(",")));
        }

        /** From now on with this header on every request, e.g. {@code Authorization}. */
        public Visitor with(String header, String value) {
            headers.put(header, value);
            return this;
        }

        /** Another browser that holds the same cookies now: a copied session. */
        public Visitor copy() {
            var copy = new Visitor(origin, county);
            copy.cookies.putAll(cookies);
            copy.headers.putAll(headers);
            copy.token = token;
            return copy;
        }

        /** The form token of the last page that had one. */
        public String token() {
            return withToken()[1];
        }

        /** Value of a cookie; null when there is none. */
        public String cookie(String name) {
            return cookies.get(name);
        }

        public int county() {
            return county;
        }

        /** All of them, by name. */
        public Map<String, String> cookies() {
            return Map.copyOf(cookies);
        }

        public Answer get(String path) {
            return send(request(path).GET());
        }

        /** Gets, and follows redirects to the page they end at. */
        public Answer open(String path) {
            var answer = get(path);
            for (int hops = 0; answer.redirects() && hops < 5; hops++) {
                answer = get(answer.path());
            }
            return answer;
        }

        /** Posts a form; the token comes from the last page that had one. */
        public Answer post(String path, Map<String, String> form) {
            return post(
                    path,
                    form.entrySet().stream()
                            .flatMap(field -> java.util.stream.Stream.of(field.getKey(), field.getValue()))
                            .toArray(String[]::new));
        }

        /** Posts a form: {@code post("/accounts/login", "login", "chen", "password", "…")}; a name may repeat. */
        public Answer post(String path, String... namesAndValues) {
            return bare(path, withToken(namesAndValues));
        }

        /** Posts, and follows redirects to the page they end at. */
        public Answer submit(String path, String... namesAndValues) {
            var answer = post(path, namesAndValues);
            return answer.redirects() ? open(answer.path()) : answer;
        }

        /** Posts a form without the token. */
        public Answer bare(String path, String... namesAndValues) {
            var form = new ArrayList<String>();
            for (int at = 0; at < namesAndValues.length; at += 2) {
                form.add(encoded(namesAndValues[at]) + "=" + encoded(namesAndValues[at + 1]));
            }
            return send(request(path)
                    .header("Content-Type", "application/x-www-form-urlencoded")
                    .POST(HttpRequest.BodyPublishers.ofString(String.join("&", form))));
        }

        /** Posts one file with a form's other fields. */
        public Answer upload(String path, String field, String fileName, byte[] content, Map<String, String> form) {
            var edge = "----onedoor";
            var head = new StringBuilder();
            form.forEach((name, value) -> head.append(part(edge, "name=\"" + name + "\""))
                    .append(value)
                    .append("\r\n"));
            var csrf = withToken();
            head.append(part(edge, "name=\"_csrf\"")).append(csrf[1]).append("\r\n");
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

        /** A REST call; {@code body} null sends none. */
        public Answer json(String method, String path, String body) {
            return send(request(path)
                    .header("Content-Type", "application/json")
                    .header("Accept", "application/json")
                    .method(
                            method,
                            body == null
                                    ? HttpRequest.BodyPublishers.noBody()
                                    : HttpRequest.BodyPublishers.ofString(body)));
        }

        /** Any other request; {@code path} is inside the county. */
        public HttpRequest.Builder request(String path) {
            var request = HttpRequest.newBuilder(URI.create(origin + "/c/" + county + path))
                    .timeout(Duration.ofSeconds(30));
            headers.forEach(request::header);
            if (!cookies.isEmpty()) {
                request.header(
                        "Cookie",
                        cookies.entrySet().stream()
                                .map(cookie -> cookie.getKey() + "=" + cookie.getValue())
                                .collect(Collectors.joining("; ")));
            }
            return request;
        }

        public Answer send(HttpRequest.Builder request) {
            try {
                var response = HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
                keep(response.headers().allValues("Set-Cookie"));
                var found = TOKEN.matcher(response.body());
                if (found.find()) {
                    token = found.group(1);
                }
                var location = response.headers().firstValue("Location").orElse("");
                return new Answer(response.statusCode(), response.body(), location, response.headers());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }

        private void keep(List<String> set) {
            for (var line : set) {
                var pair = line.substring(0, line.indexOf(';') < 0 ? line.length() : line.indexOf(';'));
                var name = pair.substring(0, pair.indexOf('='));
                var value = pair.substring(pair.indexOf('=') + 1);
                if (value.isEmpty() || line.contains("Max-Age=0")) {
                    cookies.remove(name);
                } else {
                    cookies.put(name, value);
                }
            }
        }

        /** Who has seen no form yet fetches one, as a person would. */
        private String[] withToken(String... namesAndValues) {
            if (token.isEmpty()) {
                get("/accounts/login");
            }
            var all = new ArrayList<>(List.of(namesAndValues));
            all.add("_csrf");
            all.add(token);
            return all.toArray(String[]::new);
        }

        private static String part(String edge, String disposition) {
            return "--" + edge + "\r\nContent-Disposition: form-data; " + disposition + "\r\n\r\n";
        }

        private static String encoded(String text) {
            return URLEncoder.encode(text, StandardCharsets.UTF_8);
        }
    }

    /** What came back; {@code location} of a redirect, else empty. */
    public record Answer(int status, String body, String location, HttpHeaders headers) {

        private static final Pattern TAGS = Pattern.compile("<[^>]*>");

        public boolean redirects() {
            return status == 302 || status == 303;
        }

        /** Where a redirect leads, inside the county. */
        public String path() {
            var path = location.replaceFirst("^https?://[^/]+", "").replaceFirst("^/c/\\d+", "");
            return path.isEmpty() ? "/" : path;
        }

        /** The page as it reads, without tags. */
        public String text() {
            return plain(TAGS.matcher(body.replaceAll("(?s)<(script|style|svg)\\b.*?</\\1>", " "))
                    .replaceAll(" "));
        }

        /** Value of the first field of this name on the page. */
        public String field(String name) {
            var input = Pattern.compile("<input[^>]*name=\"" + Pattern.quote(name) + "\"[^>]*>")
                    .matcher(body);
            if (!input.find()) {
                throw new AssertionError("No field " + name + " on the page: " + text());
            }
            var value = Pattern.compile("value=\"([^\"]*)\"").matcher(input.group());
            return value.find() ? plain(value.group(1)) : "";
        }

        private static String plain(String html) {
            return html.replace("&#39;", "'")
                    .replace("&#34;", "\"")
                    .replace("&lt;", "<")
                    .replace("&gt;", ">")
                    .replace("&amp;", "&")
                    .replaceAll("\\s+", " ");
        }
    }
}
