package org.onedoor.members.admission;

import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * 发展对象档案 · Who a file of admission is about, and where it stands.
 *
 * @param ended how it is over: archived, or an {@link End}; null while under way
 * @param version number of lines
 */
record PersonOnPath(
        UUID id,
        String name,
        LocalDate bornOn,
        byte[] idNumber,
        byte @Nullable [] phone,
        UUID branch,
        int partyLo,
        LocalDate openedOn,
        Phase phase,
        @Nullable String ended,
        int version) {

    static final String ARCHIVED = "ARCHIVED";
}
