package org.onedoor.members.admission;

import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** 递交申请 · Somebody applied to a branch (step 1). @param day of the application */
record OpenFile(
        UUID branch, String name, String idNumber, @Nullable String phone, LocalDate day) {}
