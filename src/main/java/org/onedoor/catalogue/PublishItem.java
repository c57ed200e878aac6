package org.onedoor.catalogue;

import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.onedoor.calendar.Limit;
import org.onedoor.regions.Level;

/**
 * 发布事项 · A new version of an item, or a county's own new item.
 *
 * @param kind of a new item; an item never changes its kind
 * @param from first day it is in force, today at the earliest
 * @param retired from that day on the item is no longer offered
 * @param by account that publishes
 */
public record PublishItem(
        int county,
        String code,
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
        boolean help,
        LocalDate from,
        boolean retired,
        UUID by) {}
