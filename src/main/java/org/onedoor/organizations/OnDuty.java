package org.onedoor.organizations;

import org.jspecify.annotations.Nullable;

/**
 * 谁在岗 · Whom to ask for a place now, for the public and the home page.
 *
 * @param now on duty at this moment; false: the door is shut, and this is who calls back first
 * @param urgent post to ring out of hours when it cannot wait; null when {@code now} or none is named
 */
public record OnDuty(
        Post post,
        Office office,
        @Nullable Holder holder,
        boolean now,
        @Nullable OnDuty urgent) {}
