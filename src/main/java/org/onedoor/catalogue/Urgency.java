package org.onedoor.catalogue;

/** 紧急程度 · Which limits of first contact and dispatch hold (R-REQ-6). */
public enum Urgency {
    ORDINARY,
    /** 水电气热路讯: dispatched within 2 hours. */
    UTILITY,
    /** 危及人身安全: dispatched within 1 hour. */
    SAFETY
}
