package org.onedoor.files;

/** 存入结果 · What became of a file somebody sent. */
public sealed interface Storing {

    /**
     * 已存 · Kept.
     *
     * @param mediaType what it will be served as
     * @param bytes size as kept
     * @param width of a photo, else 0
     * @param height of a photo, else 0
     */
    record Stored(FileId id, String mediaType, long bytes, int width, int height) implements Storing {

        public Kind kind() {
            return mediaType.startsWith("image/") ? Kind.PHOTO : Kind.VOICE;
        }
    }

    /** 未存 · Not kept; {@code key} is the message that says why and what to do. */
    record Refused(String key) implements Storing {}
}
