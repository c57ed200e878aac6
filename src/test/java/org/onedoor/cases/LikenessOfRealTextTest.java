package org.onedoor.cases;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.function.Function;
import java.util.function.ToIntBiFunction;
import java.util.stream.Collectors;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;

/**
 * How often like words find the same matter, and how often they bring up a stranger's: on real messages whose clusters were
 * made by hand, and on what somebody said short and long. Runs only with {@code -Dreal.messages=<folder>}; the messages stay
 * where they are, the figures go to {@code target/likeness.md} and from there into decision 0027.
 */
class LikenessOfRealTextTest {

    private static final String VILLAGE = "望溪村";
    private static final int OPEN = 50;
    private static final int SHOWN = 3;
    private static final int SEEDS = 5;
    private static final int[] PERCENT = {25, 30, 35, 40, 45, 50, 55, 60};

    private record Message(String id, String time, String label, String title, String text) {}

    /** What stands open in the village when she asks, the newest first. */
    private record Open(String id, boolean same, int likeness) {}

    /** Shares of filings: the same matter among what is shown, and a stranger's among it. */
    private record Shares(double found, double stranger) {}

    private final StringBuilder report = new StringBuilder();

    @Test
    void likeWordsFindTheSameMatterAndSeldomAStrangers() throws IOException {
        var folder = System.getProperty("real.messages", "");
        assumeThat(folder).as("not run: no -Dreal.messages").isNotBlank();
        var data = Path.of(folder);
        var hot = messages(data.resolve("hot-issues/hot-messages.tsv.gz"), 0, 2, -1, 5, 6);
        var clusters = clusters(data.resolve("hot-issues/gold-clusters.tsv"));
        var threshold = Rules.DEFAULT.duplicatePercent();

        line("| said | the village's name in each | " + heads() + " |");
        line("| --- | --- |" + " --- |".repeat(PERCENT.length));
        var said = new LinkedHashMap<String, Function<Message, String>>();
        said.put("in one sentence (median 20 signs)", Message::title);
        said.put("at length (median 210 signs)", Message::text);
        said.put("both", message -> message.title() + " " + message.text());
        var atThreshold = new ArrayList<Shares>();
        for (var way : said.entrySet()) {
            var shares = village(hot, clusters, way.getValue(), (one, other) -> Words.likeness(VILLAGE, one, other));
            line("| " + way.getKey() + " | left out | " + row(shares) + " |");
            atThreshold.add(shares.get(threshold));
            line("| | compared too | " + row(village(hot, clusters, way.getValue(), Words::likeness)) + " |");
        }
        assertThat(atThreshold).allSatisfy(share -> {
            assertThat(share.found()).as("the same matter is found").isGreaterThan(0.3);
            assertThat(share.stranger()).as("a stranger's is shown").isLessThan(0.015);
        });

        var judged = judged(data.resolve("hot-issues/judged-pairs.tsv"), hot, threshold);
        line("");
        line("Pairs judged by hand that pass " + threshold + " %: " + judged);

        var classified = messages(data.resolve("messages-classified/messages-dev.tsv.gz"), 0, 3, 1, 4, 5);
        shortAndLong(classified, threshold);
        Files.createDirectories(Path.of("target"));
        Files.writeString(Path.of("target/likeness.md"), report);
        System.out.println(report);
    }

    private void line(String words) {
        report.append(words).append('\n');
    }

    private static String heads() {
        return java.util.Arrays.stream(PERCENT)
                .mapToObj(percent -> percent + " %")
                .collect(Collectors.joining(" | "));
    }

    private static String row(Map<Integer, Shares> shares) {
        return shares.values().stream()
                .map(share -> "%.0f / %.1f".formatted(100 * share.found(), 100 * share.stranger()))
                .collect(Collectors.joining(" | "));
    }

