package org.onedoor.organizations;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * 岗位 · A seat in an office: cases belong to posts, posts are held by people.
 *
 * @param place the place it serves; a grid for a grid worker
 */
public record Post(
        UUID id,
        UUID office,
        UUID place,
        String title,
        @Nullable String titleEn,
        PostKind kind,
        ScopeKind scopeKind) {}
