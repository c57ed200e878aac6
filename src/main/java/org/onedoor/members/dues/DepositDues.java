package org.onedoor.members.dues;

import java.time.LocalDate;

/** Money of a year brought to the account; {@code slip} is the bank's number. */
record DepositDues(LocalDate on, int year, long fen, String slip) {}
