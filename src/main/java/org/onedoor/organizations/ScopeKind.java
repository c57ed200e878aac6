package org.onedoor.organizations;

/** 范围类型 · What a post sees: a subtree of places or a subtree of offices, never both (foundations §2). */
public enum ScopeKind {
    PLACE,
    OFFICE
}
