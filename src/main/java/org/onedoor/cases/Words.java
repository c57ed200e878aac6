package org.onedoor.cases;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.onedoor.secrets.Secrets;
import org.springframework.stereotype.Component;

/**
 * Character bigrams of what people say: for searching (as keyed hashes, no text) and for likeness of two texts
 * (foundations §8; text understanding comes later).
 */
@Component
class Words {

    private static final UUID KEY = new UUID(0, 8);

    private final Secrets secrets;
    private final java.util.concurrent.ConcurrentHashMap<Integer, Integer> seeds =
            new java.util.concurrent.ConcurrentHashMap<>();

    Words(Secrets secrets) {
        this.secrets = secrets;
    }

    /** Keyed hashes of the distinct bigrams, sorted; at most 400. */
    int[] grams(int county, String text) {
        int seed = seeds.computeIfAbsent(county, c -> Arrays.hashCode(secrets.index(c, "cases.words", KEY.toString())));
        return counts(text).keySet().stream()
                .mapToInt(gram -> mix(gram.hashCode() ^ seed))
                .sorted()
                .distinct()
                .limit(400)
                .toArray();
    }

    private static int mix(int h) {
        h ^= h >>> 16;
        h *= 0x7feb352d;
        h ^= h >>> 15;
        h *= 0x846ca68b;
        return h ^ (h >>> 16);
    }

    /**
     * Cosine of the two texts' bigram counts, 0 to 100; the name of the village, which everybody there says, is left out
     * (decision 0027).
     */
    static int likeness(String village, String one, String other) {
        return likeness(without(village, one), without(village, other));
    }

    /** 望溪村, and 望溪 alone. */
    private static String without(String village, String text) {
        var stem = village.replaceFirst("(社区|村|居委会|村委会)$", "");
        var left = text.replace(village, " ");
        return stem.length() > 1 ? left.replace(stem, " ") : left;
    }

    /** Cosine of the two texts' bigram counts, 0 to 100. */
    static int likeness(String one, String other) {
        var a = counts(one);
        var b = counts(other);
        double dot = 0;
        for (var gram : a.entrySet()) {
            dot += gram.getValue() * (double) b.getOrDefault(gram.getKey(), 0);
        }
        double norms = Math.sqrt(squares(a)) * Math.sqrt(squares(b));
        return norms == 0 ? 0 : (int) Math.round(100 * dot / norms);
    }

    private static double squares(Map<String, Integer> counts) {
        return counts.values().stream().mapToDouble(n -> (double) n * n).sum();
    }

    private static Map<String, Integer> counts(String text) {
        var counts = new HashMap<String, Integer>();
        int[] signs = text.codePoints()
                .filter(Character::isLetterOrDigit)
                .map(Character::toLowerCase)
                .toArray();
        for (int i = 0; i + 1 < signs.length; i++) {
            counts.merge(new String(signs, i, 2), 1, Integer::sum);
        }
        return counts;
    }

    /** First words of a text, for a title when no item is known. */
    static String title(String text, int length) {
        var line = text.strip().lines().findFirst().orElse("");
        return line.codePointCount(0, line.length()) <= length
                ? line
                : line.substring(0, line.offsetByCodePoints(0, length)) + "…";
    }
}
