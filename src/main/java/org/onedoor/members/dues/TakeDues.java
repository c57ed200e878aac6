package org.onedoor.members.dues;

import java.time.YearMonth;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Money taken for a member.
 *
 * @param fen all together; what exceeds the months is a voluntary gift
 * @param quarterly the branch consents to the rest of the quarter
 * @param paidBy another member who brought it, null for herself or a relative
 * @param request the form's key: sent twice, it is booked once
 */
record TakeDues(
        UUID member,
        List<YearMonth> months,
        long fen,
        boolean quarterly,
        @Nullable UUID paidBy,
        String request) {}
