package org.onedoor.secrets;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;

/** 夹带的号码 · Finds phone and ID numbers in free text, so that filing can offer to move them (foundations §26). */
public final class PersonalData {

    private static final Pattern ID =
            Pattern.compile("(?<![0-9A-Za-z])[1-9]\\d{5}[ ]?\\d{8}[ ]?\\d{3}[0-9Xx](?![0-9A-Za-z])");
    private static final Pattern PHONE = Pattern.compile("(?<![0-9])(?:(?:\\+|00)?86[ -]?)?"
            + "(?:1[3-9]\\d[ -]?\\d{4}[ -]?\\d{4}|0\\d{2,3}[ -]?[2-9]\\d{6,7})(?![0-9])");

    private PersonalData() {}

    /** 号码种类 · What was found. */
    public enum Kind {
        PHONE,
        ID_NUMBER
    }

    /**
     * 找到的号码 · One find.
     *
     * @param from first index in the text, {@code to} the one after the last
     * @param value in stored form: E.164, or the ID number with capital X
     */
    public record Found(Kind kind, int from, int to, String value) {}

    /** All finds in order of the text; an ID number must have a right check character, so order numbers are left alone. */
    public static List<Found> find(String text) {
        var narrow = Digits.narrow(text);
        var found = new ArrayList<Found>();
        var ids = ID.matcher(narrow);
        while (ids.find()) {
            int from = ids.start();
            int to = ids.end();
            IdNumbers.normalise(ids.group()).ifPresent(id -> found.add(new Found(Kind.ID_NUMBER, from, to, id)));
        }
        var phones = PHONE.matcher(narrow);
        while (phones.find()) {
            int from = phones.start();
            int to = phones.end();
            Phones.normalise(phones.group()).ifPresent(phone -> found.add(new Found(Kind.PHONE, from, to, phone)));
        }
        found.sort(Comparator.comparingInt(Found::from));
        return List.copyOf(found);
    }

    /** The text without them: instead of a phone that there was one, of an ID number its last four (R-SEC-10). */
    public static String hidden(String text) {
        var without = new StringBuilder(text);
        for (var found : find(text).reversed()) {
            without.replace(
                    found.from(),
                    found.to(),
                    switch (found.kind()) {
                        case PHONE -> "〔电话〕";
                        case ID_NUMBER ->
                            "〔身份证，尾号 " + found.value().substring(found.value().length() - 4) + "〕";
                    });
        }
        return without.toString();
    }
}
