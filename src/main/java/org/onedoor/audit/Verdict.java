package org.onedoor.audit;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** 核验结论 · What checking a county's audit chain found. */
public sealed interface Verdict {

    /**
     * 完好 · Every seal fits.
     *
     * @param seals how many
     * @param headAt moment of the newest head outside the database it was compared with, if there is one
     */
    record Sound(long seals, @Nullable Instant headAt) implements Verdict {}

    /** 有破绽 · The first seal that does not fit, and how. */
    record Broken(long sealNo, Flaw flaw) implements Verdict {}

    /** 破绽种类 · How a chain was tampered with. */
    enum Flaw {
        /** An entry reads differently from when it was sealed. */
        CHANGED,
        /** A sealed entry or a seal is gone. */
        MISSING,
        /** Entries or seals stand in another order. */
        REORDERED,
        /** An entry was put in behind the sealer's back. */
        ADDED,
        /** The chain is whole but not the one whose head was written down outside: cut and grown again, or made anew. */
        REWRITTEN,
        /** The chain ends before the head that was written down outside. */
        TAIL_CUT
    }
}
