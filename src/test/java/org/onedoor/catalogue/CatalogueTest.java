package org.onedoor.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.onedoor.ACounty;
import org.onedoor.OneDoorTest;
import org.onedoor.calendar.Limit;
import org.onedoor.frame.NotHere;
import org.onedoor.frame.Now;
import org.onedoor.frame.Scope;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

@OneDoorTest
class CatalogueTest {

    private static final UUID SOMEBODY = new UUID(0x7000, 0x8000_0000_0000_0002L);

    private final Catalogue catalogue;
    private final ACounty counties;
    private final JdbcClient db;
    private final TransactionTemplate transaction;

    CatalogueTest(Catalogue catalogue, ACounty counties, JdbcClient db, PlatformTransactionManager transactions) {
        this.catalogue = catalogue;
        this.counties = counties;
        this.db = db;
        this.transaction = new TransactionTemplate(transactions);
    }

    @Test
    void aNewCountyHasTheDefaults() {
        var items = catalogue.of(counties.found().county());
        assertThat(items.all()).hasSameSizeAs(new DefaultItems().items());
        assertThat(items.byCode("street-light")).get().satisfies(item -> {
            assertThat(item.promise()).isEqualTo(Limit.workingDays(3));
            assertThat(item.questions()).extracting(Question::key).containsExactly("pole");
            assertThat(items.get(item.id())).isEqualTo(item);
        });
    }

    @Test
    void theDefaultsCanBeLookedAtInsideATransactionOfAnotherScope() {
        int county = counties.found().county();
        var found = Scope.in(
                new Scope.Receipt(county, "0"),
                () -> transaction.execute(_ -> catalogue.of(county).general().name()));
        assertThat(found).isEqualTo("说不清的事");
    }

    @Test
    void loadingTwiceChangesNothing() {
        int county = counties.found().county();
        var before = catalogue.of(county).all();
        Scope.in(new Scope.County(county), () -> catalogue.load(county));
        assertThat(catalogue.of(county).all()).isEqualTo(before);
    }

    @Test
    void aNewVersionHoldsFromItsDayAndOldCasesKeepTheirs() {
        int county = counties.found().county();
        var old = catalogue.of(county).byCode("street-light").orElseThrow();
        var tomorrow = Now.today().plusDays(1);

        var published = publish(county, "street-light", Limit.workingDays(2), tomorrow, false);

        assertThat(published).isInstanceOf(Publishing.Published.class);
        assertThat(catalogue.of(county).byCode("street-light")).contains(old);
        Now.at(noon(tomorrow), () -> {
            var items = catalogue.of(county);
            assertThat(items.byCode("street-light").orElseThrow().promise()).isEqualTo(Limit.workingDays(2));
            assertThat(items.get(old.id()).promise()).isEqualTo(Limit.workingDays(3));
        });
    }

    @Test
    void whoPublishesLaterWins() {
        int county = counties.found().county();
        var today = Now.today();
        publish(county, "garbage", Limit.workingDays(9), today.plusDays(30), false);
        publish(county, "garbage", Limit.workingDays(1), today, false);
        Now.at(noon(today.plusDays(40)), () -> assertThat(
                        catalogue.of(county).byCode("garbage").orElseThrow().promise())
                .isEqualTo(Limit.workingDays(1)));
    }

    @Test
    void aRetiredItemIsNoLongerOfferedButStillRead() {
        int county = counties.found().county();
        var thanks = catalogue.of(county).byCode("thanks").orElseThrow();
        publish(county, "thanks", thanks.promise(), Now.today(), true);
        var items = catalogue.of(county);
        assertThat(items.byCode("thanks")).isEmpty();
        assertThat(items.search("表扬", 3)).extracting(Item::code).doesNotContain("thanks");
        assertThat(items.get(thanks.id()).name()).isEqualTo(thanks.name());
    }

