package org.onedoor.regions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.onedoor.ACounty;
import org.onedoor.OneDoorTest;
import org.onedoor.frame.NotHere;
import org.onedoor.frame.Scope;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

@OneDoorTest
class RegionsTest {

    private final Regions regions;
    private final Counties counties;
    private final ACounty counties60;
    private final JdbcClient db;
    private final TransactionTemplate transaction;

    RegionsTest(
            Regions regions,
            Counties counties,
            ACounty counties60,
            JdbcClient db,
            PlatformTransactionManager transactions) {
        this.regions = regions;
        this.counties = counties;
        this.counties60 = counties60;
        this.db = db;
        this.transaction = new TransactionTemplate(transactions);
    }

    @Test
    void thePlaceTreeAnswersFromMemory() {
        var home = counties60.found();
        var tree = regions.tree(home.county());
        assertThat(tree.root()).isEqualTo(home.root());
        assertThat(tree.path(home.grid().id())).isEqualTo("柳渡镇 · 望溪村 · 第一网格");
        assertThat(tree.englishPath(home.village().id())).isEqualTo("Liudu Town · Wangxi Village");
        assertThat(tree.above(home.grid().id(), Level.TOWN)).contains(home.town());
        assertThat(tree.above(home.town().id(), Level.GRID)).isEmpty();
        assertThat(tree.all(Level.VILLAGE)).containsExactlyInAnyOrder(home.village(), home.community());
        assertThat(tree.children(home.village().id())).containsExactly(home.grid(), home.otherGrid());
        assertThat(tree.byCode(home.village().code())).contains(home.village());
        assertThat(tree.atLo(home.village().lo())).contains(home.village());
        assertThat(tree.atLo(home.grid().lo() + 3)).contains(home.grid());
        assertThat(tree.atLo(home.village().hi())).contains(home.village());
        assertThat(home.town().holds(home.grid())).isTrue();
        assertThat(home.community().holds(home.grid())).isFalse();
        assertThatThrownBy(() -> tree.get(new java.util.UUID(1, 1))).isInstanceOf(NotHere.class);
    }

    @Test
    void aPlaceThatDoesNotFitIsRefusedWithTheReason() {
        var home = counties60.found();
        var code = home.village().code();
        assertThat(why(home, new AddPlace(home.town().id(), Level.VILLAGE, code, "重号村", null, false)))
                .isEqualTo(Placing.Why.CODE_TAKEN);
        assertThat(why(home, new AddPlace(home.town().id(), Level.VILLAGE, "60010110020", "少一位", null, false)))
                .isEqualTo(Placing.Why.CODE_MALFORMED);
        assertThat(why(home, new AddPlace(home.root().id(), Level.VILLAGE, "600101100299", "越级", null, false)))
                .isEqualTo(Placing.Why.PARENT_UNFIT);
        assertThat(why(home, new AddPlace(null, Level.COUNTY, "600199000000", "又一个县", null, false)))
                .isEqualTo(Placing.Why.COUNTY_THERE);
        assertThat(why(home, new AddPlace(home.town().id(), Level.VILLAGE, "600101100298", "  ", null, false)))
                .isEqualTo(Placing.Why.NAME_MISSING);
    }

    @Test
    void aRenamedPlaceIsStillFoundByItsOldCode() {
        var home = counties60.found();
        var old = home.community();
        var wish = new AmendPlace(old.id(), old.code().replace("001", "002"), "河东新社区", null, true);
        assertThat(in(home, () -> regions.amend(wish))).isInstanceOf(Placing.Done.class);
        var tree = regions.tree(home.county());
        assertThat(tree.get(old.id()).name()).isEqualTo("河东新社区");
        assertThat(tree.get(old.id()).lo()).isEqualTo(old.lo());
        assertThat(tree.byCode(old.code())).contains(tree.get(old.id()));
    }

