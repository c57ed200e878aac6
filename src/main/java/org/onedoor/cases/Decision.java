package org.onedoor.cases;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What follows from a command: facts to add to the history, or a no with its reason's key. */
sealed interface Decision {
    /** {@code lead}: the case this one is joined to. */
    record Yes(List<Fact> facts, CaseStore.@Nullable Row lead) implements Decision {}

    record No(String key) implements Decision {}

    static Decision yes(Fact... facts) {
        return new Yes(List.of(facts), null);
    }

    static Decision no(String key) {
        return new No(key);
    }
}
