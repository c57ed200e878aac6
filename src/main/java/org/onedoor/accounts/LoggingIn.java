package org.onedoor.accounts;

/** What came of one step of logging in. */
sealed interface LoggingIn {

    /** So far so good: {@code login} says what comes next. */
    record Begun(Login login) implements LoggingIn {}

    /** No; never why, so that nobody learns which names exist or are locked (R-SEC-8). */
    record Refused() implements LoggingIn {}
}
