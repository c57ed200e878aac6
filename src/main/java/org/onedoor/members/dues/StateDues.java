package org.onedoor.members.dues;

import java.time.YearMonth;
import java.util.UUID;

/**
 * What a member states to pay by.
 *
 * @param base fen a month; 0 where the amount is fixed
 * @param chosen fen a month she wishes to pay; 0 for what the table proposes
 * @param reason why it changes within the year; empty where none is wanted
 */
record StateDues(UUID member, YearMonth from, Payer payer, long base, long chosen, String reason) {}
