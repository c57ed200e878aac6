package org.onedoor.members.dues;

import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.onedoor.members.BranchRoster.Person;

/** What one member owes a branch and has paid there, from what is written. */
record MemberDues(Person person, List<Standard> standards, List<Paid> months, List<Reduction> reductions) {

    /** A stated standard; {@code base} is sealed, null where the amount is fixed. {@code monthly} in fen. */
    record Standard(
            UUID id,
            UUID member,
            LocalDate fromMonth,
            Payer payer,
            byte @Nullable [] base,
            long monthly,
            LocalDate statedOn) {}

    /** A month that is paid, and with how many fen. */
    record Paid(UUID member, LocalDate month, long fen, UUID payment, LocalDate paidOn) {}

    /** A month with what is owed for it, in fen. */
    record Due(YearMonth month, long fen) {}

    /** The standard that holds in a month: the last one stated from then or earlier. */
    Optional<Standard> standard(YearMonth month) {
        return standards.stream()
                .filter(one -> !YearMonth.from(one.fromMonth()).isAfter(month))
                .max(Comparator.comparing(Standard::fromMonth)
                        .thenComparing(one -> one.id().toString()));
    }

    /** Fen owed for a month, reduced as approved; 0 before the first standard. */
    long owed(YearMonth month) {
        long owed = standard(month).map(Standard::monthly).orElse(0L);
        for (var reduction : reductions) {
            owed = reduction.owed(month, owed);
        }
        return owed;
    }

    /** Empty before a standard is stated. Months for which nothing is owed count as paid. */
    Optional<DuesAccount> account(LocalDate today) {
        var first = standards.stream().map(Standard::fromMonth).min(Comparator.naturalOrder());
        return first.map(YearMonth::from)
                .map(since -> new DuesAccount(
                        since,
                        Stream.concat(
                                        months.stream().map(one -> YearMonth.from(one.month())),
                                        months(since, YearMonth.from(today).plusMonths(2))
                                                .filter(month -> owed(month) == 0))
                                .collect(Collectors.toSet()),
                        Set.of()));
    }

    /** Months not paid up to this one that may still be, the earliest first. */
    List<Due> open(LocalDate today, DuesTerms terms) {
        var now = YearMonth.from(today);
        return account(today).stream()
                .flatMap(account -> months(account.since(), now)
                        .filter(month -> !month.isBefore(now.minusMonths(terms.makeUpMonths())))
                        .filter(month -> !account.paid().contains(month)))
                .map(month -> new Due(month, owed(month)))
                .toList();
    }

    private static Stream<YearMonth> months(YearMonth from, YearMonth until) {
        return Stream.iterate(from, month -> !month.isAfter(until), month -> month.plusMonths(1));
    }
}
