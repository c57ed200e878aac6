package org.onedoor.accounts;

import java.time.Duration;

/** 发码结果 · Whether a one-time code went out; the same answer whether or not the phone is known. */
public sealed interface CodeSent {

    /** 已发码 · On its way; valid for five minutes. */
    record Done() implements CodeSent {}

    /** 太频繁 · Too many for this phone or from this address: wait. */
    record TooMany(Duration retryAfter) implements CodeSent {}
}
