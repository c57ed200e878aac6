package org.onedoor.regions;

import java.util.List;
import java.util.UUID;

/**
 * 存号者 · Port: a room that keeps a copy of places' {@code lo} (its rows' {@code place_lo}). Called inside the
 * transaction that renumbers, so that copies and tree change together.
 */
public interface LoHolder {

    /** Sets the copies right by place id, not by the old number: a row written meanwhile may still bear it. */
    void renumbered(int county, List<Moved> moves);

    /** 换号 · A place whose interval changed. */
    record Moved(UUID place, int oldLo, int lo, int hi) {}
}
