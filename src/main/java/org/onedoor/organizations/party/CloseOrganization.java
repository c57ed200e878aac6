package org.onedoor.organizations.party;

import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** 撤销合并 · How an organization ends (R-ORG-14). @param successor null: abolished; else it is merged into that one */
public record CloseOrganization(
        UUID organization,
        LocalDate on,
        String document,
        @Nullable UUID successor) {}
