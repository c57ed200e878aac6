package org.onedoor.cases.imports;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.onedoor.catalogue.Item;
import org.onedoor.catalogue.Items;
import org.onedoor.catalogue.Kind;

/**
 * What the categories of a source mean in this county's catalogue: by the item's own name or code, else as somebody said
 * once for the source. Other systems sort by subject, so most words have to be said; the orders of a word that nobody
 * explained wait in triage.
 */
record Categories(Items items, Map<String, String> said) {

    private static final int LONGEST = 100;
    private static final int MOST = 200;

    /** A category of a file: how many orders carry it and which item it means. */
    record Line(String word, int orders, @Nullable Item item, boolean byName) {}

    /** Counts a word; a column that is no category at all stops counting at {@value #MOST} words. */
    static void count(Map<String, Integer> counts, String word) {
        if (!word.isBlank() && word.length() <= LONGEST && (counts.size() < MOST || counts.containsKey(word))) {
            counts.merge(word, 1, Integer::sum);
        }
    }

    /** May an order become this item? Reports take their own path, and what is not issued is not asked for. */
    static boolean orderable(Item item) {
        return item.kind() == Kind.SERVICE && !item.protectedPath();
    }

    Optional<Item> item(String word) {
        return word.isBlank()
                ? Optional.empty()
                : named(word).or(() -> Optional.ofNullable(said.get(word))
                        .flatMap(items::byCode)
                        .filter(Categories::orderable));
    }

    private Optional<Item> named(String word) {
        return items.all().stream()
                .filter(Categories::orderable)
                .filter(item -> item.name().equals(word) || item.code().equals(word))
                .findFirst();
    }

    /** The words of a file, most frequent first. */
    List<Line> lines(Map<String, Integer> counts) {
        var lines = new ArrayList<Line>();
        counts.forEach((word, orders) -> lines.add(
                new Line(word, orders, item(word).orElse(null), named(word).isPresent())));
        lines.sort(Comparator.<Line>comparingInt(line -> -line.orders()).thenComparing(Line::word));
        return lines;
    }

    /** Items to choose from: code → item. */
    Map<String, Item> choices() {
        var choices = new LinkedHashMap<String, Item>();
        items.all().stream().filter(Categories::orderable).forEach(item -> choices.put(item.code(), item));
        return choices;
    }
}
