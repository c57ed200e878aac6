package org.onedoor.frame;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * 一页 · Part of a list, and the cursor of the next part, if there is one. There is no total.
 */
public record Slice<T>(List<T> items, @Nullable String next) {

    public Slice {
        items = List.copyOf(items);
    }
}
