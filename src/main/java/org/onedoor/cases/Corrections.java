package org.onedoor.cases;

import java.util.UUID;
import org.onedoor.frame.NotHere;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** 来源更正 · What the source of an imported order says anew changes the open case: words, who asked, an earlier deadline. */
@Service
public class Corrections {

    private final CaseStore store;
    private final Cases cases;
    private final Filing filing;

    Corrections(CaseStore store, Cases cases, Filing filing) {
        this.store = store;
        this.cases = cases;
        this.filing = filing;
    }

    /** The caller binds the county's scope. A case that is answered or closed keeps what it was answered to. */
    @Transactional
    public Stepping correct(int county, UUID id, FileCase order) {
        var outcome =
                cases.take(county, id, 0, new Command.Correct(order.words(), order.deadline()), new By.Clockwork());
        if (outcome instanceof Stepping.Done) {
            filing.asked(county, store.find(county, id).orElseThrow(NotHere::new), order);
        }
        return outcome;
    }
}
