package org.onedoor.members.dues;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.onedoor.members.dues.ABook.done;
import static org.onedoor.members.dues.ABook.refused;

import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.onedoor.OneDoorTest;
import org.onedoor.frame.NotHere;
import org.onedoor.frame.Now;
import org.onedoor.frame.Scope;
import org.onedoor.members.AMember;
import org.onedoor.organizations.party.AParty;
import org.onedoor.organizations.party.PartyOrganizations;
import org.onedoor.organizations.party.PartyPostKind;

/** A branch's books of dues on a real database (R-FEE, R-ROLE-3). */
@OneDoorTest
class DuesTest {

    private final AParty aParty;
    private final AMember aMember;
    private final ABook book;
    private final Dues dues;
    private final PartyOrganizations organizations;
    private AParty.Tree tree;
    private AParty.Comrade collector;
    private AParty.Comrade bookkeeper;
    private AParty.Comrade secretary;
    private UUID member;

    DuesTest(AParty aParty, AMember aMember, ABook book, Dues dues, PartyOrganizations organizations) {
        this.aParty = aParty;
        this.aMember = aMember;
        this.book = book;
        this.dues = dues;
        this.organizations = organizations;
    }

    @BeforeEach
    void aBranchWithItsKeepers() {
        tree = aParty.found();
        collector = aParty.at(tree, tree.branch(), PartyPostKind.COLLECTOR);
        bookkeeper = aParty.at(tree, tree.branch(), PartyPostKind.BOOKKEEPER);
        secretary = aParty.at(tree, tree.branch(), PartyPostKind.SECRETARY);
        member = aMember.enrolled(tree, tree.branch(), "王建国");
    }

    private static <T> T on(String day, Supplier<T> work) {
        return Now.at(Instant.parse(day + "T02:00:00Z"), work);
    }

    private <T> T as(AParty.Comrade who, Supplier<T> work) {
        return book.as(who, tree.branch(), work);
    }

    private Paying deposit(String day, int year, long fen, String slip) {
        return on(
                day,
                () -> as(
                        collector,
                        () -> dues.deposit(
                                tree.number(),
                                tree.branch(),
                                new DepositDues(LocalDate.parse(day), year, fen, slip),
                                null)));
    }

    private Paying confirm(AParty.Comrade who, UUID slip) {
        return as(who, () -> dues.confirm(tree.number(), tree.branch(), slip, null));
    }

    private DuesStore.Sums sums(int year) {
        return as(bookkeeper, () -> dues.sums(tree.number(), tree.branch(), year));
    }

    /** A year: two members, one of them generous; the money adds up to the fen, and three people close and publish it. */
    @Test
    void aYearIsCollectedConfirmedClosedAndPublished() {
        var other = aMember.enrolled(tree, tree.branch(), "何岸");
        on("2026-01-05", () -> {
            book.stated(collector, tree.branch(), member, YearMonth.of(2026, 1), 500_001);
            book.stated(collector, tree.branch(), other, YearMonth.of(2026, 1), 300_001);
            return true;
        });
        for (int month = 1; month <= 12; month++) {
            var now = YearMonth.of(2026, month);
            on("%s-20".formatted(now), () -> {
                book.taken(collector, tree.branch(), member, 7_500, now);
                book.taken(collector, tree.branch(), other, now.getMonthValue() == 7 ? 3_001 : 3_000, now);
                return true;
            });
        }
        assertThat(sums(2026).collected()).isEqualTo(12 * 10_500 + 1);
        assertThat(sums(2026).gifts()).isEqualTo(1);
        assertThat(sums(2026).payers()).isEqualTo(2);

        refused(deposit("2026-12-31", 2026, 126_002, "0001"), "dues.no.too-much");
        done(deposit("2026-12-31", 2026, 100_000, "0001"));
        refused(deposit("2026-12-31", 2026, 1, "0001"), "dues.no.slip-known");
        var first = as(bookkeeper, () -> dues.slips(tree.number(), tree.branch(), 2026))
                .getFirst();
        refused(confirm(collector, first.id()), "dues.no.same-person");
        refused(close("2026-12-31", bookkeeper), "dues.no.not-over");
        refused(close("2027-01-04", bookkeeper), "dues.no.unconfirmed");
        done(confirm(bookkeeper, first.id()));
        refused(close("2027-01-04", bookkeeper), "dues.no.difference");
        done(deposit("2027-01-04", 2026, 26_001, "0002"));
        var second = as(bookkeeper, () -> dues.slips(tree.number(), tree.branch(), 2026))
                .getLast();
        done(confirm(bookkeeper, second.id()));
        refused(close("2027-01-04", collector), "dues.no.same-person");
        done(close("2027-01-04", bookkeeper));
        refused(deposit("2027-01-05", 2026, 1, "0003"), "dues.no.closed");

        refused(publish(bookkeeper), "dues.no.same-closes");
        done(publish(secretary));
        assertThat(sums(2026)).satisfies(sums -> {
            assertThat(sums.publishedAt()).isNotNull();
            assertThat(sums.confirmed()).isEqualTo(sums.collected()).isEqualTo(126_001);
            assertThat(sums.difference()).isZero();
        });
    }

