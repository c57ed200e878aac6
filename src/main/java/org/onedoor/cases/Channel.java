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
}
