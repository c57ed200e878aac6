package org.onedoor.organizations;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** 增设岗位 · A post to be set up in an office; {@code place} is the office's unless it serves a smaller one. */
public record AddPost(
        int county,
        UUID office,
        @Nullable UUID place,
        String title,
        @Nullable String titleEn,
        PostKind kind,
        ScopeKind scopeKind) {}
