package org.onedoor.cases;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.onedoor.Journey;
import org.onedoor.Staff;
import org.springframework.util.FileSystemUtils;

/**
 * What is overdue climbs while the program is killed, is down for a week and comes back: each rung once, one digest a
 * person and day (issue §7 f, foundations §19).
 */
class OverdueIT extends Journey {

    private static final int CASES = 1100;

    private final List<Running> started = new ArrayList<>();
    private Path folder;

    /** A started program. */
    private static final class Running {
        private final Process process;
        private final Writer in;
        private final BufferedReader out;
        private final List<String> log = new ArrayList<>();
        private final String port;

        Running(Path folder) throws IOException {
            process = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin/java").toString(),
                            "-Xmx512m",
                            "-XX:TieredStopAtLevel=1",
                            "-XX:+UseSerialGC",
                            "--enable-native-access=ALL-UNNAMED",
                            "-cp",
                            System.getProperty("java.class.path"),
                            LadderProgram.class.getName(),
                            "--onedoor.data=" + folder,
                            "--onedoor.sweeps=off",
                            "--onedoor.accounts.hash-cost=4",
                            "--server.port=0")
                    .redirectErrorStream(true)
                    .start();
            in = new OutputStreamWriter(process.getOutputStream(), StandardCharsets.UTF_8);
            out = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
            port = hear("port ").substring(5);
        }

