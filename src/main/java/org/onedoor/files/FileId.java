package org.onedoor.files;

import java.util.UUID;

/** 附件号 · Id of one attachment. */
public record FileId(UUID id) {}
