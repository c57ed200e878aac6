package org.onedoor.organizations.party;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.onedoor.OneDoorTest;
import org.onedoor.Staff;
import org.onedoor.Statements;
import org.onedoor.frame.Scope;
import org.onedoor.organizations.PostKind;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** The Party's tree: how it is built, moved and closed, and who sees which part of it. */
@OneDoorTest
class PartyOrganizationsTest {

    private final AParty party;
    private final PartyOrganizations organizations;
    private final Staff staff;
    private final JdbcClient db;
    private final TransactionTemplate transaction;

    PartyOrganizationsTest(
            AParty party,
            PartyOrganizations organizations,
            Staff staff,
            JdbcClient db,
            PlatformTransactionManager transactions) {
        this.party = party;
        this.organizations = organizations;
        this.staff = staff;
        this.db = db;
        this.transaction = new TransactionTemplate(transactions);
    }

    @Test
    void pathsSayWhereAnOrganizationStands() {
        var tree = party.found();
        var known = organizations.tree(tree.number());
        assertThat(known.get(tree.county()).path()).isEqualTo("001");
        assertThat(known.get(tree.town()).path()).isEqualTo("001.001");
        assertThat(known.get(tree.neighbour()).path()).isEqualTo("001.001.002");
        assertThat(known.get(tree.group()).path()).isEqualTo("001.001.001.001");
        assertThat(known.branch(known.get(tree.group())).orElseThrow().id()).isEqualTo(tree.branch());
        assertThat(known.committee(known.get(tree.group())).orElseThrow().id()).isEqualTo(tree.town());
    }

    @Test
    void aGroupStandsBelowABranchAndNothingElseDoes() {
        var tree = party.found();
        assertThat(found(tree, tree.town(), OrganizationType.GROUP)).isEqualTo(refused("party.found.not-there"));
        assertThat(found(tree, tree.branch(), OrganizationType.BRANCH)).isEqualTo(refused("party.found.not-there"));
        assertThat(found(tree, null, OrganizationType.COMMITTEE)).isEqualTo(refused("party.found.root-there"));
    }

    /** R-ORG-15: a new superior means a new path and a line of history; the id stays, and so does what is below. */
    @Test
    void anotherSuperiorMeansAnotherPath() {
        var tree = party.found();
        var before = organizations.tree(tree.number()).get(tree.group());
        var done = in(tree, () -> organizations.move(tree.number(), tree.branch(), tree.otherTown(), "县委〔2026〕9号"));
        assertThat(done).isEqualTo(new Reorganizing.Done(tree.branch()));
        var known = organizations.tree(tree.number());
        var branch = known.get(tree.branch());
        var group = known.get(tree.group());
        assertThat(branch.path()).isEqualTo("001.002.001");
        assertThat(group.path()).isEqualTo("001.002.001.001");
        assertThat(group.lo()).isNotEqualTo(before.lo());
        assertThat(branch.holds(group)).isTrue();
        assertThat(known.get(tree.otherTown()).holds(branch)).isTrue();
        assertThat(known.get(tree.town()).holds(branch)).isFalse();
        var history = in(tree, () -> organizations.history(tree.number(), tree.branch()));
        assertThat(history.getFirst().fact())
                .containsEntry("before", "001.001.001")
                .containsEntry("document", "县委〔2026〕9号");
        assertThat(in(tree, () -> organizations.move(tree.number(), tree.otherTown(), tree.branch(), "x")))
                .isEqualTo(refused("party.move.into-itself"));
    }

    /** R-ORG-14: closed with date and document, never deleted; not while something stands below it. */
    @Test
    void whatEndsKeepsItsDateAndDocument() {
        var tree = party.found();
        var close = new CloseOrganization(tree.branch(), LocalDate.of(2026, 11, 1), "柳委〔2026〕7号", tree.neighbour());
        assertThat(in(tree, () -> organizations.close(tree.number(), close)))
                .isEqualTo(refused("party.close.children"));
        in(
                tree,
                () -> organizations.close(
                        tree.number(),
                        new CloseOrganization(tree.group(), LocalDate.of(2026, 11, 1), "柳委〔2026〕6号", null)));
        assertThat(in(tree, () -> organizations.close(tree.number(), close)))
                .isEqualTo(new Reorganizing.Done(tree.branch()));
        var closed = organizations.tree(tree.number()).get(tree.branch());
        assertThat(closed.status()).isEqualTo(OrganizationStatus.MERGED);
        assertThat(closed.successor()).isEqualTo(tree.neighbour());
        assertThat(closed.endDocument()).isEqualTo("柳委〔2026〕7号");
        assertThat(found(tree, tree.branch(), OrganizationType.GROUP)).isInstanceOf(Reorganizing.Refused.class);
    }