    @Test
    void aVillageWithGridsCannotBeClosedButCanBeTakenOverByAnother() {
        var home = counties60.found();
        var village = home.village();
        assertThat(in(home, () -> regions.close(village.id()))).isEqualTo(new Placing.Refused(Placing.Why.NOT_EMPTY));
        assertThat(in(home, () -> regions.replace(village.id(), home.town().id())))
                .isEqualTo(new Placing.Refused(Placing.Why.SUCCESSOR_UNFIT));

        assertThat(in(home, () -> regions.replace(village.id(), home.community().id())))
                .isInstanceOf(Placing.Done.class);

        var tree = regions.tree(home.county());
        var successor = tree.get(home.community().id());
        var closed = tree.get(village.id());
        assertThat(closed.replacedBy()).isEqualTo(successor.id());
        assertThat(tree.all(Level.VILLAGE)).containsExactly(successor);
        assertThat(tree.children(successor.id())).extracting(Place::name).containsExactly("第一网格", "第二网格");
        assertThat(successor.holds(closed))
                .as("old records stay in sight of the successor")
                .isTrue();
        assertThat(tree.above(closed.id(), Level.VILLAGE)).contains(successor);
        assertThat(tree.atLo(closed.lo())).contains(closed);
        assertThat(tree.path(closed.id())).isEqualTo("柳渡镇 · 望溪村");
    }

    @Test
    void renumberingTellsWhoeverKeepsCopiesInTheSameTransaction() {
        var home = counties60.found();
        var before = ACopyOfLos.SEEN.size();
        in(home, () -> regions.replace(home.village().id(), home.community().id()));
        var told = ACopyOfLos.SEEN.subList(before, ACopyOfLos.SEEN.size());
        var tree = regions.tree(home.county());
        assertThat(told).isNotEmpty().allSatisfy(move -> {
            assertThat(tree.get(move.place()).lo()).isEqualTo(move.lo());
            assertThat(tree.get(move.place()).hi()).isEqualTo(move.hi());
        });
    }

    @Test
    void aVillageThatOutgrowsItsNumbersTakesItsRecordsAlong() {
        var home = counties60.found();
        var before = ACopyOfLos.SEEN.size();
        in(home, () -> {
            for (int i = 3; i <= 130; i++) {
                regions.add(new AddPlace(
                        home.village().id(),
                        Level.GRID,
                        home.village().code() + "%03d".formatted(i),
                        "第" + i + "网格",
                        null,
                        false));
            }
            return null;
        });
        var tree = regions.tree(home.county());
        var village = tree.get(home.village().id());
        assertThat(village.lo()).isNotEqualTo(home.village().lo());
        assertThat(tree.children(village.id())).hasSize(130).allMatch(village::holds);
        assertThat(tree.get(home.community().id())).isEqualTo(home.community());
        assertThat(ACopyOfLos.SEEN.subList(before, ACopyOfLos.SEEN.size())).anySatisfy(move -> {
            assertThat(move.place()).isEqualTo(home.grid().id());
            assertThat(move.oldLo()).isEqualTo(home.grid().lo());
            assertThat(move.lo()).isEqualTo(tree.get(home.grid().id()).lo());
        });
    }

    @Test
    void placesAddedAtTheSameMomentDoNotGetInEachOthersWay() throws Exception {
        var home = counties60.found();
        try (var people = java.util.concurrent.Executors.newVirtualThreadPerTaskExecutor()) {
            for (int person = 0; person < 6; person++) {
                int mine = 300 + person * 10;
                people.submit(() -> in(home, () -> {
                    for (int i = 0; i < 5; i++) {
                        var code = home.town().code().substring(0, 9) + (mine + i);
                        regions.add(new AddPlace(home.town().id(), Level.VILLAGE, code, "新村", null, false));
                    }
                    return null;
                }));
            }
        }
        var villages = regions.tree(home.county()).children(home.town().id());
        assertThat(villages).hasSize(2 + 30).extracting(Place::lo).doesNotHaveDuplicates();
        assertThat(villages).allMatch(home.town()::holds);
    }

