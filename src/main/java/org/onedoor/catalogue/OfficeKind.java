package org.onedoor.catalogue;

import org.jspecify.annotations.Nullable;

/** 单位类别 · A kind of office that answers for items, by the code offices carry in {@code organizations}. */
public record OfficeKind(String code, String name, @Nullable String nameEn) {}
