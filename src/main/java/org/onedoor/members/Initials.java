package org.onedoor.members;

import com.ibm.icu.text.Transliterator;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Pinyin initials of a name as people type them: 王建国 → wjg, 单雄信 → sxx. The first two signs are read as a surname (decision
 * 0033), the rest by their usual sound.
 */
final class Initials {

    private static final int MOST_HEADS = 50_000;
    private static final Map<String, String> HEADS = new ConcurrentHashMap<>();
    private static final Map<String, String> SIGNS = new ConcurrentHashMap<>();

    /** Loaded when the first name is read. */
    private static final class Readings {
        static final Transliterator NAMES = Transliterator.getInstance("Han-Latin/Names; Latin-ASCII; Lower");
        static final Transliterator SIGNS = Transliterator.getInstance("Han-Latin; Latin-ASCII; Lower");
    }

    private Initials() {}

    static String of(String name) {
        int[] signs = name.codePoints().filter(Character::isLetter).toArray();
        var head = new String(signs, 0, Math.min(2, signs.length));
        var known = HEADS.get(head);
        if (known == null) {
            known = first(Readings.NAMES.transliterate(head));
            if (HEADS.size() < MOST_HEADS) {
                HEADS.put(head, known);
            }
        }
        var letters = new StringBuilder(known);
        for (int i = 2; i < signs.length; i++) {
            letters.append(SIGNS.computeIfAbsent(
                    Character.toString(signs[i]), sign -> first(Readings.SIGNS.transliterate(sign))));
        }
        return letters.toString();
    }

    /** First letters of words. */
    private static String first(String read) {
        var letters = new StringBuilder();
        for (var word : read.split(" ")) {
            if (!word.isEmpty() && word.charAt(0) >= 'a' && word.charAt(0) <= 'z') {
                letters.append(word.charAt(0));
            }
        }
        return letters.toString();
    }
}
