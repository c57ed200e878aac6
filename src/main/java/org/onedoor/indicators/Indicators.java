package org.onedoor.indicators;

import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** 指标读取 · The daily readings of every indicator. */
@Service
@Transactional(readOnly = true)
public class Indicators {

    /** One place's readings of one indicator, day by day. */
    public List<Daily> series(int county, UUID place, String indicator, LocalDate from, LocalDate to) {
        return List.of();
    }

    /** Each place's sum over the days, for places {@code lo..hi}. */
    public List<Total> totals(int county, int lo, int hi, String indicator, LocalDate from, LocalDate to) {
        return List.of();
    }

    /** 期间合计 · One place's sum over a period. */
    public record Total(UUID place, Reading reading) {}
}
