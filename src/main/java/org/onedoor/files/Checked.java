package org.onedoor.files;

/** What looking into a sent file found: what will be kept, or the message key of the refusal. */
sealed interface Checked {

    record Good(byte[] bytes, String mediaType, String ending, int width, int height) implements Checked {}

    record Bad(String key) implements Checked {}
}
