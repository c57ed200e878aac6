package org.onedoor.members;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * 更改党员信息 · What the branch writes anew in a member's file.
 *
 * @param version the one that was looked at
 * @param idNumber null: stays as it is; so with phone and addresses
 */
public record AmendMember(
        UUID id,
        int version,
        Details details,
        @Nullable String idNumber,
        @Nullable String phone,
        @Nullable String household,
        @Nullable String residence) {}
