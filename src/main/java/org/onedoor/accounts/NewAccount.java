package org.onedoor.accounts;

import org.jspecify.annotations.Nullable;
import org.onedoor.frame.Role;

/**
 * 新账号 · A staff member or administrator who is to log in.
 *
 * @param login unique in the county: letters, digits, dot, dash
 * @param phone work phone; residents are told it
 * @param admin one of the three administrator roles, or none; nobody holds two (foundations §18)
 */
public record NewAccount(
        int county,
        String login,
        String name,
        @Nullable String phone,
        @Nullable Role admin) {}
