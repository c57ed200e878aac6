package org.onedoor.members;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.onedoor.OneDoorTest;
import org.onedoor.frame.Cursors;
import org.onedoor.frame.NotHere;
import org.onedoor.frame.Now;
import org.onedoor.frame.Overtaken;
import org.onedoor.frame.Scope;
import org.onedoor.organizations.party.AParty;
import org.onedoor.organizations.party.OrganizationType;
import org.onedoor.organizations.party.PartyOrganizations;
import org.onedoor.organizations.party.Reorganizing;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Files of members: enrolled, found, kept, moved, on a real database. */
@OneDoorTest
class MembersTest {

    private final AParty aParty;
    private final AMember aMember;
    private final Members members;
    private final OwnFile own;
    private final Affiliations affiliations;
    private final PartyOrganizations organizations;
    private final JdbcClient db;
    private final TransactionTemplate transaction;
    private AParty.Tree tree;

    MembersTest(
            AParty aParty,
            AMember aMember,
            Members members,
            OwnFile own,
            Affiliations affiliations,
            PartyOrganizations organizations,
            JdbcClient db,
            PlatformTransactionManager transactions) {
        this.aParty = aParty;
        this.aMember = aMember;
        this.members = members;
        this.own = own;
        this.affiliations = affiliations;
        this.organizations = organizations;
        this.db = db;
        this.transaction = new TransactionTemplate(transactions);
    }

    @BeforeEach
    void aCounty() {
        tree = aParty.found();
    }

    private <T> T inside(Supplier<T> work) {
        return Scope.in(new Scope.Interior(tree.number()), work);
    }

    private <T> T as(UUID organization, Supplier<T> work) {
        var one = organizations.tree(tree.number()).get(organization);
        return Scope.in(new Scope.Party(tree.number(), one.lo(), one.hi()), work);
    }

    private List<UUID> found(UUID organization, String words) {
        var one = organizations.tree(tree.number()).get(organization);
        return as(organization, () -> members.search(tree.number(), one.lo(), one.hi(), words, 50).stream()
                .map(MemberStore.Line::id)
                .toList());
    }

    @Test
    void aMemberIsEnrolledAndFoundByNameInitialsAndIdNumber() {
        var wish = AMember.wish(tree.branch(), "王建国");
        var id = aMember.enrolled(tree, wish);
        for (var words : List.of("王建国", "建国", "王建", "wjg", "JG", wish.idNumber())) {
            assertThat(found(tree.branch(), words)).as(words).containsExactly(id);
            assertThat(found(tree.town(), words)).as(words).containsExactly(id);
            assertThat(found(tree.neighbour(), words)).as(words).isEmpty();
        }
        assertThat(found(tree.branch(), "王")).isEmpty();
        var file = as(tree.branch(), () -> members.get(tree.number(), id));
        assertThat(file.bornOn()).isEqualTo(LocalDate.of(1976, 3, 4));
        assertThat(file.status()).isEqualTo(MemberStatus.FULL);
        assertThat(file.years(LocalDate.of(2026, 6, 29))).isEqualTo(19);
        assertThat(file.years(LocalDate.of(2026, 6, 30))).isEqualTo(20);
        var masked = as(tree.branch(), () -> members.masked(tree.number(), file));
        assertThat(masked.phone()).isEqualTo("138****8000");
        assertThat(masked.idNumber()).startsWith("600").contains("***********").hasSize(18);
    }

    @Test
    void anIdNumberIsOnTheRosterOnce() {
        var wish = AMember.wish(tree.branch(), "王建国");
        aMember.enrolled(tree, wish);
        // From a branch that cannot see the other one: learns that there is one, not where.
        var again = new EnrolMember(
                tree.neighbour(), AMember.details("王建国", null), wish.idNumber().toLowerCase(), null, null, null);
        assertThat(as(tree.neighbour(), () -> members.enrol(tree.number(), again, null)))
                .isInstanceOf(Recording.Known.class);
        var id = aMember.enrolled(tree, tree.neighbour(), "何岸");
        assertThatThrownBy(() -> as(
                        tree.neighbour(),
                        () -> members.amend(
                                tree.number(),
                                new AmendMember(id, 0, AMember.details("何岸", null), wish.idNumber(), null, null, null),
                                null)))
                .isInstanceOf(DuplicateKeyException.class);
    }

