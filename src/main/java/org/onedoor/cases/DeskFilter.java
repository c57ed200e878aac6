package org.onedoor.cases;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.onedoor.catalogue.Items;

/**
 * What a desk list is narrowed to, as it stands in the address: such an address can be kept under a name and shared; who
 * opens it sees what her own posts let her see.
 *
 * @param post only this one of her posts; null: all
 * @param item code of an item
 * @param q words, a number or a phone: searches everything instead of listing
 */
record DeskFilter(
        CaseQueue.View view,
        @Nullable UUID post,
        @Nullable UUID place,
        @Nullable String item,
        boolean urgent,
        String q) {

    /** From the parameters of an address; what cannot be read is left out. */
    static DeskFilter of(
            @Nullable String view,
            @Nullable String post,
            @Nullable String place,
            @Nullable String item,
            @Nullable String urgent,
            @Nullable String q) {
        return new DeskFilter(
                view(view),
                id(post),
                id(place),
                item == null || item.isBlank() ? null : item,
                "1".equals(urgent),
                q == null ? "" : q.strip());
    }

    private static CaseQueue.View view(@Nullable String name) {
        for (var view : CaseQueue.View.values()) {
            if (view.name().equalsIgnoreCase(name)) {
                return view;
            }
        }
        return CaseQueue.View.MINE;
    }

    private static @Nullable UUID id(@Nullable String text) {
        try {
            return text == null || text.isBlank() ? null : UUID.fromString(text);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    boolean searching() {
        return !q.isEmpty();
    }

    /** Narrower than the plain view. */
    boolean narrowed() {
        return post != null || place != null || item != null || urgent;
    }

    DeskFilter with(CaseQueue.View other) {
        return new DeskFilter(other, null, null, null, false, "");
    }

    CaseQueue.Filter filter(Items items) {
        var versions = item == null
                ? List.<UUID>of()
                : items.byCode(item).map(found -> List.of(found.id())).orElse(List.of(new UUID(0, 0)));
        return new CaseQueue.Filter(view, place, versions, urgent);
    }

    /** {@code view=late&place=…}; the part of the address after the question mark, without page and case. */
    String query() {
        var parts = new StringBuilder("view=").append(view.name().toLowerCase(Locale.ROOT));
        if (post != null) {
            parts.append("&post=").append(post);
        }
        if (place != null) {
            parts.append("&place=").append(place);
        }
        if (item != null) {
            parts.append("&item=").append(URLEncoder.encode(item, StandardCharsets.UTF_8));
        }
        if (urgent) {
            parts.append("&urgent=1");
        }
        if (searching()) {
            parts.append("&q=").append(URLEncoder.encode(q, StandardCharsets.UTF_8));
        }
        return parts.toString();
    }
}
