package org.onedoor.indicators;

/** 读数 · What an indicator says for one place and period; a plain count has the denominator 0. */
public record Reading(long numerator, long denominator) {

    public static final Reading NOTHING = new Reading(0, 0);

    public Reading plus(Reading other) {
        return new Reading(numerator + other.numerator, denominator + other.denominator);
    }
}
