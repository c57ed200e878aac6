package org.onedoor.catalogue;

/**
 * 危险提示 · Words that sound like danger to life: the number to call first. Shown before sending, stored nowhere.
 *
 * @param number 110, 119 or 120
 */
public record Danger(String number, String word) {}
