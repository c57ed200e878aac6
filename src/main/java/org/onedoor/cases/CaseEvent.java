package org.onedoor.cases;

import java.time.Instant;
import java.util.UUID;
import org.onedoor.frame.CountyEvent;

/** 办件事件 · What the cases room tells its neighbours, after commit. */
public sealed interface CaseEvent extends CountyEvent {

    /** The case. */
    UUID id();

    /** A case was filed. */
    record CaseFiled(int county, Instant at, UUID eventId, UUID actor, UUID id) implements CaseEvent {}

    /** A step was taken; the state it led to. */
    record CaseMoved(int county, Instant at, UUID eventId, UUID actor, UUID id, Step step, State state)
            implements CaseEvent {}
}