    @Test
    void aMemberBelongsToABranchThatMayAdmit() {
        for (var wrong : List.of(
                tree.town(),
                tree.group(),
                aParty.found(tree.number(), tree.town(), OrganizationType.FUNCTIONAL_BRANCH, "巡河功能型党支部"))) {
            assertThat(inside(() -> members.enrol(tree.number(), AMember.wish(wrong, "王建国"), null)))
                    .isEqualTo(new Recording.Refused("group", "members.form.branch.wrong"));
        }
        var wish = AMember.wish(tree.neighbour(), "王建国");
        assertThat(inside(() -> members.enrol(
                        tree.number(),
                        new EnrolMember(
                                tree.neighbour(),
                                AMember.details("王建国", tree.group()),
                                wish.idNumber(),
                                null,
                                null,
                                null),
                        null)))
                .as("another branch's group")
                .isEqualTo(new Recording.Refused("group", "members.form.branch.wrong"));
    }

    @Test
    void everyChangeStandsInTheHistory() {
        var id = aMember.enrolled(tree, tree.branch(), "王建国");
        amend(id, 0, AMember.details("王建军", tree.group()), "13900139000");
        var file = as(tree.group(), () -> members.get(tree.number(), id));
        assertThat(file.name()).isEqualTo("王建军");
        assertThat(found(tree.group(), "建军")).containsExactly(id);
        assertThat(found(tree.group(), "建国")).isEmpty();
        var past = as(tree.branch(), () -> members.history(tree.number(), id));
        assertThat(past).extracting(MemberStore.Past::kind).containsExactly("changed", "enrolled");
        assertThat(past.getFirst().fact().toString())
                .contains("王建国", "王建军", "phone")
                .doesNotContain("139");
        assertThatThrownBy(() -> amend(id, 0, AMember.details("王建军", null), null))
                .isInstanceOf(Overtaken.class);
        assertThat(as(tree.branch(), () -> members.masked(tree.number(), file)).phone())
                .isEqualTo("139****9000");
    }

    private void amend(UUID id, int version, Details details, @Nullable String phone) {
        assertThat(as(
                        tree.branch(),
                        () -> members.amend(
                                tree.number(), new AmendMember(id, version, details, null, phone, null, null), null)))
                .isInstanceOf(Recording.Done.class);
    }

    /** The plain columns are what the lines of history add up to. */
    @Test
    void theFileIsWhatItsHistoryAddsUpTo() {
        var id = aMember.enrolled(tree, tree.branch(), "王建国");
        var first = as(tree.branch(), () -> members.get(tree.number(), id));
        amend(id, 0, AMember.details("王建军", tree.group()), null);
        amend(id, 1, AMember.details("王建军", null), null);
        var now = as(tree.branch(), () -> members.get(tree.number(), id));
        var replayed = new TreeMap<String, Object>();
        as(tree.branch(), () -> members.history(tree.number(), id)).reversed().forEach(line -> {
            if (line.fact().get("fields") instanceof Map<?, ?> fields) {
                fields.forEach((field, turned) ->
                        replayed.put((String) field, String.valueOf(((Map<?, ?>) turned).get("after"))));
            }
        });
        var turned = new TreeMap<String, Object>();
        first.turned(now.details()).forEach((field, to) -> turned.put(field, String.valueOf(to.after())));
        replayed.entrySet().removeIf(entry -> !turned.containsKey(entry.getKey()));
        assertThat(replayed).isEqualTo(turned).containsEntry("name", "王建军");
    }

