package org.onedoor.regions;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.springframework.stereotype.Component;

/** Stands for the rooms that keep copies of {@code lo}. */
@Component
class ACopyOfLos implements LoHolder {

    static final List<Moved> SEEN = new CopyOnWriteArrayList<>();

    @Override
    public void renumbered(int county, List<Moved> moves) {
        SEEN.addAll(moves);
    }
}
