package org.onedoor.members.admission;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/** What is written down is read back the same, whatever kind it is, and names no class. */
class FactsTest {

    private final Facts facts = new Facts(JsonMapper.shared());

    static List<Fact> all() {
        var one = UUID.fromString("019aa000-0000-7000-8000-000000000001");
        return List.of(
                new Fact.Taken(Step.FIRST_TALK, one),
                new Fact.Taken(Step.ARCHIVE, null),
                new Fact.Decided(Step.REVIEW, false, null),
                new Fact.Decided(Step.APPROVE, true, "柳委〔2026〕8号"),
                new Fact.Named(Step.NAME_INTRODUCERS, List.of(new Backer(one, true, false), AFile.member())),
                new Fact.Named(Step.NAME_CONTACTS, List.of(new Backer(one, false, true))),
                new Fact.NoticePosted(true),
                new Fact.Objected(),
                new Fact.Settled(true),
                new Fact.NoticeOver(),
                new Fact.Trained(2, 16, "柳组〔2026〕3号"),
                new Fact.Trained(3, 24, null),
                new Fact.PreReviewed(true, LocalDate.of(2026, 9, 1), "预审〔2026〕1号"),
                new Fact.PreReviewed(false, null, null),
                new Fact.Voted(new Vote(16, 12, 9, 2, 1, 3, true)),
                new Fact.FullVoted(AtExpiry.EXTEND, 6, new Vote(16, 12, 9, 2, 1, 0, false)),
                new Fact.PaperKept("application", null, "支部档案柜"),
                new Fact.TakenBack(7),
                new Fact.Ended(End.WITHDRAWN, "2026-1"));
    }

    @Test
    void everyKindIsReadBackAsItWasWritten() {
        for (var fact : all()) {
            var written = facts.write(fact);
            assertThat(facts.read(written.kind(), written.json())).isEqualTo(fact);
            assertThat(written.json())
                    .doesNotContain("@", "class", fact.getClass().getSimpleName(), "null");
        }
        assertThat(all().stream().map(Object::getClass).collect(Collectors.toSet()))
                .as("every kind is asked")
                .isEqualTo(Set.copyOf(Stream.of(Fact.class.getPermittedSubclasses())
                        .map(one -> (Class<?>) one)
                        .toList()));
    }

    @Test
    void theWordsInTheTableStayWhatTheyAre() {
        assertThat(all().stream().map(Facts::kind).distinct())
                .containsExactly(
                        "taken",
                        "decided",
                        "named",
                        "notice-posted",
                        "objected",
                        "settled",
                        "notice-over",
                        "trained",
                        "pre-reviewed",
                        "voted",
                        "full-voted",
                        "paper-kept",
                        "taken-back",
                        "ended");
        assertThatThrownBy(() -> facts.read("else", "{}")).isInstanceOf(IllegalArgumentException.class);
    }
}