    /** R-TRF-9: at every moment exactly one, without gaps; the database itself refuses anything else. */
    @Test
    void aMemberBelongsToExactlyOneBranchAtEveryMoment() {
        var begun = Instant.parse("2026-03-01T02:00:00Z");
        var id = Now.at(begun, () -> aMember.enrolled(tree, tree.branch(), "王建国"));
        for (int i = 1; i <= 4; i++) {
            var to = i % 2 == 1 ? tree.neighbour() : tree.branch();
            assertThat(Now.at(
                            begun.plus(Duration.ofDays(i)),
                            () -> inside(() -> affiliations.move(tree.number(), id, to, null, null))))
                    .isInstanceOf(Recording.Done.class);
            assertThat(found(to, "王建国")).containsExactly(id);
            assertThat(found(i % 2 == 1 ? tree.branch() : tree.neighbour(), "王建国"))
                    .isEmpty();
        }
        for (int hours = 0; hours < 24 * 6; hours += 6) {
            assertThat(holding(id, begun.plus(Duration.ofHours(hours)))).isEqualTo(1);
        }
        assertThat(holding(id, begun.minusSeconds(1))).isZero();
        var last = begun.plus(Duration.ofDays(4));
        refused(id, last.plusSeconds(60), null, null);
        refused(id, last.plusSeconds(60), last.plusSeconds(120), last.plusSeconds(60));
        refused(id, begun, begun.plusSeconds(5), null);
        refused(id, begun.plus(Duration.ofDays(2)), begun.plus(Duration.ofDays(5)), begun.plus(Duration.ofDays(2)));

        var left = begun.plus(Duration.ofDays(5));
        assertThat(Now.at(
                        left,
                        () -> inside(() -> affiliations.become(tree.number(), id, MemberStatus.REMOVED, null, null))))
                .isInstanceOf(Recording.Done.class);
        assertThat(holding(id, left)).isZero();
        assertThat(holding(id, left.minusSeconds(1))).isEqualTo(1);
        assertThat(Now.at(
                        left.plusSeconds(60),
                        () -> inside(() -> affiliations.move(tree.number(), id, tree.neighbour(), null, null))))
                .isInstanceOf(Recording.Refused.class);
    }

    private int holding(UUID id, Instant at) {
        return inside(() -> transaction.execute(_ -> db.sql("""
            select count(*)::int from members.affiliation where county = :county and member = :id
              and since <= :at::timestamptz and (until is null or until > :at::timestamptz)\
            """)
                .param("county", tree.number())
                .param("id", id)
                .param("at", at.toString())
                .query(Integer.class)
                .single()));
    }

    private void refused(UUID id, Instant since, @Nullable Instant until, @Nullable Instant follows) {
        assertThatThrownBy(() -> inside(() -> transaction.execute(_ -> db.sql("""
            insert into members.affiliation (county, member, branch, since, until, follows)
            values (:county, :id, :branch, :since::timestamptz, :until::timestamptz, :follows::timestamptz)\
            """)
                        .param("county", tree.number())
                        .param("id", id)
                        .param("branch", tree.branch())
                        .param("since", since.toString())
                        .param("until", until == null ? null : until.toString())
                        .param("follows", follows == null ? null : follows.toString())
                        .update())))
                .isInstanceOf(DataAccessException.class);
    }

    @Test
    void numbersFollowWhenAnOrganizationMoves() {
        var id = aMember.enrolled(tree, tree.branch(), "王建国");
        amend(id, 0, AMember.details("王建国", tree.group()), null);
        assertThat(inside(() -> organizations.move(tree.number(), tree.branch(), tree.otherTown(), "县委〔2026〕9号")))
                .isInstanceOf(Reorganizing.Done.class);
        assertThat(found(tree.otherTown(), "建国")).containsExactly(id);
        assertThat(found(tree.group(), "wjg")).containsExactly(id);
        assertThat(found(tree.town(), "建国")).isEmpty();
        assertThatThrownBy(() -> as(tree.town(), () -> members.get(tree.number(), id)))
                .isInstanceOf(NotHere.class);
    }

