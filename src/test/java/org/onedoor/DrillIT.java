package org.onedoor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.net.CookieManager;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Whoever looks after an installation: sets up an empty one, copies it, loses it, puts it back. Runs the packaged program
 * in processes of its own.
 */
class DrillIT {

    private static final Pattern ADDRESS = Pattern.compile("(http://localhost:(\\d+))(/regions/begin/\\S+)");
    private static final Pattern TOKEN = Pattern.compile("name=\"_csrf\" value=\"([^\"]+)\"");

    @TempDir
    private Path folder;

    private final List<Process> started = new ArrayList<>();
    private final HttpClient http = HttpClient.newBuilder()
            .followRedirects(HttpClient.Redirect.NEVER)
            .cookieHandler(new CookieManager())
            .build();

    /** How a command ended. */
    private record Ended(int code, String words) {}

    @AfterEach
    void nothingGoesOnRunning() throws Exception {
        for (var process : started) {
            stop(process);
        }
    }

    @Test
    @Timeout(value = 9, unit = TimeUnit.MINUTES)
    void anEmptyInstallationIsSetUpCopiedLostAndPutBack() throws Exception {
        var data = folder.resolve("data");
        var first = serve(data);
        var address = ADDRESS.matcher(until(first, "Set up the first one at"));
        assertThat(address.find()).isTrue();
        var origin = address.group(1);
        var begin = origin + address.group(3);
        theFirstCountyIsSetUpOnce(origin, begin);

        var second = ended(onedoor("bin/serve", "--onedoor.data=" + data, "--server.port=0"));
        assertThat(second.code()).isNotZero();
        assertThat(second.words()).contains("OneDoor is already running on " + address.group(2) + ", data in " + data);
        var early = ended(onedoor("bin/onedoor", "backup", folder + "/copies", "--onedoor.data=" + data));
        assertThat(early.code()).as("a copy of a running database is no copy").isEqualTo(1);
        assertThat(early.words()).contains("OneDoor is running", "Stop it first");
        stop(first);

        var copied = ended(onedoor("bin/onedoor", "backup", folder + "/copies", "--onedoor.data=" + data));
        assertThat(copied.code()).as(copied.words()).isZero();
        var copy = one("\\.tar\\.gz");
        var keys = one("-keys\\.tar\\.gz");
        assertThat(names(copy).filter(name -> name.contains("PG_VERSION") || name.endsWith(".key")))
                .as("the keys are apart from what they open")
                .isNotEmpty()
                .noneMatch(name -> name.endsWith(".key"));
        assertThat(names(keys)).contains("./keys/data-1.key", "./keys/index-1.key");

        var elsewhere = folder.resolve("restored");
        var damaged = folder.resolve("copies/damaged").resolve(copy.getFileName());
        damage(copy, damaged);
        var refused = ended(onedoor("bin/onedoor", "restore", damaged.toString(), "--onedoor.data=" + elsewhere));
        assertThat(refused.code()).isEqualTo(1);
        assertThat(refused.words()).contains("is damaged");
        assertThat(elsewhere).doesNotExist();

        var restored = ended(onedoor("bin/onedoor", "restore", copy.toString(), "--onedoor.data=" + elsewhere));
        assertThat(restored.code()).as(restored.words()).isZero();
        var twice = ended(onedoor("bin/onedoor", "restore", copy.toString(), "--onedoor.data=" + elsewhere));
        assertThat(twice.code()).isEqualTo(1);
        assertThat(twice.words()).contains("is not empty", "nothing is overwritten");

        var rotated = ended(onedoor("bin/onedoor", "rotate", "--onedoor.data=" + elsewhere));
        assertThat(rotated.code()).as(rotated.words()).isZero();
        assertThat(rotated.words()).contains("Key 2 is in use");
        var verified = ended(onedoor("bin/onedoor", "verify", "--onedoor.data=" + elsewhere));
        assertThat(verified.code()).as(verified.words()).isZero();
        assertThat(verified.words()).contains("青浦岭县 (601102): the audit chain is whole");

        var recomputed = ended(onedoor("bin/onedoor", "recompute", "--onedoor.data=" + elsewhere));
        assertThat(recomputed.code()).as(recomputed.words()).isZero();
        assertThat(recomputed.words()).contains("青浦岭县 (601102): 0 cases read, 0 put right");

        var again = serve(elsewhere);
        var port = until(again, "Tomcat started on port").replaceAll(".*port (\\d+).*", "$1");
        origin = "http://localhost:" + port;
        var login = get(origin + "/accounts/login");
        assertThat(login.body()).contains("青浦岭县");
        var known = post(
                origin + "/accounts/login", login, Map.of("login", "founder", "password", "the-first-administrator"));
        assertThat(known.statusCode()).as("who was set up before still logs in").isIn(302, 303);
        assertThat(get(origin + address.group(3)).statusCode()).isEqualTo(404);
    }

