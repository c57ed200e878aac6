package org.onedoor.members.dues;

import java.time.YearMonth;
import java.util.UUID;

/** Less or nothing for some months, as the branch decided; {@code fen} a month is still owed. */
record ReduceDues(UUID member, YearMonth from, YearMonth until, long fen, String decision) {}
