package org.onedoor.catalogue;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * 提问 · One field of an item's form, in the resident's words.
 *
 * @param key stable name of the answer within the item
 * @param choices what can be chosen; empty unless {@code CHOICE}
 * @param maxLength longest answer in characters
 */
public record Question(
        String key,
        String label,
        @Nullable String labelEn,
        Type type,
        boolean required,
        List<String> choices,
        int maxLength) {

    public Question {
        choices = List.copyOf(choices);
    }

    /** 提问类型 · What can be answered. */
    public enum Type {
        TEXT,
        NUMBER,
        DATE,
        CHOICE,
        YES_NO
    }
}
