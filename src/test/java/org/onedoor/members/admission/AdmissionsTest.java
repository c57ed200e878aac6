package org.onedoor.members.admission;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.onedoor.OneDoorTest;
import org.onedoor.frame.Cursors;
import org.onedoor.frame.NotHere;
import org.onedoor.frame.Now;
import org.onedoor.frame.Overtaken;
import org.onedoor.frame.Scope;
import org.onedoor.members.AMember;
import org.onedoor.members.admission.AdmissionStore.Span;
import org.onedoor.organizations.party.AParty;
import org.onedoor.organizations.party.PartyOrganization;
import org.onedoor.organizations.party.PartyOrganizations;
import org.onedoor.organizations.party.PartyPostKind;
import org.onedoor.organizations.party.Reorganizing;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Files of admission on a real database: what is written is what the rules said, each post sees its own, nobody else any. */
@OneDoorTest
class AdmissionsTest {

    private static final LocalDate BORN = LocalDate.of(1995, 3, 2);
    private static final LocalDate APPLIED = LocalDate.of(2026, 6, 1);

    private final AParty aParty;
    private final AnAdmission anAdmission;
    private final Admissions admissions;
    private final AdmissionRights rights;
    private final PartyOrganizations organizations;
    private final JdbcClient db;
    private final TransactionTemplate transaction;
    private AParty.Tree tree;

    AdmissionsTest(
            AParty aParty,
            AnAdmission anAdmission,
            Admissions admissions,
            AdmissionRights rights,
            PartyOrganizations organizations,
            JdbcClient db,
            PlatformTransactionManager transactions) {
        this.aParty = aParty;
        this.anAdmission = anAdmission;
        this.admissions = admissions;
        this.rights = rights;
        this.organizations = organizations;
        this.db = db;
        this.transaction = new TransactionTemplate(transactions);
    }

    @BeforeEach
    void aCounty() {
        tree = aParty.found();
    }

    private int county() {
        return tree.number();
    }

    private PartyOrganization at(UUID organization) {
        return organizations.tree(county()).get(organization);
    }

    private <T> T in(Scope scope, Supplier<T> work) {
        return Scope.in(
                scope, () -> Now.at(AFile.LATER.atTime(9, 0).atZone(Now.ZONE).toInstant(), work));
    }

    private <T> T inside(Supplier<T> work) {
        return in(new Scope.Interior(county()), work);
    }

    private Scope.Party party(UUID organization) {
        return new Scope.Party(county(), at(organization).lo(), at(organization).hi());
    }

    private OpenFile wish(String number) {
        return new OpenFile(tree.branch(), "陈思远", number, "13800138000", APPLIED);
    }

    private UUID opened() {
        return anAdmission.opened(tree, wish(AMember.idNumber(BORN)));
    }

    private Recording record(UUID id, int seen, LocalDate day, Fact fact) {
        return inside(() -> admissions.record(county(), id, seen, day, fact, null));
    }

    /** The projection of a random history is the one computed anew from its lines, after every line. */
    @ParameterizedTest
    @ValueSource(ints = {3, 7, 11, 17, 23, 42})
    void aRandomHistoryIsReadBackAsTheSameFile(int seed) {
        var walked = AdmissionWalkTest.walk(seed);
        var lines = walked.history();
        var first = lines.getFirst();
        var id = inside(() -> ((Opening.Done) admissions.open(
                        county(), new OpenFile(tree.branch(), "陈思远", AMember.idNumber(BORN), null, first.day()), null))
                .id());
        for (var line : lines.subList(1, lines.size())) {
            assertThat(record(id, line.seq() - 1, line.day(), line.fact())).isInstanceOf(Recording.Done.class);
        }
        var read = inside(() -> admissions.find(county(), id).orElseThrow());
        assertThat(read.file().history().stream().map(Entry::fact))
                .containsExactlyElementsOf(lines.stream().map(Entry::fact).toList());
        assertThat(read.file().next(AFile.LATER)).isEqualTo(walked.next(AFile.LATER));
        assertThat(read.file().missing()).isEqualTo(walked.missing());
        assertThat(read.file().fullSince()).isEqualTo(walked.fullSince());
        assertThat(read.person().phase()).isEqualTo(walked.phase());
        assertThat(read.person().version()).isEqualTo(lines.size());
        assertThat(read.person().ended()).isEqualTo(Admissions.ended(walked));
        var owed = new ArrayList<String>();
        for (var side : Side.values()) {
            inside(() -> admissions.owed(county(), side, new Span(1, Integer.MAX_VALUE), List.of(), null, 50))
                    .items()
                    .forEach(one -> owed.add(one.step() + " " + one.side() + " " + one.fromOn() + " " + one.dueOn()));
        }
        assertThat(owed)
                .containsExactlyInAnyOrderElementsOf(walked.next(AFile.LATER).stream()
                        .map(next -> next.rule().number() + " " + Side.of(next.step(), walked) + " " + next.from() + " "
                                + (next.due() == null ? AdmissionStore.NO_DAY : next.due()))
                        .toList());
    }