    @Test
    void anOrganizationWithMembersIsNotClosed() {
        aMember.enrolled(tree, tree.neighbour(), "王建国");
        assertThat(inside(() -> organizations.close(
                        tree.number(),
                        new org.onedoor.organizations.party.CloseOrganization(
                                tree.neighbour(), Now.today(), "县委〔2026〕9号", null))))
                .isInstanceOf(Reorganizing.Refused.class);
    }

    @Test
    void aMemberCorrectsAndTheBranchConfirmsOrDeclines() {
        var id = aMember.enrolled(tree, tree.branch(), "王建国");
        var account = UUID.randomUUID();
        as(tree.branch(), () -> {
            members.account(tree.number(), id, account, null);
            return true;
        });
        suggest(account, Map.of("phone", "13700137000", "unitAndPost", "柳渡镇卫生院护士", "name", "王皇帝"));
        assertThat(as(tree.branch(), () -> own.waiting(tree.number(), id))).containsOnlyKeys("phone", "unitAndPost");
        assertThat(as(tree.neighbour(), () -> own.waiting(tree.number(), id))).isEmpty();
        assertThat(as(tree.branch(), () -> own.confirm(tree.number(), id, UUID.randomUUID())))
                .isInstanceOf(Recording.Done.class);
        var file = as(tree.branch(), () -> members.get(tree.number(), id));
        assertThat(file.unitAndPost()).isEqualTo("柳渡镇卫生院护士");
        assertThat(file.name()).isEqualTo("王建国");
        assertThat(as(tree.branch(), () -> members.masked(tree.number(), file)).phone())
                .isEqualTo("137****7000");
        assertThat(as(tree.branch(), () -> own.waiting(tree.number(), id))).isEmpty();

        suggest(account, Map.of("category", "RETIRED"));
        as(tree.branch(), () -> {
            own.decline(tree.number(), id, "还没办退休手续", UUID.randomUUID());
            return true;
        });
        assertThat(inside(() -> own.answered(tree.number(), id))).contains("还没办退休手续");
        assertThat(as(tree.branch(), () -> members.get(tree.number(), id)).category())
                .isEqualTo(Category.FARMER);
        assertThat(as(tree.branch(), () -> members.history(tree.number(), id)))
                .extracting(MemberStore.Past::kind)
                .containsExactly("declined", "suggested", "confirmed", "changed", "suggested", "account", "enrolled");
    }

    private void suggest(UUID account, Map<String, String> fields) {
        inside(() -> {
            own.suggest(tree.number(), account, fields);
            return true;
        });
    }

    @Test
    void aRosterIsPagedInTheOrderOfTheTree() {
        for (int i = 0; i < 5; i++) {
            aMember.enrolled(tree, i % 2 == 0 ? tree.branch() : tree.neighbour(), "党员" + i);
        }
        var town = organizations.tree(tree.number()).get(tree.town());
        var first = as(tree.town(), () -> members.roster(tree.number(), town.lo(), town.hi(), null, null, 2));
        var second = as(tree.town(), () -> members.roster(tree.number(), town.lo(), town.hi(), null, first.next(), 2));
        var third = as(tree.town(), () -> members.roster(tree.number(), town.lo(), town.hi(), null, second.next(), 2));
        assertThat(List.of(first, second, third))
                .flatMap(slice ->
                        slice.items().stream().map(MemberStore.Line::name).toList())
                .containsExactly("党员0", "党员2", "党员4", "党员1", "党员3");
        assertThat(third.next()).isNull();
        assertThat(as(
                                tree.town(),
                                () -> members.roster(
                                        tree.number(), town.lo(), town.hi(), MemberStatus.PROBATIONARY, null, 2))
                        .items())
                .isEmpty();
        assertThatThrownBy(() -> as(
                        tree.town(),
                        () -> members.roster(tree.number(), town.lo(), town.hi(), MemberStatus.FULL, first.next(), 2)))
                .isInstanceOf(Cursors.BadCursor.class);
    }
}
