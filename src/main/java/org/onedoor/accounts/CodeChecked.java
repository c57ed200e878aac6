package org.onedoor.accounts;

import java.util.UUID;

/** 验码结果 · Whether a one-time code was right. */
public sealed interface CodeChecked {

    /** 码对了 · The phone answered: this is its person. A code is right once. */
    record Right(UUID person) implements CodeChecked {}

    /** 码不对 · Wrong, used or expired, without saying which. */
    record Wrong() implements CodeChecked {}
}
