package org.onedoor.catalogue;

import org.jspecify.annotations.Nullable;

/**
 * 事项分组 · A tile of the catalogue.
 *
 * @param icon name in {@code frame/icon.jte}
 * @param tile stands on the home page
 */
public record Group(String code, String name, @Nullable String nameEn, String icon, boolean tile) {}
