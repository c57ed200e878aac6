package org.onedoor.members.transfer;

import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;

/**
 * 转接数字 · The numbers of R-TRF-1 to R-TRF-7, as data; a county's own replace single ones.
 *
 * @param validityDays of a letter, by scope
 * @param awayMonths from which on the relation is due to move, and who stays is 流动党员
 * @param contactMonths in which a mobile member is contacted at least once
 * @param contactAbroadMonths … one who studies abroad
 * @param graduateYears for which a school keeps a graduate's relation
 * @param lostMonths without contact, from which a member is 失联
 * @param removalYears from 停止党籍 to the earliest removal
 * @param studyYears abroad, beyond which 停止党籍 is possible
 * @param stubYears for which stubs are kept
 */
record TransferTerms(
        Map<LetterScope, Integer> validityDays,
        int awayMonths,
        int contactMonths,
        int contactAbroadMonths,
        int graduateYears,
        int lostMonths,
        int removalYears,
        int studyYears,
        int stubYears) {

    private static final int VALIDITY = 90;

    static final TransferTerms DEFAULT = new TransferTerms(validity(Map.of()), 6, 3, 6, 2, 6, 2, 5, 10);

    TransferTerms {
        validityDays = Map.copyOf(validityDays);
    }

    /** @param county single numbers of the county, such as {@code validity-days-same-city} */
    static TransferTerms of(Map<String, Integer> county) {
        var d = DEFAULT;
        return new TransferTerms(
                validity(county),
                county.getOrDefault("away-months", d.awayMonths),
                county.getOrDefault("contact-months", d.contactMonths),
                county.getOrDefault("contact-abroad-months", d.contactAbroadMonths),
                county.getOrDefault("graduate-years", d.graduateYears),
                county.getOrDefault("lost-months", d.lostMonths),
                county.getOrDefault("removal-years", d.removalYears),
                county.getOrDefault("study-years", d.studyYears),
                county.getOrDefault("stub-years", d.stubYears));
    }

    int validityDays(LetterScope scope) {
        return validityDays.getOrDefault(scope, VALIDITY);
    }

    private static Map<LetterScope, Integer> validity(Map<String, Integer> county) {
        var days = new EnumMap<LetterScope, Integer>(LetterScope.class);
        for (var scope : LetterScope.values()) {
            var name = scope.name().toLowerCase(Locale.ROOT).replace('_', '-');
            days.put(scope, county.getOrDefault("validity-days-" + name, VALIDITY));
        }
        return days;
    }
}
