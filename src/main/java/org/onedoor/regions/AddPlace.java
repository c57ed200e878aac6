package org.onedoor.regions;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** 增设地方 · A place to be added below {@code parent}; only the county itself has none. */
public record AddPlace(
        @Nullable UUID parent,
        Level level,
        String code,
        String name,
        @Nullable String nameEn,
        boolean community) {}
