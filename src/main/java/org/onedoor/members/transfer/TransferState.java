package org.onedoor.members.transfer;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/** 转接状态 · Where a transfer stands and where it may go from there (R-TRF-4). */
enum TransferState {
    /** 申请. */
    ASKED,
    /** 转出审核. */
    REVIEWED,
    /** 在途: the letter is out and holds. */
    ON_THE_WAY,
    /** 逾期: the letter holds no more; the day alone brings a transfer here. */
    OVERDUE,
    /** 已接收: the receipt is here. */
    RECEIVED,
    /** 退回. */
    RETURNED;

    Set<TransferState> next() {
        return switch (this) {
            case ASKED -> EnumSet.of(REVIEWED, RETURNED);
            case REVIEWED -> EnumSet.of(ON_THE_WAY, RETURNED);
            case ON_THE_WAY -> EnumSet.of(RECEIVED, RETURNED, OVERDUE);
            // A new letter, the receipt of somebody received in time, or back.
            case OVERDUE -> EnumSet.of(ON_THE_WAY, RECEIVED, RETURNED);
            case RECEIVED, RETURNED -> EnumSet.noneOf(TransferState.class);
        };
    }

    boolean over() {
        return next().isEmpty();
    }

    /** Message key of its name. */
    String key() {
        return "transfer.state." + name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
