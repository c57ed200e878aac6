package org.onedoor.members;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * 登记党员 · A member comes onto the roster of a branch: sex and birth are read from the ID number.
 *
 * @param phone home form or E.164; null for none
 * @param household 户籍地, {@code residence} 现居住地
 */
public record EnrolMember(
        UUID branch,
        Details details,
        String idNumber,
        @Nullable String phone,
        @Nullable String household,
        @Nullable String residence) {}
