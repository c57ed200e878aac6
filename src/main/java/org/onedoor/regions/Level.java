package org.onedoor.regions;

import java.util.Optional;

/** 层级 · The four levels of the place tree, from the county down to the grid. */
public enum Level {
    COUNTY,
    TOWN,
    VILLAGE,
    GRID;

    /** The level right below; a grid has none. */
    public Optional<Level> below() {
        return this == GRID ? Optional.empty() : Optional.of(values()[ordinal() + 1]);
    }
}
