package org.onedoor.catalogue;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.onedoor.calendar.Limit;
import org.onedoor.regions.Level;

/**
 * 事项 · One version of something a resident may ask for.
 *
 * @param id of this version; a case keeps it
 * @param code stable over versions, also in addresses
 * @param publicMatter 公共: neighbours may join; otherwise 个人
 * @param protectedPath handled by the county post for reports, unseen by the places concerned (R-REQ-14)
 * @param promise the limit a resident is told (R-REQ-6)
 * @param authority lowest level that may finish it
 * @param officeKind the kind of office that answers for it, as in {@code organizations}
 * @param line one of the five service lines, 1–5: 改革 发展 民生 群众 党员 (A14)
 * @param help help, relief or hazard: always rechecked by another office
 */
public record Item(
        UUID id,
        String code,
        int version,
        String group,
        String name,
        @Nullable String nameEn,
        Kind kind,
        boolean publicMatter,
        boolean protectedPath,
        Limit promise,
        Urgency safety,
        Level authority,
        String officeKind,
        int line,
        List<Question> questions,
        List<String> keywords,
        List<String> materials,
        String explain,
        @Nullable String explainEn,
        boolean help) {

    public Item {
        questions = List.copyOf(questions);
        keywords = List.copyOf(keywords);
        materials = List.copyOf(materials);
    }

    /** The same under another id and version. */
    Item as(UUID otherId, int otherVersion) {
        return new Item(
                otherId,
                code,
                otherVersion,
                group,
                name,
                nameEn,
                kind,
                publicMatter,
                protectedPath,
                promise,
                safety,
                authority,
                officeKind,
                line,
                questions,
                keywords,
                materials,
                explain,
                explainEn,
                help);
    }
}
