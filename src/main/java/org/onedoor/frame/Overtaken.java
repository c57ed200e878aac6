package org.onedoor.frame;

/** 已有人先办 · The record changed since it was read: 412 on REST, a page that shows what changed and keeps the text. */
public class Overtaken extends RuntimeException {
    public Overtaken() {
        super("overtaken", null, false, false);
    }
}
