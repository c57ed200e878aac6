package org.onedoor.members;

import java.text.Normalizer;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** What a member is found by: pieces of two to four signs of the name and of its pinyin initials, and both whole. */
final class Pieces {

    private static final int MOST = 4;

    private Pieces() {}

    static Set<String> of(String name) {
        var pieces = new LinkedHashSet<String>();
        cut(plain(name), pieces);
        cut(Initials.of(name), pieces);
        return pieces;
    }

    /** What was typed as one piece; empty when it is a single sign or none. */
    static Optional<String> asked(String words) {
        var plain = plain(words);
        return plain.codePointCount(0, plain.length()) < 2 ? Optional.empty() : Optional.of(plain);
    }

    private static String plain(String name) {
        var plain = new StringBuilder();
        Normalizer.normalize(name, Normalizer.Form.NFKC)
                .codePoints()
                .filter(Character::isLetter)
                .forEach(plain::appendCodePoint);
        return plain.toString().toLowerCase(Locale.ROOT);
    }

    private static void cut(String whole, Set<String> pieces) {
        int[] signs = whole.codePoints().toArray();
        if (signs.length > 0) {
            pieces.add(whole);
        }
        for (int from = 0; from < signs.length; from++) {
            for (int length = 2; length <= MOST && from + length <= signs.length; length++) {
                pieces.add(new String(signs, from, length));
            }
        }
    }
}
