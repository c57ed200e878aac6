package org.onedoor.organizations;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * 岗位 · A seat in an office: cases belong to posts, posts are held by people.
 *
 * @param place the place it serves; a grid for a grid worker
 * @param duties what it answers for, in the county's own words; null: as every post of its kind
 */
public record Post(
        UUID id,
        UUID office,
        UUID place,
        String title,
        @Nullable String titleEn,
        PostKind kind,
        ScopeKind scopeKind,
        @Nullable String duties) {}
