package org.onedoor.secrets;

/** Digits as people type them. */
final class Digits {

    private Digits() {}

    /** Full-width digits and letters become plain ones; the length stays the same. */
    static String narrow(String text) {
        var narrow = new StringBuilder(text);
        for (int i = 0; i < narrow.length(); i++) {
            char c = narrow.charAt(i);
            if (c >= '０' && c <= '９' || c >= 'Ａ' && c <= 'Ｚ' || c >= 'ａ' && c <= 'ｚ') {
                narrow.setCharAt(i, (char) (c - '０' + '0'));
            }
        }
        return narrow.toString();
    }
}