    private void theFirstCountyIsSetUpOnce(String origin, String begin) throws Exception {
        assertThat(get(origin + "/regions/begin/not-this-one").statusCode()).isEqualTo(404);
        var form = get(begin);
        assertThat(form.statusCode()).isEqualTo(200);
        var wrong = post(
                begin, form, Map.of("name", "", "code", "12", "year", "2026", "login", "a b", "password", "short"));
        assertThat(wrong.statusCode()).isEqualTo(422);
        var done = post(
                begin,
                form,
                Map.of(
                        "name",
                        "青浦岭县",
                        "code",
                        "601102",
                        "year",
                        "2026",
                        "login",
                        "founder",
                        "password",
                        "the-first-administrator"));
        assertThat(done.statusCode()).as(done.body()).isIn(302, 303);
        assertThat(done.headers().firstValue("Location").orElse("")).contains("/accounts/login");
        assertThat(get(begin).statusCode()).as("the address is used up").isEqualTo(404);
    }

    private HttpResponse<String> get(String address) throws Exception {
        return http.send(HttpRequest.newBuilder(URI.create(address)).build(), HttpResponse.BodyHandlers.ofString());
    }

    private HttpResponse<String> post(String address, HttpResponse<String> page, Map<String, String> fields)
            throws Exception {
        var token = TOKEN.matcher(page.body());
        assertThat(token.find()).isTrue();
        var body = fields.entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining(
                        "&", "_csrf=" + URLEncoder.encode(token.group(1), StandardCharsets.UTF_8) + "&", ""));
        return http.send(
                HttpRequest.newBuilder(URI.create(address))
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(HttpRequest.BodyPublishers.ofString(body))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private Path one(String name) throws IOException {
        try (var copies = Files.list(folder.resolve("copies"))) {
            return copies.filter(path -> path.getFileName().toString().matches("onedoor-\\d+-\\d+" + name))
                    .findFirst()
                    .orElseThrow();
        }
    }

    private Stream<String> names(Path copy) throws Exception {
        return ended(onedoor("tar", "-tzf", copy.toString())).words().lines();
    }

    /** The same copy with one byte changed, its check sums beside it. */
    private static void damage(Path copy, Path damaged) throws IOException {
        Files.createDirectories(damaged.getParent());
        var bytes = Files.readAllBytes(copy);
        bytes[bytes.length / 2] ^= 1;
        Files.write(damaged, bytes);
        var sums = copy.getFileName().toString().replace(".tar.gz", ".sha256");
        Files.copy(copy.resolveSibling(sums), damaged.resolveSibling(sums));
    }

    private Process serve(Path data) throws IOException {
        return onedoor("bin/serve", "--onedoor.data=" + data, "--server.port=0");
    }

    private Process onedoor(String... command) throws IOException {
        var builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put("JAVA_OPTS", "-Xmx400m -XX:+UseSerialGC -XX:TieredStopAtLevel=1");
        builder.environment().keySet().removeIf(name -> name.startsWith("ONEDOOR_"));
        var process = builder.start();
        started.add(process);
        return process;
    }

    /** Reads what it says up to the line with these words. */
    private static String until(Process process, String words) throws IOException {
        var said = new StringBuilder();
        var reader = new BufferedReader(process.inputReader(StandardCharsets.UTF_8));
        for (String line; (line = reader.readLine()) != null; ) {
            said.append(line).append('\n');
            if (line.contains(words)) {
                Thread.ofVirtual().start(() -> readOn(reader));
                return line;
            }
        }
        throw new AssertionError("It ended without saying “" + words + "”:\n" + said);
    }

    /** So that it never waits for somebody to listen. */
    private static void readOn(BufferedReader reader) {
        try {
            reader.transferTo(Writer.nullWriter());
        } catch (IOException e) {
            // It was stopped.
        }
    }

    private static Ended ended(Process process) throws Exception {
        var words = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Ended(process.waitFor(), words);
    }

    private static void stop(Process process) throws InterruptedException {
        process.destroy();
        if (!process.waitFor(60, TimeUnit.SECONDS)) {
            process.destroyForcibly().waitFor();
        }
    }
}
