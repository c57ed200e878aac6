package org.onedoor.regions;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** 改地方 · New code, names and kind of a place; what it was called before is kept. */
public record AmendPlace(
        UUID id, String code, String name, @Nullable String nameEn, boolean community) {}