    private Paying close(String day, AParty.Comrade who) {
        return on(day, () -> as(who, () -> dues.close(tree.number(), tree.branch(), 2026, null)));
    }

    private Paying publish(AParty.Comrade who) {
        return as(who, () -> dues.publish(tree.number(), tree.branch(), 2026, null));
    }

    @Test
    void aBookkeeperTakesNoMoney() {
        on("2026-03-05", () -> {
            book.stated(collector, tree.branch(), member, YearMonth.of(2026, 3), 300_000);
            refused(book.take(bookkeeper, tree.branch(), member, 1_500, YearMonth.of(2026, 3)), "dues.no.same-person");
            return true;
        });
    }

    @Test
    void theSameRequestBooksOnceAndAMonthIsPaidOnce() {
        on("2026-03-05", () -> {
            book.stated(collector, tree.branch(), member, YearMonth.of(2026, 1), 300_000);
            var months = List.of(YearMonth.of(2026, 1), YearMonth.of(2026, 2));
            var take = new TakeDues(member, months, 3_000, false, null, "one");
            done(as(collector, () -> dues.take(tree.number(), tree.branch(), take, null)));
            done(as(collector, () -> dues.take(tree.number(), tree.branch(), take, null)));
            assertThat(sums(2026).collected()).isEqualTo(3_000);
            refused(
                    as(
                            collector,
                            () -> dues.take(
                                    tree.number(),
                                    tree.branch(),
                                    new TakeDues(member, months, 4_000, false, null, "one"),
                                    null)),
                    "dues.no.request");
            refused(book.take(collector, tree.branch(), member, 1_500, YearMonth.of(2026, 2)), "dues.no.paid");
            refused(book.take(collector, tree.branch(), member, 1_499, YearMonth.of(2026, 3)), "dues.no.less");
            refused(book.take(collector, tree.branch(), member, 1_500, YearMonth.of(2026, 4)), "dues.no.ahead");
            return true;
        });
    }

    /** R-FEE-3: six months back, no more; somebody else may bring the money. */
    @Test
    void arrearsAreMadeUpForSixMonthsAndAnotherMayPay() {
        var other = aMember.enrolled(tree, tree.branch(), "何岸");
        on("2026-01-05", () -> {
            book.stated(collector, tree.branch(), member, YearMonth.of(2026, 1), 300_000);
            return true;
        });
        on("2026-08-05", () -> {
            var known = as(collector, () -> dues.of(tree.number(), tree.branch(), member));
            assertThat(known.account(Now.today()).orElseThrow().unpaid(Now.today()))
                    .hasSize(7);
            assertThat(known.open(Now.today(), DuesTerms.DEFAULT))
                    .extracting(MemberDues.Due::month)
                    .startsWith(YearMonth.of(2026, 2))
                    .endsWith(YearMonth.of(2026, 8));
            refused(book.take(collector, tree.branch(), member, 1_500, YearMonth.of(2026, 1)), "dues.no.too-old");
            done(as(
                    collector,
                    () -> dues.take(
                            tree.number(),
                            tree.branch(),
                            new TakeDues(member, List.of(YearMonth.of(2026, 2)), 1_500, false, other, "by"),
                            null)));
            refused(
                    as(
                            collector,
                            () -> dues.take(
                                    tree.number(),
                                    tree.branch(),
                                    new TakeDues(member, List.of(YearMonth.of(2026, 3)), 1_500, false, member, "x"),
                                    null)),
                    "dues.no.payer");
            return true;
        });
    }

