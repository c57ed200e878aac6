package org.onedoor.cases;

/** 答复结果 · What an answer says was achieved. */
public enum Outcome {
    SOLVED,
    PARTLY,
    NOT_POSSIBLE
}
