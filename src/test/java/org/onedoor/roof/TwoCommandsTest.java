package org.onedoor.roof;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Foundations §16: the two commands work on a machine whose default JDK is 17, and say what they miss. */
class TwoCommandsTest {

    private static final Path SCRIPT = Path.of("bin/ensure-browser").toAbsolutePath();

    @TempDir
    Path machine;

    private record Said(int status, String words) {}

    @BeforeEach
    void aMachineWithNothingOnIt() throws IOException {
        for (var tool : List.of("grep", "cat")) {
            Files.createSymbolicLink(machine.resolve(tool), real(tool));
        }
        put("id", "echo 1000");
    }

    @Test
    void aBrowserAndAFontThatAreThereAreEnough() throws Exception {
        put("chromium", "exit 0");
        put("fc-list", "echo Noto Sans CJK SC");
        put("apt-get", "echo called >> " + machine.resolve("apt"));
        assertThat(run()).isEqualTo(new Said(0, ""));
        assertThat(machine.resolve("apt")).doesNotExist();
    }

    @Test
    void rootOnDebianInstallsThemAndWaitsForItsTurn() throws Exception {
        put("id", "echo 0");
        put("apt-get", """
            echo "$@" >> "%1$s/apt"
            case "$*" in *install*)
              printf '#!/bin/sh\\nexit 0\\n' > "%1$s/chromium"; printf '#!/bin/sh\\necho Noto\\n' > "%1$s/fc-list"
              /bin/chmod +x "%1$s/chromium" "%1$s/fc-list";;
            esac
            """.formatted(machine));
        assertThat(run().status()).isZero();
        assertThat(machine.resolve("apt"))
                .content()
                .contains("DPkg::Lock::Timeout=600 update")
                .contains("DPkg::Lock::Timeout=600 install")
                .contains("chromium fonts-noto-cjk fontconfig");
    }

    @Test
    void aBrowserWithoutAChineseFontIsNotEnough() throws Exception {
        put("chromium", "exit 0");
        put("fc-list", "exit 0");
        assertThat(run().status()).isEqualTo(1);
    }

    @Test
    void whoeverMayNotInstallIsToldWhatToInstall() throws Exception {
        put("apt-get", "echo called >> " + machine.resolve("apt"));
        var said = run();
        assertThat(said.status()).isEqualTo(1);
        assertThat(said.words())
                .contains("Chromium and a Chinese font")
                .contains("chromium fonts-noto-cjk")
                .contains("-Dbrowser=off");
        assertThat(machine.resolve("apt")).doesNotExist();
    }

    @Test
    void rootOnAnotherSystemIsToldToo() throws Exception {
        put("id", "echo 0");
        assertThat(run().words()).contains("Install them");
    }

    @Test
    void anInstallationThatFailsSaysWhatToInstallToo() throws Exception {
        put("id", "echo 0");
        put("apt-get", "echo 'Could not resolve host' >&2; exit 100");
        var said = run();
        assertThat(said.status()).isEqualTo(1);
        assertThat(said.words()).contains("Could not resolve host").contains("Install them");
    }

    @Test
    void switchedOffItSaysSoAndCiNeverSkips() throws Exception {
        assertThat(run("off")).isEqualTo(new Said(0, "BROWSER JOURNEYS NOT RUN (-Dbrowser=off)\n"));
        assertThat(said("true", "off").status()).isEqualTo(1);
    }

    /** Maven may run on 17; what it compiles and tests with is 25 or newer, chosen by the build itself. */
    @Test
    void testsRunOnJdk25WhateverMavenRunsOn() throws IOException {
        assertThat(Runtime.version().feature()).isGreaterThanOrEqualTo(25);
        var maven = System.getProperty("onedoor.maven.java");
        if (maven != null) {
            System.out.println("Maven runs on Java " + maven + ", the tests on "
                    + Runtime.version().feature());
            assertThat(Integer.parseInt(maven.split("\\.")[0])).isGreaterThanOrEqualTo(17);
        }
        var build = Files.readString(Path.of("pom.xml"));
        assertThat(build).contains("<goal>select-jdk-toolchain</goal>").contains("<version>[25,)</version>");
        assertThat(Files.readString(Path.of(".ci/run"))).contains("mvn -B -ntp verify");
        assertThat(Files.readString(Path.of("README.md")))
                .contains("mvn verify")
                .contains("mvn spring-boot:run");
    }

    private Said run(String... arguments) throws Exception {
        return said("", arguments);
    }

    private Said said(String ci, String... arguments) throws Exception {
        var process = new ProcessBuilder();
        var command = new java.util.ArrayList<>(List.of("/bin/bash", SCRIPT.toString()));
        command.addAll(List.of(arguments));
        process.environment().put("PATH", machine.toString());
        process.environment().put("CI", ci);
        var running = process.command(command).redirectErrorStream(true).start();
        var words = new String(running.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        assertThat(running.waitFor(30, TimeUnit.SECONDS)).isTrue();
        return new Said(running.exitValue(), words);
    }

    private void put(String tool, String does) throws IOException {
        var file = machine.resolve(tool);
        Files.writeString(file, "#!/bin/sh\n" + does + "\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private static Path real(String tool) {
        for (var folder : List.of("/usr/bin", "/bin")) {
            if (Files.exists(Path.of(folder, tool))) {
                return Path.of(folder, tool);
            }
        }
        throw new IllegalStateException("no " + tool);
    }
}