    /** R-FEE-2: the base stays through the year unless there is a reason; farmers are asked for none. */
    @Test
    void aStandardIsStatedOnceAYearAndItsBaseIsSealed() {
        on("2026-01-05", () -> {
            book.stated(collector, tree.branch(), member, YearMonth.of(2026, 1), 500_001);
            var known = as(collector, () -> dues.of(tree.number(), tree.branch(), member));
            assertThat(known.owed(YearMonth.of(2026, 1))).isEqualTo(7_500);
            assertThat(as(
                            collector,
                            () -> dues.base(tree.number(), known.standards().getFirst())))
                    .isEqualTo(500_001);
            refused(state(Payer.WAGE, 400_000, 0, ""), "dues.no.reason");
            return true;
        });
        on("2026-01-06", () -> {
            done(state(Payer.WAGE, 400_000, 0, "工作变动"));
            return true;
        });
        on("2026-01-07", () -> {
            refused(state(Payer.FARMER, 0, 1, "回乡务农"), "dues.no.least");
            done(state(Payer.FARMER, 0, 0, "回乡务农"));
            var farmer = as(collector, () -> dues.of(tree.number(), tree.branch(), member));
            assertThat(farmer.standards().getLast().base()).isNull();
            return true;
        });
    }

    private Paying state(Payer payer, long base, long chosen, String reason) {
        return as(
                collector,
                () -> dues.state(
                        tree.number(),
                        tree.branch(),
                        new StateDues(member, YearMonth.of(2026, 1), payer, base, chosen, reason),
                        null));
    }

    /** R-FEE-5: the branch decides, the committee above approves, and only then less is owed. */
    @Test
    void aReductionHoldsWhenTheCommitteeHasApproved() {
        var town = aParty.at(tree, tree.town(), PartyPostKind.SECRETARY);
        on("2026-03-05", () -> {
            book.stated(collector, tree.branch(), member, YearMonth.of(2026, 1), 300_000);
            done(as(
                    secretary,
                    () -> dues.reduce(
                            tree.number(),
                            tree.branch(),
                            new ReduceDues(member, YearMonth.of(2026, 2), YearMonth.of(2026, 12), 0, "望支〔2026〕2号"),
                            null)));
            assertThat(as(collector, () -> dues.of(tree.number(), tree.branch(), member))
                            .owed(YearMonth.of(2026, 3)))
                    .isEqualTo(1_500);
            var lo = organizations.tree(tree.number()).get(tree.town());
            var waiting = book.as(town, tree.town(), () -> dues.waiting(tree.number(), lo.lo(), lo.hi(), 50));
            assertThat(waiting).hasSize(1);
            refused(
                    as(
                            secretary,
                            () -> dues.approve(tree.number(), waiting.getFirst().id(), "x", null)),
                    "dues.no.same-decides");
            done(book.as(
                    town,
                    tree.town(),
                    () -> dues.approve(tree.number(), waiting.getFirst().id(), "柳委〔2026〕5号", null)));
            var known = as(collector, () -> dues.of(tree.number(), tree.branch(), member));
            assertThat(known.owed(YearMonth.of(2026, 3))).isZero();
            assertThat(known.open(Now.today(), DuesTerms.DEFAULT))
                    .extracting(MemberDues.Due::month)
                    .containsExactly(YearMonth.of(2026, 1));
            return true;
        });
    }

    /** The second wall: a superior's post and the neighbour's read no person's row; sums come without names. */
    @Test
    void aSuperiorSeesSumsAndNobodysMonths() {
        var town = aParty.at(tree, tree.town(), PartyPostKind.OFFICER);
        on("2026-03-05", () -> {
            book.stated(collector, tree.branch(), member, YearMonth.of(2026, 3), 300_000);
            book.taken(collector, tree.branch(), member, 1_500, YearMonth.of(2026, 3));
            return true;
        });
        var above = book.as(town, tree.town(), () -> dues.of(tree.number(), tree.branch(), member));
        assertThat(above.standards()).isEmpty();
        assertThat(above.months()).isEmpty();
        assertThatThrownBy(() -> book.as(town, tree.neighbour(), () -> dues.of(tree.number(), tree.branch(), member)))
                .isInstanceOf(NotHere.class);
        assertThat(Scope.in(
                                new Scope.Interior(tree.number()),
                                () -> dues.sums(tree.number(), List.of(tree.branch(), tree.neighbour()), 2026))
                        .stream()
                        .map(DuesStore.Sums::collected))
                .containsExactly(1_500L, 0L);
    }

    @Test
    void theBooksFollowTheBranchToAnotherTown() {
        on("2026-03-05", () -> {
            book.stated(collector, tree.branch(), member, YearMonth.of(2026, 3), 300_000);
            book.taken(collector, tree.branch(), member, 1_500, YearMonth.of(2026, 3));
            return true;
        });
        Scope.in(
                new Scope.Interior(tree.number()),
                () -> organizations.move(tree.number(), tree.branch(), tree.otherTown(), "县委〔2026〕9号"));
        assertThat(as(collector, () -> dues.of(tree.number(), tree.branch(), member))
                        .months())
                .hasSize(1);
        assertThat(sums(2026).collected()).isEqualTo(1_500);
    }
}