    @Test
    void aRefusedStepIsNotWritten() {
        var id = opened();
        var refused = record(id, 1, APPLIED.plusDays(1), new Fact.Decided(Step.CHOOSE_ACTIVIST, true, null));
        assertThat(refused).isEqualTo(new Recording.Refused("admission.no.order", 3, 2));
        assertThat(inside(
                        () -> admissions.find(county(), id).orElseThrow().file().history()))
                .hasSize(1);
    }

    @Test
    void whoHasSeenFewerLinesIsOvertaken() {
        var id = opened();
        var talk = new Fact.Taken(Step.FIRST_TALK, null);
        assertThat(record(id, 1, APPLIED.plusDays(3), talk)).isInstanceOf(Recording.Done.class);
        assertThatThrownBy(() -> record(id, 1, APPLIED.plusDays(3), talk)).isInstanceOf(Overtaken.class);
        assertThatThrownBy(() -> in(
                        party(tree.neighbour()),
                        () -> admissions.record(county(), id, 2, APPLIED.plusDays(3), talk, null)))
                .isInstanceOf(NotHere.class);
    }

    /** R-DEV-1: eighteen on the day of the application. */
    @Test
    void whoIsTooYoungOrOnThePathAlreadyIsRefused() {
        var young = inside(() -> admissions.open(
                county(),
                new OpenFile(
                        tree.branch(),
                        "李小满",
                        AMember.idNumber(APPLIED.minusYears(18).plusDays(1)),
                        null,
                        APPLIED),
                null));
        assertThat(young).isEqualTo(new Opening.Refused("day", "admission.no.age", List.of(18)));
        var number = AMember.idNumber(BORN);
        var id = anAdmission.opened(tree, wish(number));
        assertThat(field(inside(() -> admissions.open(county(), wish(number), null))))
                .isEqualTo("idNumber");
        record(id, 1, APPLIED, new Fact.Ended(End.WITHDRAWN, null));
        assertThat(inside(() -> admissions.open(county(), wish(number), null))).isInstanceOf(Opening.Done.class);
        assertThat(field(inside(() -> admissions.open(county(), wish("600001199503020000"), null))))
                .isEqualTo("idNumber");
        assertThat(field(inside(() -> admissions.open(
                        county(), new OpenFile(tree.group(), "李小满", AMember.idNumber(BORN), null, APPLIED), null))))
                .isEqualTo("branch");
    }

    private static @Nullable String field(Opening opening) {
        return opening instanceof Opening.Refused refused ? refused.field() : null;
    }

    @Test
    void whoMayRecordIsWhoTheChartNames() {
        var id = opened();
        var secretary = aParty.actor(aParty.at(tree, tree.branch(), PartyPostKind.SECRETARY));
        var town = aParty.actor(aParty.at(tree, tree.town(), PartyPostKind.OFFICER));
        var top = aParty.actor(aParty.at(tree, tree.county(), PartyPostKind.ORGANIZER));
        assertThat(rights.works(secretary, tree.branch(), Side.BRANCH)).isPresent();
        assertThat(rights.works(secretary, tree.branch(), Side.COMMITTEE)).isEmpty();
        assertThat(rights.works(town, tree.branch(), Side.COMMITTEE)).isPresent();
        assertThat(rights.works(town, tree.branch(), Side.BRANCH)).isEmpty();
        assertThat(rights.works(town, tree.branch(), Side.DEPARTMENT)).isEmpty();
        assertThat(rights.works(top, tree.branch(), Side.DEPARTMENT)).isPresent();
        assertThat(rights.works(top, tree.branch(), Side.COMMITTEE)).isEmpty();
        for (var reads : List.of(secretary, town, top)) {
            assertThat(rights.see(reads, id).dossier().person().name()).isEqualTo("陈思远");
        }
        for (var stranger : List.of(
                aParty.actor(aParty.at(tree, tree.neighbour(), PartyPostKind.SECRETARY)),
                aParty.actor(aParty.at(tree, tree.otherTown(), PartyPostKind.OFFICER)),
                aParty.actor(aParty.at(tree, tree.group(), PartyPostKind.GROUP_LEADER)),
                aParty.actor(aParty.at(tree, tree.branch(), PartyPostKind.DISCIPLINE)))) {
            assertThatThrownBy(() -> rights.see(stranger, id)).isInstanceOf(NotHere.class);
        }
    }

