package org.onedoor.notices;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Words of a message with places for values. {@code {name}} stands for a value, {@code {name:12}} for one of at most 12
 * characters.
 */
final class Template {

    /** One short message; longer ones cost double and arrive in pieces. The gateway adds the sender's name in 【】. */
    static final int SMS_LENGTH = 65;

    static final int PAGE_LENGTH = 200;

    private static final Pattern PLACE = Pattern.compile("\\{([a-z-]+)(?::([0-9]{1,2}))?}");

    /** Characters a value usually takes. Numbers, dates, names and addresses are never cut. */
    private static final Map<String, Integer> USUAL =
            Map.of("number", 9, "due", 12, "name", 4, "phone", 12, "code", 8, "link", 46, "count", 3);

    private static final Set<String> WHOLE = Set.of("number", "due", "name", "phone", "code", "link", "count");
    private static final int OTHERS = 16;

    private final String code;
    private final String text;

    Template(String code, String text) {
        this.code = code;
        this.text = text;
    }

    String code() {
        return code;
    }

    String text() {
        return text;
    }

    /** Whether it goes to staff rather than out as a short message. */
    boolean forStaff() {
        return forStaff(code);
    }

    static boolean forStaff(String code) {
        return code.contains(".staff.");
    }

    /** Names of the values it shows. */
    Set<String> names() {
        var names = new HashSet<String>();
        var place = PLACE.matcher(text);
        while (place.find()) {
            names.add(place.group(1));
        }
        return names;
    }

    /** Characters with values of the usual or given length. */
    int length() {
        var filled = new StringBuilder();
        var place = PLACE.matcher(text);
        while (place.find()) {
            place.appendReplacement(filled, "一".repeat(room(place.group(1), place.group(2))));
        }
        return place.appendTail(filled).length();
    }

    /** @throws IllegalArgumentException when a value is missing */
    String fill(Map<String, String> values) {
        var filled = new StringBuilder();
        var place = PLACE.matcher(text);
        while (place.find()) {
            var value = values.get(place.group(1));
            if (value == null) {
                throw new IllegalArgumentException("Template " + code + " wants a value for " + place.group(1));
            }
            boolean whole = WHOLE.contains(place.group(1)) && place.group(2) == null;
            int room = room(place.group(1), place.group(2));
            place.appendReplacement(
                    filled, java.util.regex.Matcher.quoteReplacement(whole ? value : cut(value.strip(), room)));
        }
        return place.appendTail(filled).toString();
    }

    /** What is wrong with a county's own wording of this template: a message key and its argument. */
    Optional<Map.Entry<String, String>> wrong(String wording) {
        var theirs = new Template(code, wording);
        for (var name : theirs.names()) {
            if (!names().contains(name)) {
                return Optional.of(Map.entry("notices.template.unknown", name));
            }
        }
        // A code, a link or a number that is not told cannot be looked up elsewhere.
        for (var name : List.of("code", "link", "number")) {
            if (names().contains(name) && !theirs.names().contains(name)) {
                return Optional.of(Map.entry("notices.template.missing", name));
            }
        }
        if (wording.replaceAll(PLACE.pattern(), "").contains("{")) {
            return Optional.of(Map.entry("notices.template.braces", ""));
        }
        int most = forStaff() ? PAGE_LENGTH : SMS_LENGTH;
        return theirs.length() > most
                ? Optional.of(Map.entry("notices.template.long", Integer.toString(theirs.length() - most)))
                : Optional.empty();
    }

    List<String> sortedNames() {
        return new ArrayList<>(names()).stream().sorted().toList();
    }

    private static int room(String name, @Nullable String given) {
        return given != null ? Integer.parseInt(given) : USUAL.getOrDefault(name, OTHERS);
    }

    private static String cut(String value, int room) {
        return value.length() <= room ? value : value.substring(0, room - 1) + "…";
    }
}
