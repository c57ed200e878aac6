package org.onedoor.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.HexFormat;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** The test vector of docs/audit-chain.md, computed there by other means than this program. */
class ChainedTest {

    static final Chained ENTRY = new Chained(
            7,
            UUID.fromString("018f3a5e-0000-7000-8000-000000000001"),
            Instant.parse("2026-11-14T10:00:00.123456Z"),
            UUID.fromString("018f3a5e-0000-7000-8000-00000000000a"),
            null,
            "cases.viewed",
            UUID.fromString("018f3a5e-0000-7000-8000-00000000000b"),
            "192.0.2.7",
            "1121-4821 回电话",
            "{\"n\": 1, \"field\": \"phone\"}",
            "4711");

    @Test
    void theHashIsTheDocumentedOne() {
        assertThat(HexFormat.of().formatHex(ENTRY.after(Chained.START)))
                .isEqualTo("58cfa4f90f096edc5c231036702149a049d4da07c231cfea7ec289010397cab4");
    }

    @Test
    void nothingAndEmptyAreTwoThings() {
        var empty =
                new Chained(7, ENTRY.id(), ENTRY.at(), ENTRY.actor(), null, "cases.viewed", null, null, "", "{}", "1");
        var nothing =
                new Chained(7, ENTRY.id(), ENTRY.at(), ENTRY.actor(), null, "cases.viewed", null, "", null, "{}", "1");
        assertThat(empty.after(Chained.START)).isNotEqualTo(nothing.after(Chained.START));
    }
}
