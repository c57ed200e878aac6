package org.onedoor.accounts;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/** Where a page goes on to; never out of this site. */
final class Back {

    /** Where staff go after logging in. */
    static final String DESK = "/desk";

    /** Where administrators go. */
    static final String ADMIN = "/admin";

    private Back() {}

    static String inside(String back) {
        boolean inside = back.startsWith("/")
                && !back.startsWith("//")
                && !back.contains("\\")
                && back.chars().allMatch(letter -> letter >= ' ');
        return inside ? back : "/";
    }

    static String encoded(String back) {
        return URLEncoder.encode(back, StandardCharsets.UTF_8);
    }
}
