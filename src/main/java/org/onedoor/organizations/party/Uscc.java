package org.onedoor.organizations.party;

/** 统一社会信用代码 · The 18-character code of a unit, GB 32100-2015; its last character is a check digit modulo 31. */
final class Uscc {

    private static final String CHARACTERS = "0123456789ABCDEFGHJKLMNPQRTUWXY";

    private Uscc() {}

    static boolean right(String code) {
        if (code.length() != 18) {
            return false;
        }
        int sum = 0;
        int weight = 1;
        for (int i = 0; i < 17; i++) {
            int value = CHARACTERS.indexOf(code.charAt(i));
            if (value < 0) {
                return false;
            }
            sum += value * weight;
            weight = weight * 3 % 31;
        }
        return CHARACTERS.indexOf(code.charAt(17)) == (31 - sum % 31) % 31;
    }
}
