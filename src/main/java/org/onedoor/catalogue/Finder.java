package org.onedoor.catalogue;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/**
 * Finds items by everyday words. Two signs count: a keyword that stands whole in the sentence (the longer and the rarer,
 * the more), and pairs of neighbouring characters that name, keywords and explanation share with it.
 */
final class Finder {

    private static final int LONGEST_QUERY = 200;
    private static final int LONGEST_KEYWORD = 12;
    private static final double ENOUGH = 2.0;
    private static final double NAME = 1.6;
    private static final double KEYWORDS = 1.2;
    private static final double EXPLAIN = 0.25;

    /** How much one pair of characters, or one keyword, says for one item. */
    private record Sign(int item, double weight) {}

    private final List<Item> items;
    private final Map<String, List<Sign>> keywords = new HashMap<>();
    private final Map<String, List<Sign>> pairs = new HashMap<>();

    Finder(List<Item> items, Function<Item, String> groupName) {
        this.items = items;
        for (int i = 0; i < items.size(); i++) {
            var item = items.get(i);
            var whole = new HashSet<String>();
            for (var keyword : item.keywords()) {
                whole.addAll(runs(keyword));
            }
            whole.addAll(runs(item.name()));
            for (var keyword : whole) {
                add(keywords, keyword, i, 1);
            }
            var weights = new HashMap<String, Double>();
            weigh(weights, item.explain(), EXPLAIN);
            weigh(weights, groupName.apply(item), KEYWORDS);
            item.keywords().forEach(keyword -> weigh(weights, keyword, KEYWORDS));
            weigh(weights, item.name() + " " + (item.nameEn() == null ? "" : item.nameEn()), NAME);
            for (var weight : weights.entrySet()) {
                add(pairs, weight.getKey(), i, weight.getValue());
            }
        }
    }

    List<Item> search(String words, int max) {
        var query = words.length() > LONGEST_QUERY ? words.substring(0, LONGEST_QUERY) : words;
        var scores = new double[items.size()];
        var runs = runs(query);
        for (var run : runs) {
            for (var keyword : heard(run)) {
                var signs = keywords.get(keyword);
                if (signs != null) {
                    double weight = (1 + keyword.length()) * rarity(signs);
                    signs.forEach(sign -> scores[sign.item()] += weight);
                }
            }
        }
        for (var pair : pairs(runs)) {
            var signs = pairs.get(pair);
            if (signs != null) {
                double rarity = rarity(signs);
                signs.forEach(sign -> scores[sign.item()] += sign.weight() * rarity);
            }
        }
        var found = new ArrayList<Integer>();
        for (int i = 0; i < scores.length; i++) {
            if (scores[i] >= ENOUGH) {
                found.add(i);
            }
        }
        found.sort(Comparator.<Integer>comparingDouble(i -> -scores[i]).thenComparing(Comparator.naturalOrder()));
        return found.stream().limit(max).map(items::get).toList();
    }

    /** What could be keywords in a run: every stretch of it. */
    private static Set<String> heard(String run) {
        var heard = new HashSet<String>();
        for (int from = 0; from < run.length(); from++) {
            for (int to = from + 1; to <= Math.min(run.length(), from + LONGEST_KEYWORD); to++) {
                heard.add(run.substring(from, to));
            }
        }
        return heard;
    }

    private double rarity(List<Sign> signs) {
        return Math.log(1 + (double) items.size() / signs.size()) / Math.log(1 + items.size());
    }

    private static void add(Map<String, List<Sign>> signs, String key, int item, double weight) {
        signs.computeIfAbsent(key, _ -> new ArrayList<>()).add(new Sign(item, weight));
    }

    private static void weigh(Map<String, Double> weights, String text, double weight) {
        for (var pair : pairs(runs(text))) {
            weights.merge(pair, weight, Math::max);
        }
    }

    /** Pairs of neighbouring Chinese characters; words of other scripts stay whole. */
    private static Set<String> pairs(List<String> runs) {
        var pairs = new HashSet<String>();
        for (var run : runs) {
            if (run.charAt(0) < 0x2E80) {
                if (run.length() > 2) {
                    pairs.add(run);
                }
                continue;
            }
            for (int i = 0; i + 2 <= run.length(); i++) {
                pairs.add(run.substring(i, i + 2));
            }
        }
        return pairs;
    }

    /** Stretches of Chinese characters, and of letters and digits, in lower case. */
    static List<String> runs(String text) {
        var plain = Normalizer.normalize(text, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
        var runs = new ArrayList<String>();
        var run = new StringBuilder();
        boolean chinese = false;
        for (int i = 0; i <= plain.length(); i++) {
            char c = i < plain.length() ? plain.charAt(i) : ' ';
            boolean word = Character.isLetterOrDigit(c);
            if (!run.isEmpty() && (!word || chinese != c >= 0x2E80)) {
                runs.add(run.toString());
                run.setLength(0);
            }
            if (word) {
                chinese = c >= 0x2E80;
                run.append(c);
            }
        }
        return runs;
    }
}
