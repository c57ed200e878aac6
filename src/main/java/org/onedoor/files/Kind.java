package org.onedoor.files;

/** 附件种类 · What may be attached. */
public enum Kind {
    /** JPEG or PNG; kept as JPEG of at most 2000 pixels a side. */
    PHOTO(20 << 20, 9),
    /** WebM, Ogg, MP3, M4A or WAV of at most three minutes; kept as it is. */
    VOICE(10 << 20, 3);

    private final int maxBytes;
    private final int maxPerOwner;

    Kind(int maxBytes, int maxPerOwner) {
        this.maxBytes = maxBytes;
        this.maxPerOwner = maxPerOwner;
    }

    public int maxBytes() {
        return maxBytes;
    }

    /** How many one record may have. */
    public int maxPerOwner() {
        return maxPerOwner;
    }
}