        void say(String line) {
            try {
                in.write(line + "\n");
                in.flush();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        /** The next line that begins so; what the program logs in between is kept for the failure's message. */
        String hear(String start) {
            try {
                for (String line; (line = out.readLine()) != null; log.add(line)) {
                    if (line.startsWith("> " + start)) {
                        return line.substring(2);
                    }
                }
            } catch (IOException e) {
                log.add(e.toString());
            }
            throw new AssertionError("no '" + start + "' in\n" + String.join("\n", log));
        }

        /** As {@code kill -9}. */
        void kill() throws InterruptedException {
            process.destroyForcibly();
            assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        }
    }

    private Running start(Path folder) throws IOException {
        var program = new Running(folder);
        started.add(program);
        return program;
    }

    @AfterEach
    void nothingIsLeftRunning() throws InterruptedException, IOException {
        for (var program : started) {
            if (program.process.isAlive()) {
                program.say("end");
                if (!program.process.waitFor(60, TimeUnit.SECONDS)) {
                    program.kill();
                }
            }
        }
        if (folder != null) {
            FileSystemUtils.deleteRecursively(folder);
        }
    }

    @Test
    void anOverdueCaseClimbsTheLadderAcrossARestart() throws Exception {
        folder = Files.createTempDirectory(Files.createDirectories(Path.of("target")), "ladder-");
        var first = start(folder);
        first.say("found " + CASES + " 2026-11-09T09:00 2026-11-11T17:30");
        var found = first.hear("county ").split(" ");
        int county = Integer.parseInt(found[1]);

        // Wednesday evening it is due; the program dies between the first batch and the second.
        first.say("sweep " + county + " 2026-11-11T18:00 halting");
        assertThat(first.hear("batch ")).isEqualTo("batch " + Climbing.STRETCH);
        first.kill();

        // Down for a week. It comes back and dies once more, wherever the sweep happens to be.
        var second = start(folder);
        second.say("sweep " + county + " 2026-11-19T09:00");
        second.hear("sweeping");
        second.kill();

        // The third start climbs all that is left: every rung once, however often it was begun.
        var third = start(folder);
        third.say("sweep " + county + " 2026-11-19T09:05");
        third.hear("swept");
        third.say("sweep " + county + " 2026-11-19T09:06");
        third.hear("swept");
        third.say("count " + county);
        for (var rung : List.of("county", "due", "half", "most", "town")) {
            assertThat(third.hear("rung ")).isEqualTo("rung " + rung + " " + CASES + " " + CASES);
        }
        for (var rung : List.of("county", "due", "half", "most", "town")) {
            assertThat(third.hear("told ")).isEqualTo("told " + rung + " " + CASES);
        }
        third.hear("counted");

        // What her superiors see: one message each, not eleven hundred; and the case says who was told.
        var secretary = at(third, county, found[3]);
        secretary
                .go(address(third, county, "/desk/notices"))
                .see("有 " + CASES + " 件过了时间")
                .look("overdue-digest");
        assertThat(secretary.text().split("没看过", -1)).hasSize(2);
        secretary
                .go(address(third, county, "/desk/cases?view=late"))
                .see("已超时", "50+")
                .look("overdue-list");
        secretary.go(address(third, county, "/desk/cases/" + found[2])).see("超时，已告诉上一级", "柳渡镇人民政府 督办", "试验县人民政府 督办");
        secretary.look("overdue-case");
        for (var superior : List.of(found[4], found[5])) {
            var desk = at(third, county, superior);
            desk.go(address(third, county, "/desk/notices")).see("有 " + CASES + " 件过了时间");
            assertThat(desk.text().split("没看过", -1)).hasSize(2);
        }
        var elsewhere = at(third, county, found[6]);
        elsewhere.go(address(third, county, "/desk/notices")).seeNot("件过了时间");
        elsewhere
                .go(address(third, county, "/desk/cases/" + found[2]))
                .seeNot("水沟堵了")
                .look("overdue-not-hers");
        whoseStepItIsNotIsToldWhy(third, county, found);
    }

    /** At each step of the ladder somebody whose step it is not tries, by the page and by its button. */
    private void whoseStepItIsNotIsToldWhy(Running program, int county, String[] found) {
        var here = "/desk/cases/" + found[2];
        var clerk = at(program, county, found[7]);
        var secretary = at(program, county, found[3]);
        var town = at(program, county, found[4]);
        var elsewhere = at(program, county, found[6]);

        // Watching over what is late is for whoever answers for others; each is told who that is.
        for (var window : List.of(clerk, elsewhere)) {
            refused(window, program, county, "/desk/supervisor", 403, "负责人");
            refused(window, program, county, "/desk/supervisor/overdue", 403, "负责人");
        }

        // Being told of it does not make it theirs: the owner answers, by name.
        for (var window : List.of(secretary, town, at(program, county, found[5]))) {
            refused(window, program, county, here + "/answer", 403, "这一步由这件事的经办人", "陈小满");
            posted(window, program, county, here + "/answer", 403, "这一步由这件事的经办人", "outcome", "SOLVED", "done", "督办了");
        }

        // More time is decided by others than whoever needs it, and only when it was asked for while somebody works on
        // it.
        refused(clerk, program, county, here + "/decide-extension", 403, "这一步由上一级");
        posted(town, program, county, here + "/decide-extension", 409, "这件事现在走不到这一步", "granted", "true", "why", "太多了");

        // For a neighbour it is not there, and what only time does nobody does.
        for (var step : List.of("", "/answer", "/note", "/change-contact")) {
            refused(elsewhere, program, county, here + step, 404, "不归您看");
        }
        posted(elsewhere, program, county, here + "/note", 404, "不归您看", "note", "看看");
        for (var window : List.of(clerk, secretary, town)) {
            posted(window, program, county, here + "/climb", 404, "");
        }

        // Who is nobody is asked to log in, and comes back here.
        var nobody = visit(Device.PHONE);
        nobody.go(address(program, county, here)).see("登录名").seeNot("水沟堵了");
    }

    private static void refused(
            Window window, Running program, int county, String path, int status, String... sentences) {
        var answer = window.page.navigate(address(program, county, path));
        assertThat(answer.status()).as(path + ": " + window.text()).isEqualTo(status);
        window.see(sentences);
    }

    /** As a form that somebody made herself would send it. */
    private static void posted(
            Window window, Running program, int county, String path, int status, String sentence, String... fields) {
        window.go(address(program, county, "/desk/organizations/away"));
        var answer = window.page.waitForNavigation(
                () -> window.page.evaluate("""
                    ([action, fields]) => {
                      const form = document.createElement('form');
                      form.method = 'post';
                      form.action = action;
                      const add = (name, value) => {
                        const input = document.createElement('input');
                        input.name = name;
                        input.value = value;
                        form.append(input);
                      };
                      add('_csrf', document.querySelector('input[name=_csrf]').value);
                      add('version', '0');
                      for (let n = 0; n < fields.length; n += 2) add(fields[n], fields[n + 1]);
                      document.body.append(form);
                      form.submit();
                    }\
                    """, List.of(address(program, county, path), List.of(fields))));
        assertThat(answer.status()).as(path + ": " + window.text()).isEqualTo(status);
        window.see(sentence);
    }

    private Window at(Running program, int county, String login) {
        var window = visit(Device.DESKTOP);
        window.later("2026-11-19T09:10");
        window.go(address(program, county, "/accounts/login"));
        window.page.locator("#login").fill(login);
        window.page.locator("#password").fill(Staff.PASSWORD);
        window.page.locator("form[action$='/accounts/login'] button").first().click();
        window.page.waitForURL("**/desk/**");
        return window;
    }

    private static String address(Running program, int county, String path) {
        return "http://localhost:" + program.port + "/c/" + county + path;
    }
}
