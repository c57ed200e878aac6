package org.onedoor.frame;

import java.time.Instant;
import java.util.UUID;

/**
 * 县域事件 · Something that happened in one county: ids, numbers and instants, never a name, phone or text (foundations
 * §3). Listeners use {@link #at()}, never the clock, and are idempotent by {@link #eventId()}.
 */
public interface CountyEvent {

    int county();

    Instant at();

    UUID eventId();

    /** Account or resident who did it. */
    UUID actor();
}
