package org.onedoor.cases;

/** 来源渠道 · How a request came in (R-REQ-2), with its code. */
public enum Channel {
    COUNTER("01"),
    PHONE("02"),
    MINI_PROGRAM("03"),
    WEB("04"),
    KIOSK("05"),
    VISIT("06"),
    GRID("07"),
    DELIBERATION("08"),
    MAILBOX("09"),
    RECEPTION("10"),
    HOTLINE("11"),
    DEPARTMENT("12"),
    VOLUNTEER("13"),
    OTHER("99");

    private final String code;

    Channel(String code) {
        this.code = code;
    }

    public String code() {
        return code;
    }

    /** By its code; what nobody knows any more is {@link #OTHER}. */
    static Channel of(String code) {
        for (var channel : values()) {
            if (channel.code.equals(code)) {
                return channel;
            }
        }
        return OTHER;
    }

    /** Key of its name. */
    public String text() {
        return "cases.channel." + name().toLowerCase(java.util.Locale.ROOT);
    }

    /** Name in {@code frame/icon.jte}. */
    String icon() {
        return switch (this) {
            case COUNTER, RECEPTION, DEPARTMENT -> "building";
            case PHONE, HOTLINE -> "phone";
            case MINI_PROGRAM, WEB, KIOSK, MAILBOX -> "message";
            case VISIT -> "home";
            case GRID -> "map";
            case DELIBERATION, VOLUNTEER -> "users";
            case OTHER -> "inbox";
        };
    }
}
