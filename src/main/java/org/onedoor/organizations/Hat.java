package org.onedoor.organizations;

import org.onedoor.frame.Scope;

/** 身兼岗位 · One post somebody may act under, with its one scope. */
public record Hat(Post post, Office office, Scope scope, boolean standIn) {}
