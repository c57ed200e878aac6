package org.onedoor.members;

import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * 党员基本情况 · The plain fields of a member's file (R-DOC-4).
 *
 * @param ethnicity two digits of GB/T 3304 (R-CODE-11)
 * @param fullOn 转正日期; null for a probationary member
 * @param group the Party group of the branch, null for none
 */
public record Details(
        String name,
        String ethnicity,
        @Nullable String nativePlace,
        @Nullable Education education,
        @Nullable Degree degree,
        @Nullable LocalDate workSince,
        @Nullable String unitAndPost,
        Category category,
        LocalDate joinedOn,
        @Nullable LocalDate fullOn,
        @Nullable UUID group) {}
