package org.onedoor.regions;

import java.util.Optional;

/**
 * 区划代码 · The form of region codes (R-CODE-7): two digits each for province, prefecture and county, three for the town,
 * three for the village; a code of a higher level ends in zeros. A grid adds three digits of its own.
 */
final class PlaceCode {

    private PlaceCode() {}

    static boolean wellFormed(String code, Level level) {
        if (!code.chars().allMatch(c -> c >= '0' && c <= '9') || code.length() != 12 && code.length() != 15) {
            return false;
        }
        return switch (level) {
            case COUNTY -> code.length() == 12 && code.endsWith("000000") && !code.startsWith("000000");
            case TOWN -> code.length() == 12 && code.endsWith("000") && !code.startsWith("000", 6);
            case VILLAGE -> code.length() == 12 && !code.endsWith("000");
            // Counties number their grids in different ways; only the length is fixed.
            case GRID -> true;
        };
    }

    /** Full form of a code written short: 600101 is the county's, 600101100 the town's. */
    static String full(String code) {
        return code.length() == 6 || code.length() == 9 ? code + "0".repeat(12 - code.length()) : code;
    }

    /** Code of the place one level up, as far as the code tells. */
    static Optional<String> above(String code, Level level) {
        return switch (level) {
            case COUNTY -> Optional.empty();
            case TOWN -> Optional.of(code.substring(0, 6) + "000000");
            case VILLAGE -> Optional.of(code.substring(0, 9) + "000");
            case GRID -> code.length() == 15 ? Optional.of(code.substring(0, 12)) : Optional.empty();
        };
    }

    /** 001–199 is a residents' committee, 200–399 a villagers'. */
    static boolean community(String code, Level level) {
        return level == Level.VILLAGE && code.charAt(9) < '2';
    }
}
