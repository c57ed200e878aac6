package org.onedoor.members.dues;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.onedoor.OneDoorTest;
import org.onedoor.frame.Now;
import org.onedoor.frame.Scope;
import org.onedoor.members.AMember;
import org.onedoor.organizations.party.AParty;
import org.onedoor.organizations.party.PartyOrganizations;
import org.onedoor.organizations.party.PartyPostKind;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** The second wall, asked in bare SQL: persons' rows for the branch alone, the rest for those above too; money stays written. */
@OneDoorTest
class DuesWallTest {

    private final AParty aParty;
    private final AMember aMember;
    private final ABook book;
    private final Dues dues;
    private final PartyOrganizations organizations;
    private final JdbcClient db;
    private final TransactionTemplate transaction;
    private AParty.Tree tree;
    private UUID member;

    DuesWallTest(
            AParty aParty,
            AMember aMember,
            ABook book,
            Dues dues,
            PartyOrganizations organizations,
            JdbcClient db,
            PlatformTransactionManager transactions) {
        this.aParty = aParty;
        this.aMember = aMember;
        this.book = book;
        this.dues = dues;
        this.organizations = organizations;
        this.db = db;
        this.transaction = new TransactionTemplate(transactions);
    }

    @BeforeEach
    void someMoney() {
        tree = aParty.found();
        var collector = aParty.at(tree, tree.branch(), PartyPostKind.COLLECTOR);
        member = aMember.enrolled(tree, tree.branch(), "王建国");
        var now = YearMonth.from(Now.today());
        book.stated(collector, tree.branch(), member, now, 300_000);
        book.taken(collector, tree.branch(), member, 1_500, now);
        book.as(collector, tree.branch(), () -> {
            ABook.done(
                    dues.reduce(tree.number(), tree.branch(), new ReduceDues(member, now, now, 0, "望支〔2026〕2号"), null));
            ABook.done(dues.deposit(
                    tree.number(),
                    tree.branch(),
                    new DepositDues(LocalDate.from(Now.today()), now.getYear(), 1_500, "0001"),
                    null));
            return true;
        });
    }

    private Scope.Party party(UUID organization) {
        var one = organizations.tree(tree.number()).get(organization);
        return new Scope.Party(tree.number(), one.lo(), one.hi());
    }

    private int rows(Scope scope, String table) {
        return Scope.in(
                scope,
                () -> transaction.execute(_ -> db.sql("select count(*)::int from dues." + table)
                        .query(Integer.class)
                        .single()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"standard", "payment", "month"})
    void personsAreSeenByTheBranchAlone(String table) {
        assertThat(rows(party(tree.branch()), table)).isEqualTo(1);
        assertThat(rows(new Scope.Interior(tree.number()), table)).isEqualTo(1);
        for (var other : List.of(tree.county(), tree.town(), tree.otherTown(), tree.neighbour(), tree.group())) {
            assertThat(rows(party(other), table)).as(table + " by " + other).isZero();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"reduction", "deposit"})
    void whatASuperiorHandlesIsSeenAbove(String table) {
        for (var sees : List.of(tree.branch(), tree.town(), tree.county())) {
            assertThat(rows(party(sees), table)).as(table + " by " + sees).isEqualTo(1);
        }
        for (var other : List.of(tree.otherTown(), tree.neighbour(), tree.group())) {
            assertThat(rows(party(other), table)).as(table + " by " + other).isZero();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"standard", "payment", "month", "reduction", "deposit", "publication"})
    void everybodyElseIsRefused(String table) {
        int county = tree.number();
        for (var scope : List.of(
                new Scope.Place(county, 1, Integer.MAX_VALUE),
                new Scope.Office(county, 1, Integer.MAX_VALUE),
                new Scope.Resident(county, member),
                new Scope.Receipt(county, "0"),
                new Scope.County(county),
                new Scope.Operator())) {
            assertThatThrownBy(() -> rows(scope, table))
                    .as(scope.role())
                    .isInstanceOf(DataAccessException.class)
                    .rootCause()
                    .hasMessageContaining("permission denied");
        }
        assertThat(rows(new Scope.Interior(aParty.found().number()), table)).isZero();
    }

    @Test
    void moneyThatIsWrittenStays() {
        for (var sql : List.of(
                "update dues.payment set fen = 1 where member = :id",
                "update dues.payment set collector = gen_random_uuid() where member = :id",
                "delete from dues.payment where member = :id",
                "update dues.month set fen = 1 where member = :id",
                "delete from dues.month where member = :id",
                "update dues.standard set monthly = 1 where member = :id",
                "delete from dues.standard where member = :id",
                "update dues.deposit set fen = 1 where collector <> :id",
                "delete from dues.deposit where collector <> :id",
                "update dues.reduction set fen = 1 where member = :id",
                "update dues.publication set collected = 1 where organization = :id")) {
            for (var scope : List.of(party(tree.branch()), new Scope.Interior(tree.number()))) {
                assertThatThrownBy(() -> Scope.in(
                                scope,
                                () -> transaction.execute(
                                        _ -> db.sql(sql).param("id", member).update())))
                        .as(sql)
                        .rootCause()
                        .hasMessageContaining("permission denied");
            }
        }
        assertThatThrownBy(() -> Scope.in(
                        party(tree.branch()),
                        () -> transaction.execute(_ -> db.sql(
                                        "update dues.deposit set confirmed_on = deposited_on, bookkeeper = collector")
                                .update())))
                .rootCause()
                .hasMessageContaining("check");
    }
}
