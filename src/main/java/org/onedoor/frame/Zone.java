package org.onedoor.frame;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * 区 · Whether a room belongs to the public side or only to the internal one (R-SEC-11).
 *
 * <p>The program starts as {@code onedoor.zone=public}, {@code internal} or {@code all}; routes of rooms that are not of
 * the zone do not exist.
 */
@Target(ElementType.PACKAGE)
@Retention(RetentionPolicy.RUNTIME)
public @interface Zone {

    Side value();

    /** 公众区 or 内部区. */
    enum Side {
        PUBLIC,
        INTERNAL
    }
}
