package org.onedoor.audit;

import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * 审计条目 · One thing somebody did. No name, phone or text of a case belongs in it: ids, numbers and codes only.
 *
 * @param actor account, person id of a resident, or {@code Actor.NOBODY}
 * @param post the post she acted under
 * @param action {@code room.verb-in-the-past}; a text of the same key is what the auditor reads. An action that ends in
 *     {@code .viewed} is a look at personal data and is shown to the person ({@link Audit#views})
 * @param subject id of the record
 * @param why the reason she gave, or the case number
 */
public record Entry(
        int county,
        UUID actor,
        @Nullable UUID post,
        String action,
        @Nullable UUID subject,
        @Nullable String why,
        Map<String, Object> detail) {

    public Entry {
        detail = Map.copyOf(detail);
    }

    public Entry(int county, UUID actor, @Nullable UUID post, String action, @Nullable UUID subject) {
        this(county, actor, post, action, subject, null, Map.of());
    }
}
