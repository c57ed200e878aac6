package org.onedoor.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.onedoor.ACounty;
import org.onedoor.ADoor;
import org.onedoor.OneDoorTest;
import org.onedoor.calendar.Limit;
import org.onedoor.frame.Now;
import org.onedoor.frame.Role;

@OneDoorTest
class CataloguePagesTest {

    private final Catalogue catalogue;
    private final ACounty counties;
    private final ADoor door;

    CataloguePagesTest(Catalogue catalogue, ACounty counties, ADoor door) {
        this.catalogue = catalogue;
        this.counties = counties;
        this.door = door;
    }

    @Test
    void everybodyFindsWhatShouldBeDoneInHerOwnWords() {
        var visitor = door.at(counties.found().county());
        var answer = visitor.get("/catalogue?q=" + encoded("水停了两天"));
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body()).contains("停水、水管漏水").contains("/catalogue/water-off");
        assertThat(visitor.get("/catalogue?q=" + encoded("量子纠缠")).body()).contains("没关系，说不清归谁管也能办");
    }

    @Test
    void dangerShowsWhomToCallFirst() {
        var visitor = door.at(counties.found().county());
        assertThat(visitor.get("/catalogue?q=" + encoded("厨房有煤气味")).body()).contains("tel:119");
        assertThat(visitor.get("/catalogue?q=" + encoded("路灯")).body()).doesNotContain("tel:1");
    }

    @Test
    void theListHasEveryGroupAndAGroupHasItsOwnPage() {
        var visitor = door.at(counties.found().county());
        assertThat(visitor.get("/catalogue").body()).contains("医保社保", "干部作风", "说不清的事", "不用再开的证明（20 项）");
        var group = visitor.get("/catalogue?group=relief").body();
        assertThat(group).contains("申请低保").doesNotContain("停水");
    }

    @Test
    void thePromiseIsShownBeforeFilingWithDateAndHour() {
        var visitor = door.at(counties.found().county());
        var page = visitor.get("/catalogue/old-age-allowance").body();
        assertThat(page)
                .containsPattern("[0-9]+ 月 [0-9]+ 日（周.）[0-9]{2}:[0-9]{2} 前办好")
                .contains("5 个工作日内")
                .contains("老人的社保卡")
                .contains("/cases/new?item=old-age-allowance")
                .contains("镇民政办");
    }

    @Test
    void aReportSaysWhoWillSeeItAndNamesTheOutsideChannel() {
        var page = door.at(counties.found().county())
                .get("/catalogue/cadre-conduct")
                .body();
        assertThat(page).contains("只有县里受理的人看得到").contains("12388");
    }

    @Test
    void aCertificateThatIsNotIssuedSaysWhereToGo() {
        var page =
                door.at(counties.found().county()).get("/catalogue/no-marriage").body();
        assertThat(page).contains("村里不再开具").contains("婚姻登记处").doesNotContain("item=no-marriage");
    }

    @Test
    void whatIsNotInTheCatalogueIsNotHere() {
        assertThat(door.at(counties.found().county()).get("/catalogue/nothing").status())
                .isEqualTo(404);
    }

    @Test
    void administratorsPublishANewVersion() {
        int county = counties.found().county();
        var admin = door.at(county).as(Role.SECURITY_ADMIN);
        assertThat(admin.get("/admin/catalogue?group=repair").body()).contains("路灯不亮");
        assertThat(admin.get("/admin/catalogue/street-light").status()).isEqualTo(200);

        var answer = admin.post("/admin/catalogue/street-light", form(county, Map.of("amount", "2")));

        assertThat(answer.status()).isEqualTo(302);
        assertThat(answer.location()).endsWith("/admin/catalogue/street-light?published=2");
        assertThat(admin.get("/admin/catalogue/street-light?published=2").body())
                .contains("第 2 版已发布");
        assertThat(catalogue.of(county).byCode("street-light").orElseThrow().promise())
                .isEqualTo(Limit.workingDays(2));
    }

    @Test
    void whatIsBadlyFilledInStaysOnTheForm() {
        int county = counties.found().county();
        var admin = door.at(county).as(Role.SYSTEM_ADMIN);
        admin.get("/admin/catalogue/street-light");
        var answer = admin.post(
                "/admin/catalogue/street-light", form(county, Map.of("amount", "0", "name", "", "questions", "乱写")));
        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.body()).contains("写上名称", "时限填 1 到 365 的数", "第 1 行看不懂").contains("乱写");
    }

    @Test
    void aCertificateAmongTheMaterialsIsRefusedWithTheReason() {
        int county = counties.found().county();
        var admin = door.at(county).as(Role.SYSTEM_ADMIN);
        admin.get("/admin/catalogue/street-light");
        var answer = admin.post("/admin/catalogue/street-light", form(county, Map.of("materials", "财产证明")));
        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.body()).contains("“财产证明”村里已不再开具");
    }

    @Test
    void aCountyAddsItsOwnItemOnce() {
        int county = counties.found().county();
        var admin = door.at(county).as(Role.SYSTEM_ADMIN);
        admin.get("/admin/catalogue/new");
        var form = new HashMap<>(form(county, Map.of("code", "ferry", "name", "渡船停了", "keywords", "渡船 摆渡")));
        assertThat(admin.post("/admin/catalogue/new", form).status()).isEqualTo(302);
        assertThat(catalogue.of(county).search("渡船不开", 1))
                .extracting(Item::code)
                .containsExactly("ferry");
        admin.get("/admin/catalogue/new");
        assertThat(admin.post("/admin/catalogue/new", form).body()).contains("这个代号已经有了");
    }

    @ParameterizedTest
    @EnumSource(
            value = Role.class,
            names = {"VISITOR", "RESIDENT", "STAFF", "SUPERVISOR", "AUDIT_ADMIN"})
    void nobodyElseChangesItems(Role role) {
        int county = counties.found().county();
        var somebody = door.at(county).as(role);
        int refused = role == Role.VISITOR ? 303 : 403;
        assertThat(somebody.get("/admin/catalogue").status()).isIn(refused, 302);
        assertThat(somebody.get("/admin/catalogue/street-light").status()).isIn(refused, 302);
    }

    private Map<String, String> form(int county, Map<String, String> changed) {
        var item = catalogue.of(county).byCode("street-light").orElseThrow();
        var form = ItemForm.of(item, Now.today(), false);
        var fields = new HashMap<>(Map.of(
                "code", form.code(),
                "kind", form.kind(),
                "group", form.group(),
                "name", form.name(),
                "amount", form.amount(),
                "unit", form.unit(),
                "safety", form.safety(),
                "authority", form.authority(),
                "office", form.office(),
                "line", form.line()));
        fields.putAll(Map.of(
                "publicMatter", "true",
                "nameEn", form.nameEn(),
                "explain", form.explain(),
                "explainEn", form.explainEn(),
                "keywords", form.keywords(),
                "materials", form.materials(),
                "questions", form.questions(),
                "from", form.from()));
        fields.putAll(changed);
        return fields;
    }

    private static String encoded(String text) {
        return java.net.URLEncoder.encode(text, java.nio.charset.StandardCharsets.UTF_8);
    }
}
