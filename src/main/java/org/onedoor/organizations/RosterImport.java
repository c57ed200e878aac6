package org.onedoor.organizations;

import java.util.List;
import org.onedoor.frame.RowFault;
import org.onedoor.frame.Texts;
import org.onedoor.regions.Regions;
import org.springframework.stereotype.Component;

/** Reads a file of posts outside transactions and hands the rows to the face, 200 at a time. */
@Component
class RosterImport {

    private static final int STRETCH = 200;

    /** What went in, or what is wrong; {@code good} rows of {@code total} would go in alone. */
    record Outcome(Taken taken, int good, int total, List<RowFault> faults) {}

    private final Organizations organizations;
    private final Regions regions;
    private final Texts texts;

    RosterImport(Organizations organizations, Regions regions, Texts texts) {
        this.organizations = organizations;
        this.regions = regions;
        this.texts = texts;
    }

    /** @param skip good rows go in although others are faulty */
    Outcome take(int county, byte[] file, boolean skip) {
        var read =
                new RosterFile(organizations.of(county), regions.tree(county), key -> texts.text("zh", key)).read(file);
        var taken = new Taken(0, 0, 0, 0);
        if (read.faults().isEmpty() || skip) {
            for (int from = 0; from < read.rows().size(); from += STRETCH) {
                taken = taken.plus(organizations.take(
                        county,
                        read.rows()
                                .subList(
                                        from,
                                        Math.min(from + STRETCH, read.rows().size()))));
            }
        }
        return new Outcome(taken, read.rows().size(), read.total(), read.faults());
    }
}
