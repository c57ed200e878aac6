package org.onedoor.notices;

import java.util.UUID;
import java.util.regex.Pattern;

/** 收信人 · Whom a message is for. */
public sealed interface Recipient {

    /** 收信号码 · A phone number in E.164; kept sealed, shown masked. */
    record Phone(String e164) implements Recipient {
        private static final Pattern E164 = Pattern.compile("\\+[1-9][0-9]{6,14}");

        public Phone {
            if (!E164.matcher(e164).matches()) {
                throw new IllegalArgumentException("not an E.164 number");
            }
        }
    }

    /** 收信邮箱 · A mail address a resident gave for the news of her case; kept sealed, shown masked. */
    record Mail(String address) implements Recipient {
        private static final Pattern SHAPE =
                Pattern.compile("[^\\s@<>,;\"]{1,64}@[A-Za-z0-9][A-Za-z0-9.-]{1,180}\\.[A-Za-z]{2,24}");

        public Mail {
            if (!fits(address)) {
                throw new IllegalArgumentException("not a mail address");
            }
        }

        /** Whether one could write there; nobody has been asked whether it is hers. */
        public static boolean fits(String address) {
            return SHAPE.matcher(address).matches();
        }
    }

    /** 收信职员 · An account of staff. */
    record Staff(UUID account) implements Recipient {}
}