    @Test
    void whatACountyPublishedIsNotOverwrittenByDefaults() {
        int county = counties.found().county();
        publish(county, "garbage", Limit.workingDays(1), Now.today(), false);
        Scope.in(new Scope.County(county), () -> catalogue.load(county));
        assertThat(catalogue.of(county).byCode("garbage").orElseThrow().promise())
                .isEqualTo(Limit.workingDays(1));
    }

    @Test
    void anotherCountysItemsAreNotHere() {
        var mine = catalogue.of(counties.found().county()).general();
        var others = catalogue.of(counties.found().county());
        assertThatThrownBy(() -> others.get(mine.id())).isInstanceOf(NotHere.class);
    }

    @Test
    void noVersionAsksForACertificateThatIsNoLongerIssued() {
        int county = counties.found().county();
        var wanted = wish(county, "homestead", Now.today(), List.of("身份证", "村委会开的婚姻状况证明"));
        assertThat(publish(wanted))
                .as("R-CEN-12")
                .isEqualTo(new Publishing.Refused("materials", "catalogue.refused.certificate", "婚姻状况证明"));
        assertThat(publish(wish(county, "homestead", Now.today(), List.of("单身证明"))))
                .isInstanceOf(Publishing.Refused.class);
    }

    @Test
    void aVersionDoesNotBeginInThePast() {
        int county = counties.found().county();
        assertThat(publish(wish(county, "homestead", Now.today().minusDays(1), List.of())))
                .isEqualTo(new Publishing.Refused("from", "catalogue.refused.past", ""));
    }

    @Test
    void theUnclearMatterCannotBeRetired() {
        int county = counties.found().county();
        assertThat(publish(county, "general", Limit.workingDays(5), Now.today(), true))
                .isEqualTo(new Publishing.Refused("retired", "catalogue.refused.general", ""));
    }

    @Test
    void publishedVersionsCannotBeChangedAndAreSeenByTheirCountyOnly() {
        int county = counties.found().county();
        catalogue.of(county);
        int other = counties.found().county();
        Long seen = Scope.in(
                new Scope.County(other),
                () -> transaction.execute(_ -> db.sql("select count(*) from catalogue.item where county = :county")
                        .param("county", county)
                        .query(Long.class)
                        .single()));
        assertThat(seen).isZero();
        assertThatThrownBy(() -> Scope.in(
                        new Scope.County(county),
                        () -> transaction.execute(_ ->
                                db.sql("update catalogue.item set name = 'x'").update())))
                .isInstanceOf(DataAccessException.class);
        assertThatThrownBy(() -> Scope.in(
                        new Scope.Place(county, 1, 9),
                        () -> transaction.execute(_ -> db.sql("select count(*) from catalogue.item")
                                .query()
                                .singleRow())))
                .isInstanceOf(DataAccessException.class);
    }

    private Publishing publish(int county, String code, Limit promise, LocalDate from, boolean retired) {
        var item = catalogue.of(county).byCode(code).orElseThrow();
        return publish(wish(county, item, promise, item.materials(), from, retired));
    }

    private PublishItem wish(int county, String code, LocalDate from, List<String> materials) {
        var item = catalogue.of(county).byCode(code).orElseThrow();
        return wish(county, item, item.promise(), materials, from, false);
    }

    private static PublishItem wish(
            int county, Item item, Limit promise, List<String> materials, LocalDate from, boolean retired) {
        return new PublishItem(
                county,
                item.code(),
                item.group(),
                item.name(),
                item.nameEn(),
                item.kind(),
                item.publicMatter(),
                item.protectedPath(),
                promise,
                item.safety(),
                item.authority(),
                item.officeKind(),
                item.line(),
                item.questions(),
                item.keywords(),
                materials,
                item.explain(),
                item.explainEn(),
                item.help(),
                from,
                retired,
                SOMEBODY);
    }

    private Publishing publish(PublishItem wanted) {
        return Scope.in(new Scope.County(wanted.county()), () -> catalogue.publish(wanted));
    }

    private static Instant noon(LocalDate day) {
        return day.atTime(12, 0).atZone(Now.ZONE).toInstant();
    }
}
