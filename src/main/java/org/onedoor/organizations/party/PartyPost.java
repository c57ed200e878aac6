package org.onedoor.organizations.party;

import java.time.LocalDate;
import java.util.UUID;

/** 党务任职 · Somebody in a post of a Party organization, from one day on. */
public record PartyPost(UUID id, UUID organization, PartyPostKind kind, UUID account, LocalDate since) {}
