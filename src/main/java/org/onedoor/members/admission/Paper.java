package org.onedoor.members.admission;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.onedoor.frame.Csv;

/**
 * 入党材料 · A paper that belongs into the file (R-DEV-8); the list is data ({@code papers.csv}).
 *
 * @param code stable, as the history names it
 * @param number of the step it comes of
 * @param original the original is kept
 */
record Paper(String code, int number, boolean original, String name, String nameEn) {

    private static final List<Paper> SHIPPED = shipped();

    static List<Paper> all() {
        return SHIPPED;
    }

    static List<Paper> of(Step step) {
        return SHIPPED.stream().filter(paper -> paper.number == step.number()).toList();
    }

    static Optional<Paper> find(String code) {
        return SHIPPED.stream().filter(paper -> paper.code.equals(code)).findFirst();
    }

    private static List<Paper> shipped() {
        var papers = new ArrayList<Paper>();
        try (var in = Paper.class.getResourceAsStream("papers.csv")) {
            var rows = Csv.rows(Objects.requireNonNull(in));
            rows.next();
            rows.forEachRemaining(row -> papers.add(new Paper(
                    row.get(0), Integer.parseInt(row.get(1)), row.get(2).equals("original"), row.get(3), row.get(4))));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return List.copyOf(papers);
    }
}
