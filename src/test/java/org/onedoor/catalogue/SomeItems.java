package org.onedoor.catalogue;

import java.util.HashMap;
import java.util.UUID;

/** The default catalogue without a database. */
public final class SomeItems {

    private SomeItems() {}

    public static Items defaults() {
        var defaults = new DefaultItems();
        var versions = new HashMap<UUID, Item>();
        var items = defaults.items().stream()
                .map(item -> item.as(UUID.nameUUIDFromBytes(item.code().getBytes()), 1))
                .toList();
        items.forEach(item -> versions.put(item.id(), item));
        return new Items(versions, items, defaults);
    }
}
