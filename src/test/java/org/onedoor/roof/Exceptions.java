package org.onedoor.roof;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The one file of exceptions to the roof tests: {@code rule | subject | reason} a line. A finding that stands there is let
 * through; a line that lets nothing through is itself a finding.
 */
final class Exceptions {

    private static final Path FILE = Path.of("src/test/resources/roof-exceptions.txt");

    private Exceptions() {}

    static List<String> lines() {
        try {
            return Files.readAllLines(FILE).stream()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Fails with the findings of {@code rule} (subject → what is wrong) that no line lets through, and with stale lines. */
    static void none(String rule, Map<String, String> findings) {
        var left = new TreeMap<>(findings);
        for (var line : lines()) {
            var parts = line.split("\\s*\\|\\s*", 3);
            assertThat(parts)
                    .as("line of " + FILE + ": rule | subject | reason")
                    .hasSize(3);
            if (parts[0].strip().equals(rule) && left.remove(parts[1]) == null) {
                left.put(parts[1], "the exception is no longer needed: take the line out of " + FILE);
            }
        }
        assertThat(left).as(rule).isEmpty();
    }
}