    @Test
    void everybodyOwesTheOwnStepsOnly() {
        var id = opened();
        record(id, 1, APPLIED.plusDays(3), new Fact.Taken(Step.FIRST_TALK, null));
        record(id, 2, APPLIED.plusDays(9), new Fact.Decided(Step.CHOOSE_ACTIVIST, true, null));
        assertThat(owed(tree.branch(), PartyPostKind.SECRETARY)).containsExactly(5);
        assertThat(owed(tree.town(), PartyPostKind.OFFICER)).containsExactly(4);
        assertThat(owed(tree.county(), PartyPostKind.OFFICER)).isEmpty();
        assertThat(owed(tree.neighbour(), PartyPostKind.SECRETARY)).isEmpty();
        assertThat(owed(tree.otherTown(), PartyPostKind.OFFICER)).isEmpty();
    }

    private List<Integer> owed(UUID organization, PartyPostKind kind) {
        var actor = aParty.actor(aParty.at(tree, organization, kind));
        return rights.duties(actor).stream()
                .flatMap(duty -> in(
                        duty.hat().scope(),
                        () -> admissions.owed(county(), duty.side(), duty.in(), duty.without(), null, 50))
                        .items()
                        .stream())
                .map(AdmissionStore.Owed::step)
                .toList();
    }

    @Test
    void listsArePagedWithoutLosingOrRepeating() {
        var all = new ArrayList<UUID>();
        for (int i = 0; i < 5; i++) {
            all.add(opened());
        }
        var files = new ArrayList<UUID>();
        var owed = new ArrayList<UUID>();
        var span = new Span(at(tree.county()).lo(), at(tree.county()).hi());
        String cursor = null;
        do {
            var from = cursor;
            var page = in(party(tree.county()), () -> admissions.list(county(), span, from, 2));
            page.items().forEach(line -> files.add(line.id()));
            cursor = page.next();
        } while (cursor != null);
        do {
            var from = cursor;
            var page = in(party(tree.county()), () -> admissions.owed(county(), Side.BRANCH, span, List.of(), from, 2));
            page.items().forEach(line -> owed.add(line.file()));
            cursor = page.next();
        } while (cursor != null);
        assertThat(files).containsExactlyElementsOf(all);
        assertThat(owed).containsExactlyElementsOf(all);
        assertThatThrownBy(() -> in(party(tree.county()), () -> admissions.list(county(), span, "x", 2)))
                .isInstanceOf(Cursors.BadCursor.class);
    }

    @Test
    void aMovedBranchTakesItsFilesAlong() {
        var id = opened();
        var moved = inside(() -> organizations.move(county(), tree.branch(), tree.otherTown(), "县委〔2026〕9号"));
        assertThat(moved).isInstanceOf(Reorganizing.Done.class);
        assertThat(in(party(tree.town()), () -> admissions.find(county(), id))).isEmpty();
        assertThat(in(party(tree.otherTown()), () -> admissions.find(county(), id)))
                .isPresent();
        assertThat(owed(tree.branch(), PartyPostKind.DEPUTY)).containsExactly(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"file", "entry", "owed"})
    void theWallAskedInBareSql(String table) {
        opened();
        for (var sees : List.of(tree.branch(), tree.town(), tree.county())) {
            assertThat(rows(party(sees), table)).as(table + " by " + sees).isPositive();
        }
        for (var sees : List.of(tree.group(), tree.neighbour(), tree.otherTown())) {
            assertThat(rows(party(sees), table)).as(table + " by " + sees).isZero();
        }
        int other = aParty.found().number();
        assertThat(rows(new Scope.Interior(other), table)).isZero();
        assertThat(rows(new Scope.Party(other, 1, Integer.MAX_VALUE), table)).isZero();
        for (var scope : List.of(
                new Scope.Place(county(), 1, Integer.MAX_VALUE),
                new Scope.Office(county(), 1, Integer.MAX_VALUE),
                new Scope.Resident(county(), tree.branch()),
                new Scope.Receipt(county(), "0"),
                new Scope.County(county()),
                new Scope.Operator())) {
            assertThatThrownBy(() -> rows(scope, table))
                    .as(scope.role())
                    .isInstanceOf(DataAccessException.class)
                    .rootCause()
                    .hasMessageContaining("permission denied for schema admission");
        }
    }

    @Test
    void historyIsNeitherChangedNorTakenAway() {
        opened();
        for (var sql : List.of("update admission.entry set day = day", "delete from admission.entry")) {
            for (var scope : List.of(party(tree.county()), new Scope.Interior(county()))) {
                assertThatThrownBy(() -> Scope.in(
                                scope,
                                () -> transaction.execute(_ -> db.sql(sql).update())))
                        .isInstanceOf(DataAccessException.class)
                        .rootCause()
                        .hasMessageContaining("permission denied");
            }
        }
    }

    private int rows(Scope scope, String table) {
        return Scope.in(
                scope,
                () -> transaction.execute(_ -> db.sql("select count(*)::int from admission." + table)
                        .query(Integer.class)
                        .single()));
    }
}
