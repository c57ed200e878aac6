package org.onedoor.demo;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;

/** What residents of the demo county ask, and how it is answered; from {@code requests.tsv}. */
final class Requests {

    record Request(String item, int weight, List<String> words, List<String> done, String reason) {
        String words(Random random) {
            return words.get(random.nextInt(words.size()));
        }

        String done(Random random) {
            return done.get(random.nextInt(done.size()));
        }
    }

    private final List<Request> all = read();
    private final int weights = all.stream().mapToInt(Request::weight).sum();

    Request any(Random random) {
        int at = random.nextInt(weights);
        for (var request : all) {
            at -= request.weight();
            if (at < 0) {
                return request;
            }
        }
        return all.getLast();
    }

    private static List<Request> read() {
        try (var lines = new BufferedReader(
                new InputStreamReader(Requests.class.getResourceAsStream("requests.tsv"), StandardCharsets.UTF_8))) {
            return lines.lines()
                    .filter(line -> !line.startsWith("#") && !line.isBlank())
                    .map(line -> line.split("\t"))
                    .map(cell -> new Request(
                            cell[0],
                            Integer.parseInt(cell[1]),
                            List.of(cell[2].split("\\|")),
                            List.of(cell[3].split("\\|")),
                            cell[4]))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