    @Test
    void aPointFindsItsGridAndAPointOutsideTheNearestVillage() {
        var home = counties60.found();
        Map<java.util.UUID, Geometry> outlines = Map.of(
                home.grid().id(), square(112.50, 31.20),
                home.otherGrid().id(), square(112.51, 31.20),
                home.community().id(), square(112.60, 31.20));
        in(home, () -> {
            regions.draw(outlines);
            return null;
        });
        assertThat(regions.locate(home.county(), 112.505, 31.205)).isEqualTo(new Located(home.grid(), false));
        assertThat(regions.locate(home.county(), 112.515, 31.205)).isEqualTo(new Located(home.otherGrid(), false));
        assertThat(regions.locate(home.county(), 112.605, 31.205)).isEqualTo(new Located(home.community(), false));
        assertThat(regions.locate(home.county(), 112.53, 31.205)).isEqualTo(new Located(home.village(), true));
        assertThat(regions.locate(home.county(), 112.58, 31.205)).isEqualTo(new Located(home.community(), true));
        assertThatThrownBy(() -> regions.locate(home.county(), 112, 310)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void nearestIsCountedInMetresNotInDegrees() {
        var home = counties60.found();
        Map<java.util.UUID, Geometry> outlines = Map.of(
                home.village().id(), square(112.50, 60.00), home.community().id(), square(112.80, 60.20));
        in(home, () -> {
            regions.draw(outlines);
            return null;
        });
        // 0.15° east of the one is 8.4 km, 0.10° south of the other 11.1 km.
        assertThat(regions.locate(home.county(), 112.66, 60.00 + 0.005).place()).isEqualTo(home.village());
    }

    @Test
    void withoutOutlinesAPointIsOnlyKnownToBeSomewhereInTheCounty() {
        var home = counties60.found();
        assertThat(regions.locate(home.county(), 112.5, 31.2)).isEqualTo(new Located(home.root(), true));
    }

    @Test
    void anotherCountySeesAndChangesNothing() {
        var home = counties60.found();
        var other = counties60.found();
        var seen = Scope.in(
                new Scope.County(other.county()),
                () -> transaction.execute(_ -> db.sql("select count(*) from regions.place where county = :county")
                        .param("county", home.county())
                        .query(Long.class)
                        .single()));
        assertThat(seen).isZero();
        assertThatThrownBy(() -> in(other, () -> regions.close(home.community().id())))
                .isInstanceOf(NotHere.class);
        assertThatThrownBy(() -> Scope.in(
                        new Scope.Place(home.county(), 1, 9),
                        () -> transaction.execute(_ -> db.sql("select count(*) from regions.place")
                                .query(Long.class)
                                .single())))
                .isInstanceOf(DataAccessException.class)
                .rootCause()
                .hasMessageContaining("permission denied");
    }

    @Test
    void aListOfPlacesGoesInOnceAndChangesNothingTheSecondTime() {
        var home = counties60.found();
        var prefix = home.root().code().substring(0, 6);
        var csv = """
            级别,区划代码,名称,英文名,上级代码,类型
            村,%1$s101201,"石桥, 上村",,,
            镇,%1$s101000,石桥镇,Shiqiao Town,%1$s000000,
            社区,%1$s101001,石桥社区,,%1$s101000,居委会
            网格,%1$s101201001,第一网格,,,
            """.formatted(prefix);
        var file = PlaceFile.read(csv.getBytes(StandardCharsets.UTF_8), regions.tree(home.county()));
        assertThat(file.faults()).isEmpty();
        assertThat(in(home, () -> regions.take(file.rows()))).isEqualTo(new Taken(4, 0, 0, 0));
        var tree = regions.tree(home.county());
        assertThat(tree.path(tree.byCode(prefix + "101201001").orElseThrow().id()))
                .isEqualTo("石桥镇 · 石桥, 上村 · 第一网格");
        assertThat(tree.byCode(prefix + "101001").orElseThrow().community()).isTrue();

        var again = PlaceFile.read(csv.getBytes(StandardCharsets.UTF_8), tree);
        assertThat(in(home, () -> regions.take(again.rows()))).isEqualTo(new Taken(0, 0, 4, 0));

        var template = PlaceFile.template(regions.tree(home.county())).getBytes(StandardCharsets.UTF_8);
        var own = PlaceFile.read(template, regions.tree(home.county()));
        assertThat(own.faults()).as("what we hand out we take back").isEmpty();
        assertThat(in(home, () -> regions.take(own.rows()))).isEqualTo(new Taken(0, 0, 10, 0));
    }

    @Test
    void whereTheSeederStandsIsKept() {
        var home = counties60.found();
        assertThat(counties.seededUntil(home.county())).isEmpty();
        counties.seededUntil(home.county(), Instant.parse("2026-05-01T00:00:00Z"));
        assertThat(counties.seededUntil(home.county())).contains(Instant.parse("2026-05-01T00:00:00Z"));
        counties.seededUntil(home.county(), null);
        assertThat(counties.seededUntil(home.county())).isEmpty();
    }

    private static Geometry square(double longitude, double latitude) {
        return new GeometryFactory().toGeometry(new Envelope(longitude, longitude + 0.01, latitude, latitude + 0.01));
    }

    private Placing.Why why(ACounty.Home home, AddPlace wish) {
        return in(home, () -> regions.place(wish)) instanceof Placing.Refused(var why) ? why : null;
    }

    private static <T> T in(ACounty.Home home, Supplier<T> work) {
        return Scope.in(new Scope.County(home.county()), work);
    }
}
