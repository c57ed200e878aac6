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

    /** 收信职员 · An account of staff. */
    record Staff(UUID account) implements Recipient {}
}
