package org.onedoor.secrets;

import java.util.Optional;
import java.util.regex.Pattern;

/** 电话号码 · Chinese mobile and fixed-line numbers: one stored form (E.164) and one masked form (R-SEC-10). */
public final class Phones {

    private static final Pattern MOBILE = Pattern.compile("1[3-9]\\d{9}");
    /** Area code without its zero (10, 2x, or three digits), then seven or eight digits. */
    private static final Pattern FIXED = Pattern.compile("(10|2\\d)[2-9]\\d{7}|[3-9]\\d{2}[2-9]\\d{6,7}");

    private static final Pattern DECORATION = Pattern.compile("[\\s\\u00a0\\u3000().（）·—–－-]");

    private Phones() {}

    /** {@code 138 0013-8000}, {@code +86 13800138000} → {@code +8613800138000}; empty when it is no such number. */
    public static Optional<String> normalise(String written) {
        var digits = DECORATION.matcher(Digits.narrow(written)).replaceAll("").replace('＋', '+');
        digits = digits.replaceFirst("^(\\+86|0086)", "");
        if (digits.length() == 13 && digits.startsWith("86")) {
            digits = digits.substring(2);
        }
        if (MOBILE.matcher(digits).matches()) {
            return Optional.of("+86" + digits);
        }
        // Abroad the zero before the area code is not dialled.
        var area =
                digits.startsWith("0") ? digits.substring(1) : written.strip().startsWith("+") ? digits : "";
        return FIXED.matcher(area).matches() ? Optional.of("+86" + area) : Optional.empty();
    }

    /** As {@link #normalise}, but only where a short message arrives: not on a fixed line. */
    public static Optional<String> mobile(String written) {
        return normalise(written)
                .filter(number -> MOBILE.matcher(number.substring(3)).matches());
    }

    /** {@code 13800138000} or {@code +8613800138000} → {@code 138****8000}. */
    public static String masked(String phone) {
        var home = atHome(phone);
        if (home.length() < 8) {
            return "****";
        }
        int shown = home.startsWith("1") ? 3 : home.matches("0(10|2).*") ? 3 : 4;
        return home.substring(0, shown) + "****" + home.substring(home.length() - 4);
    }

    /** The number as it is dialled and written in China: {@code 13800138000}, {@code 057188880000}. */
    public static String atHome(String phone) {
        var stored = normalise(phone);
        if (stored.isEmpty()) {
            return phone;
        }
        var digits = stored.get().substring(3);
        return MOBILE.matcher(digits).matches() ? digits : "0" + digits;
    }
}
