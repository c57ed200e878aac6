package org.onedoor.cases;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * 回执 · What the resident gets the moment she sent: number, promise, the named person, and her keys.
 *
 * @param number {@code MMDD-NNNN}, sayable on the phone
 * @param longId in QR and link; reads and supplements
 * @param answerCode only for a resident's own screen or a tear-off; never for a staff screen
 * @param guarded taken on the protected path: the named person is the county's post for it
 */
public record Receipt(
        UUID id,
        String number,
        String longId,
        @Nullable String answerCode,
        Instant due,
        boolean provisional,
        String contactTitle,
        String contactName,
        String contactPhone,
        boolean guarded) {}