    /**
     * Each message of a cluster is asked in a village in which one other of its cluster is open, and 49 of other people: ten
     * of other clusters, the rest of the whole city.
     */
    private static Map<Integer, Shares> village(
            Map<String, Message> all,
            Map<String, String> clusters,
            Function<Message, String> said,
            ToIntBiFunction<String, String> likeness) {
        var found = new HashMap<Integer, Double>();
        var stranger = new HashMap<Integer, Double>();
        int asked = 0;
        var others = all.keySet().stream()
                .filter(id -> !clusters.containsKey(id))
                .sorted()
                .toList();
        for (int seed = 0; seed < SEEDS; seed++) {
            var random = new Random(20261122L + seed);
            for (var id : clusters.keySet()) {
                var same = clusters.keySet().stream()
                        .filter(other ->
                                !other.equals(id) && clusters.get(other).equals(clusters.get(id)))
                        .toList();
                if (same.isEmpty()) {
                    continue;
                }
                asked++;
                var present = new ArrayList<>(drawn(others, OPEN - 11, random));
                present.addAll(drawn(
                        clusters.keySet().stream()
                                .filter(other -> !clusters.get(other).equals(clusters.get(id)))
                                .toList(),
                        10,
                        random));
                var matter = same.get(random.nextInt(same.size()));
                present.add(matter);
                var words = VILLAGE + said.apply(all.get(id));
                var open = present.stream()
                        .sorted(Comparator.comparing(
                                        (String other) -> all.get(other).time())
                                .reversed())
                        .map(other -> new Open(
                                other,
                                other.equals(matter),
                                likeness.applyAsInt(words, VILLAGE + said.apply(all.get(other)))))
                        .toList();
                for (int percent : PERCENT) {
                    var shown = open.stream()
                            .filter(one -> one.likeness() >= percent)
                            .limit(SHOWN)
                            .toList();
                    found.merge(percent, shown.stream().anyMatch(Open::same) ? 1.0 : 0, Double::sum);
                    stranger.merge(percent, shown.stream().anyMatch(one -> !one.same()) ? 1.0 : 0, Double::sum);
                }
            }
        }
        var shares = new LinkedHashMap<Integer, Shares>();
        for (int percent : PERCENT) {
            shares.put(percent, new Shares(found.get(percent) / asked, stranger.get(percent) / asked));
        }
        return shares;
    }

    private static List<String> drawn(List<String> from, int many, Random random) {
        var copy = new ArrayList<>(from);
        Collections.shuffle(copy, random);
        return copy.subList(0, Math.min(many, copy.size()));
    }

    /** Share of each grade (2 the same issue, 1 the same topic, 0 neither) whose sentences are like enough. */
    private static String judged(Path file, Map<String, Message> all, int threshold) throws IOException {
        var counts = new java.util.TreeMap<String, int[]>(Comparator.reverseOrder());
        for (var cells : cells(Files.newInputStream(file))) {
            if (all.containsKey(cells[1]) && all.containsKey(cells[2])) {
                var count = counts.computeIfAbsent(cells[3], _ -> new int[2]);
                count[0]++;
                int like = Words.likeness(
                        VILLAGE, all.get(cells[1]).title(), all.get(cells[2]).title());
                count[1] += like >= threshold ? 1 : 0;
            }
        }
        return counts.entrySet().stream()
                .map(entry -> "grade %s %.1f %% of %d"
                        .formatted(
                                entry.getKey(), 100.0 * entry.getValue()[1] / entry.getValue()[0], entry.getValue()[0]))
                .collect(Collectors.joining(", "));
    }

    /** The same message as its sentence and at length, against the next one of its category. */
    private void shortAndLong(Map<String, Message> classified, int threshold) {
        var written = classified.values().stream()
                .filter(message ->
                        message.title().length() > 3 && message.text().length() > 30)
                .collect(Collectors.groupingBy(Message::label));
        int pairs = 0;
        int same = 0;
        int strangers = 0;
        for (var messages : written.values()) {
            for (int n = 0; n + 1 < messages.size(); n++) {
                var one = messages.get(n);
                pairs++;
                same += Words.likeness(VILLAGE, one.title(), one.text()) >= threshold ? 1 : 0;
                strangers +=
                        Words.likeness(VILLAGE, one.title(), messages.get(n + 1).text()) >= threshold ? 1 : 0;
            }
        }
        line("");
        line(String.format(
                Locale.ROOT,
                "One sentence against the same matter at length (%d messages): %.1f %% pass %d %%; against the next"
                        + " message of its category: %.2f %%.",
                pairs,
                100.0 * same / pairs,
                threshold,
                100.0 * strangers / pairs));
        assertThat(strangers).as("of the same category, and of another matter").isLessThan(pairs / 500 + 1);
    }

    private static Map<String, Message> messages(Path file, int id, int time, int label, int title, int text)
            throws IOException {
        var messages = new LinkedHashMap<String, Message>();
        for (var cells : cells(new GZIPInputStream(Files.newInputStream(file)))) {
            if (cells.length > text) {
                messages.put(
                        cells[id],
                        new Message(cells[id], cells[time], label < 0 ? "" : cells[label], cells[title], cells[text]));
            }
        }
        return messages;
    }

    private static Map<String, String> clusters(Path file) throws IOException {
        var clusters = new LinkedHashMap<String, String>();
        for (var cells : cells(Files.newInputStream(file))) {
            clusters.put(cells[2], cells[0]);
        }
        return clusters;
    }

    private static List<String[]> cells(InputStream file) throws IOException {
        try (var reader = new BufferedReader(new InputStreamReader(file, StandardCharsets.UTF_8))) {
            return reader.lines().skip(1).map(line -> line.split("\t", -1)).toList();
        }
    }
}
