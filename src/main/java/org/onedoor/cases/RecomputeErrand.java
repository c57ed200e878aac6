package org.onedoor.cases;

import java.util.List;
import org.onedoor.frame.Errand;
import org.onedoor.regions.Counties;
import org.springframework.stereotype.Component;

/** {@code bin/onedoor recompute}: what stands on the rows of cases, from their history. */
@Component
class RecomputeErrand implements Errand {

    private final Recomputing recomputing;
    private final Counties counties;

    RecomputeErrand(Recomputing recomputing, Counties counties) {
        this.recomputing = recomputing;
        this.counties = counties;
    }

    @Override
    public String name() {
        return "recompute";
    }

    @Override
    public int run(List<String> words) {
        boolean right = true;
        for (var home : counties.all()) {
            var done = recomputing.recompute(home.county());
            System.out.println(home.name() + " (" + home.code() + "): " + done.read() + " cases read, "
                    + done.repaired().size() + " put right.");
            done.repaired().forEach(id -> System.out.println("  " + id));
            right &= done.repaired().isEmpty();
        }
        return right ? 0 : 1;
    }
}
