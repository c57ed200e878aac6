package org.onedoor.files;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.springframework.stereotype.Component;

/**
 * Recognises a voice recording by what is in it: WebM, Ogg, MP3, M4A or WAV with sound and no picture, of at most three
 * minutes. It is kept as it is, so anything that also reads as a page or document is refused.
 */
@Component
class Voices {

    static final Duration LONGEST = Duration.ofMinutes(3);
    /** A recorder may run a moment past its limit. */
    private static final Duration GRACE = Duration.ofSeconds(5);
    /** Three minutes at 160 kbit/s: the limit where the file itself does not say how long it is. */
    private static final int LARGEST_OF_UNKNOWN_LENGTH = 3_600_000;

    private static final List<String> PAGES =
            List.of("<!doctype", "<html", "<script", "<svg", "<body", "<?xml", "<iframe", "%pdf", "pk\u0003\u0004");

    Checked check(byte[] sent) {
        if (sent.length == 0) {
            return new Checked.Bad("files.empty");
        }
        if (sent.length > Kind.VOICE.maxBytes()) {
            return new Checked.Bad("files.voice-too-large");
        }
        var found = Sound.of(sent);
        if (found.isEmpty() || readsAsAPage(sent)) {
            return new Checked.Bad("files.not-a-recording");
        }
        var sound = found.get();
        boolean tooLong = sound.length()
                .map(length -> length.compareTo(LONGEST.plus(GRACE)) > 0)
                .orElse(sent.length > LARGEST_OF_UNKNOWN_LENGTH);
        return tooLong
                ? new Checked.Bad("files.voice-too-long")
                : new Checked.Good(sent, sound.mediaType(), sound.ending(), 0, 0);
    }

    private static boolean readsAsAPage(byte[] sent) {
        var start =
                new String(sent, 0, Math.min(sent.length, 4096), StandardCharsets.ISO_8859_1).toLowerCase(Locale.ROOT);
        return PAGES.stream().anyMatch(start::contains);
    }
}
