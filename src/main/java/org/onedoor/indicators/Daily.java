package org.onedoor.indicators;

import java.time.LocalDate;
import java.util.UUID;

/** 日读数 · One place's reading of one indicator on one day. */
public record Daily(UUID place, String indicator, LocalDate day, Reading reading) {}
