package org.onedoor.calendar;

import java.time.Duration;
import java.time.LocalTime;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * 办公时间 · When offices of a county are open on a working day, and when the last day of a promise ends.
 *
 * @param due end of the last day; null is 24:00 (R-GEN-7)
 * @param spans parts of the day in which somebody is in, in order
 */
public record OpeningHours(@Nullable LocalTime due, List<Span> spans) {

    /** 24:00; 8:30–12:00 and 13:30–17:30 (R-CEN-3). */
    public static final OpeningHours USUAL = new OpeningHours(
            null,
            List.of(
                    new Span(LocalTime.of(8, 30), LocalTime.of(12, 0)),
                    new Span(LocalTime.of(13, 30), LocalTime.of(17, 30))));

    public OpeningHours {
        spans = List.copyOf(spans);
        for (int i = 0; i < spans.size(); i++) {
            if (!spans.get(i).from().isBefore(spans.get(i).to())
                    || i > 0 && spans.get(i).from().isBefore(spans.get(i - 1).to())) {
                throw new IllegalArgumentException("Opening hours must follow one another: " + spans);
            }
        }
    }

    /** 时段 · From (included) to (not included). */
    public record Span(LocalTime from, LocalTime to) {}

    public boolean open(LocalTime time) {
        return spans.stream().anyMatch(span -> !time.isBefore(span.from()) && time.isBefore(span.to()));
    }

    /** From 0:00 to the end of the last day of a promise. */
    Duration end() {
        return due == null ? Duration.ofDays(1) : Duration.between(LocalTime.MIDNIGHT, due);
    }
}