    /** R-ROLE-3: who collects dues does not keep their books, whichever comes first. */
    @Test
    void whoCollectsDoesNotKeepTheBooks() {
        var tree = party.found();
        var one = party.at(tree, tree.branch(), PartyPostKind.COLLECTOR);
        assertThat(appoint(tree, PartyPostKind.BOOKKEEPER, one)).isEqualTo(refused("party.appoint.both-hands"));
        var other = party.at(tree, tree.branch(), PartyPostKind.BOOKKEEPER);
        assertThat(appoint(tree, PartyPostKind.COLLECTOR, other)).isEqualTo(refused("party.appoint.both-hands"));
        assertThat(appoint(tree, PartyPostKind.SECRETARY, one)).isInstanceOf(Reorganizing.Done.class);
    }

    @Test
    void aNewSecretaryTakesOverFromTheOneBefore() {
        var tree = party.found();
        var before = party.at(tree, tree.branch(), PartyPostKind.SECRETARY);
        var now = party.at(tree, tree.branch(), PartyPostKind.SECRETARY);
        var known = organizations.tree(tree.number());
        assertThat(known.hats(before.account())).isEmpty();
        assertThat(known.hats(now.account())).hasSize(1);
        assertThat(known.posts(tree.branch())).extracting(PartyPost::account).containsExactly(now.account());
    }

    /** Foundations §4: what is empty in one branch or in twenty costs the same statements. */
    @Test
    void vacanciesOfManyCostNoMoreThanOfOne() {
        var tree = party.found();
        for (int n = 0; n < 20; n++) {
            party.found(tree.number(), tree.town(), OrganizationType.BRANCH, "第" + n + "党支部");
        }
        var all = organizations.tree(tree.number()).children(tree.town());
        var asked = new ArrayList<Map<UUID, List<PartyPostKind>>>();
        int one = Statements.of(() -> asked.add(in(tree, () -> organizations.vacant(tree.number(), all.subList(0, 1)))))
                .size();
        int many = Statements.of(() -> asked.add(in(tree, () -> organizations.vacant(tree.number(), all))))
                .size();
        assertThat(many).isEqualTo(one);
        assertThat(asked.getLast()).hasSize(22).allSatisfy((_, posts) -> assertThat(posts)
                .containsExactly(PartyPostKind.SECRETARY));
    }

    /** Foundations §29, R-SEC-11: the Party's scope sees its interval; no scope of the public rooms sees anything. */
    @Test
    void theWallShowsTheOwnPartOfTheTreeAndNothingToOthers() {
        var tree = party.found();
        var known = organizations.tree(tree.number());
        var branch = known.get(tree.branch());
        assertThat(seen(new Scope.Party(tree.number(), branch.lo(), branch.hi())))
                .containsExactlyInAnyOrder(tree.branch(), tree.group());
        var town = known.get(tree.town());
        assertThat(seen(new Scope.Party(tree.number(), town.lo(), town.hi())))
                .containsExactlyInAnyOrder(tree.town(), tree.branch(), tree.neighbour(), tree.group());
        var other = party.found();
        assertThat(seen(new Scope.Party(other.number(), 1, Integer.MAX_VALUE)))
                .as("another county's numbers are the same and show nothing of this one")
                .doesNotContain(tree.branch());
        var clerk = staff.at(tree.number(), tree.home().village(), PostKind.SECRETARY);
        for (var scope : List.of(
                new Scope.County(tree.number()),
                new Scope.Place(tree.number(), 1, Integer.MAX_VALUE),
                new Scope.Office(tree.number(), 1, Integer.MAX_VALUE),
                new Scope.Resident(tree.number(), clerk.account()),
                new Scope.Operator())) {
            assertThatThrownBy(() -> seen(scope))
                    .as(scope.role())
                    .rootCause()
                    .hasMessageContaining("permission denied");
        }
    }

    private List<UUID> seen(Scope scope) {
        return Scope.in(
                scope,
                () -> transaction.execute(_ -> db.sql("select id from party.organization")
                        .query(UUID.class)
                        .list()));
    }

    private Reorganizing appoint(AParty.Tree tree, PartyPostKind kind, AParty.Comrade who) {
        return in(tree, () -> organizations.appoint(tree.number(), tree.branch(), kind, who.account(), AParty.FOUNDED));
    }

    private Reorganizing found(AParty.Tree tree, UUID above, OrganizationType type) {
        return in(
                tree,
                () -> organizations.found(
                        tree.number(),
                        new FoundOrganization(
                                above, type, "新的", null, Sector.OTHER, null, null, null, null, AParty.FOUNDED, "文")));
    }

    private static Reorganizing refused(String key) {
        return Reorganizing.no(key);
    }

    private static <T> T in(AParty.Tree tree, java.util.function.Supplier<T> work) {
        return Scope.in(new Scope.Interior(tree.number()), work);
    }
}
