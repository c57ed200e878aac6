package org.onedoor.members.admission;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Random histories of admission: what is offered next may be recorded, nothing else may, and what the file says stays sound. */
class AdmissionWalkTest {

    private static final int STEPS = 60;

    static Stream<Integer> seeds() {
        return IntStream.range(0, 200).boxed();
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void whatIsOfferedAndWhatIsAllowedAgree(int seed) {
        walk(seed);
    }

    @Test
    void theWalksSeeEveryStepAndEveryTurn() {
        var ends = seeds().map(AdmissionWalkTest::walk).toList();
        assertThat(ends.stream().map(AdmissionFile::phase)).contains(Phase.FULL);
        assertThat(ends).anyMatch(AdmissionFile::extended);
        assertThat(Step.values())
                .allMatch(step -> ends.stream().anyMatch(file -> file.day(step).isPresent()));
        assertThat(ends.stream()
                        .flatMap(file -> file.history().stream())
                        .map(entry -> entry.fact().getClass().getSimpleName()))
                .contains("Objected", "Settled", "NoticeOver", "TakenBack");
    }

    static AdmissionFile walk(int seed) {
        var random = new Random(seed);
        var today = LocalDate.of(2023, 1, 2).plusDays(random.nextInt(1200));
        var walk = AFile.fresh();
        for (int n = 0; n < STEPS && walk.file().end() == null; n++) {
            var file = walk.file();
            var next = file.next(today);
            for (var step : Step.values()) {
                boolean offered = false;
                for (var one : next) {
                    offered |= one.step() == step && one.possible(today);
                }
                var recorded = file.check(today, today, good(step, file));
                var again = step.againUntil();
                boolean repeat = again != null
                        && file.day(step).isPresent()
                        && file.day(again).isEmpty();
                assertThat(recorded instanceof Recording.Done)
                        .as("seed %s, step %s on %s after %s", seed, step, today, file.history())
                        .isEqualTo(offered || repeat);
            }
            sound(file, today);
            var fact = random.nextInt(5) == 0 ? bad(file, random) : any(next, file, random);
            if (file.check(today, today, fact) instanceof Recording.Done) {
                walk.written(today, fact);
            }
            today = today.plusDays(random.nextInt(4) == 0 ? random.nextInt(400) : random.nextInt(25));
        }
        return walk.file();
    }

    private static Fact any(List<Next> next, AdmissionFile file, Random random) {
        // Mostly forward: the last open step is the farthest.
        var one = next.isEmpty()
                ? Step.ARCHIVE
                : next.get(random.nextBoolean() ? next.size() - 1 : random.nextInt(next.size()))
                        .step();
        return good(one, file);
    }

    private static Fact good(Step step, AdmissionFile file) {
        return switch (step) {
            case REPORT_CANDIDATE -> {
                var clock = file.notice();
                if (file.consented() == null) {
                    yield new Fact.Decided(step, true, null);
                } else if (clock == null) {
                    yield new Fact.NoticePosted(true);
                }
                yield clock.stopped() == null ? new Fact.NoticeOver() : new Fact.Settled(false);
            }
            case NAME_CONTACTS -> new Fact.Named(step, List.of(AFile.member()));
            case NAME_INTRODUCERS -> new Fact.Named(step, List.of(AFile.member(), AFile.member()));
            case TRAIN -> new Fact.Trained(3, 0, null);
            case PRE_REVIEW -> new Fact.PreReviewed(true, null, null);
            case ADMISSION_MEETING -> new Fact.Voted(AFile.PASSED);
            case FULL_MEETING -> new Fact.FullVoted(AtExpiry.FULL, 0, AFile.PASSED);
            default ->
                Fact.Taken.STEPS.contains(step) ? new Fact.Taken(step, null) : new Fact.Decided(step, true, null);
        };
    }

    private static Fact bad(AdmissionFile file, Random random) {
        var standing = file.standing();
        return switch (random.nextInt(8)) {
            case 0 ->
                new Fact.TakenBack(standing.isEmpty() ? 1 : standing.getLast().seq());
            case 1 -> new Fact.Objected();
            case 2 -> new Fact.Settled(true);
            case 3 -> new Fact.Decided(Step.REVIEW, false, null);
            case 4 -> new Fact.Decided(Step.APPROVE, false, null);
            case 5 -> new Fact.FullVoted(AtExpiry.EXTEND, 6 + random.nextInt(7), AFile.PASSED);
            case 6 -> new Fact.Voted(new Vote(16, 12, 8, 4, 0, 0, true));
            default -> new Fact.Decided(Step.APPROVE_FULL, false, null);
        };
    }

    private static void sound(AdmissionFile file, LocalDate today) {
        assertThat(file.memberSince().isPresent()).isEqualTo(file.phase().compareTo(Phase.PROBATIONARY) >= 0);
        file.probationEnds().ifPresent(ends -> {
            var meeting = file.day(Step.ADMISSION_MEETING).orElseThrow();
            assertThat(ends).isBetween(meeting.plusYears(1), meeting.plusYears(2));
        });
        assertThat(file.fullSince().isPresent()).isEqualTo(file.phase() == Phase.FULL);
        file.fullSince().ifPresent(full -> assertThat(full)
                .isEqualTo(file.probationEnds().orElseThrow()));
        assertThat(file.missing()).isSubsetOf(Paper.all());
        assertThat(AdmissionFile.of(file.history(), file.born(), file.terms(), AFile.TIME)
                        .next(today))
                .isEqualTo(file.next(today));
    }
}
