package org.onedoor.calendar;

import java.time.LocalDate;

/** 特别日 · A day that differs from the week: a day off, or a weekend day worked. */
public record Day(LocalDate day, String name, boolean off) {}
