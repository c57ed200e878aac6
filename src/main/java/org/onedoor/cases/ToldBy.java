package org.onedoor.cases;

/** 告知方式 · How somebody wants to be told how her case goes on; her page tells it in every case. */
public enum ToldBy {
    /** Usual: a short message, where there is a mobile; else somebody calls or comes by. */
    SMS,
    /** Only on the page that the receipt opens. */
    PAGE,
    /** A letter to a mail address; it never carries the answer code. */
    MAIL,
    /** The contact calls, or comes by where there is no telephone. */
    CALL;

    public String text() {
        return switch (this) {
            case SMS -> "cases.told.sms";
            case PAGE -> "cases.told.page";
            case MAIL -> "cases.told.mail";
            case CALL -> "cases.told.call";
        };
    }

    /** As a form or a request says it; what is empty or unknown is the usual. */
    static ToldBy of(String said) {
        for (var way : values()) {
            if (way.name().equals(said)) {
                return way;
            }
        }
        return SMS;
    }
}
