package org.onedoor.organizations;

import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.onedoor.regions.Level;

/** 增设单位 · An office to be set up below {@code parent}; see {@link Office} for the parts. */
public record AddOffice(
        int county,
        @Nullable UUID parent,
        String name,
        @Nullable String nameEn,
        Level level,
        UUID place,
        String kind,
        String phone,
        String address,
        @Nullable String hours) {}
