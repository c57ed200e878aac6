package org.onedoor.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.onedoor.calendar.Limit;

/** What the shipped catalogue promises. */
class DefaultItemsTest {

    /** R-CEN-12, first batch, in the ministry's order. */
    private static final List<String> NO_LONGER = List.of(
            "亲属关系",
            "居民身份信息",
            "户口登记项目内容变更申请",
            "养犬",
            "无犯罪记录",
            "社区戒毒康复表现",
            "人员失踪",
            "婚姻状况",
            "出生",
            "健在",
            "死亡",
            "疾病状况",
            "残疾状况",
            "婚育状况",
            "就业状况",
            "个人档案",
            "财产",
            "遗产继承权",
            "市场主体住所",
            "证件遗失");

    private final Items items = SomeItems.defaults();

    @Test
    void theTwentyCertificatesAreExplainedAndNotIssued() {
        var notIssued = items.all().stream()
                .filter(item -> item.kind() == Kind.NOT_ISSUED)
                .toList();
        assertThat(notIssued)
                .extracting(Item::name)
                .containsExactlyElementsOf(
                        NO_LONGER.stream().map(fact -> fact + "证明").toList());
        assertThat(notIssued).allSatisfy(item -> {
            assertThat(item.explain()).isNotBlank();
            assertThat(item.explainEn()).isNotBlank();
        });
    }

    @Test
    void noItemAsksForACertificateThatIsNoLongerIssued() {
        for (var item : items.all()) {
            for (var material : item.materials()) {
                assertThat(Catalogue.notIssued(material, items))
                        .as("%s asks for %s (R-CEN-12)", item.name(), material)
                        .isEmpty();
            }
        }
    }

    @Test
    void everyTileAndEveryServiceLineHasItems() {
        assertThat(items.groups().stream().filter(Group::tile).map(Group::name))
                .containsExactly("医保社保", "养老高龄", "低保救助", "开个证明", "住房宅基", "找活学艺", "报修投诉", "残疾帮扶");
        assertThat(items.groups())
                .allSatisfy(group -> assertThat(items.in(group.code())).isNotEmpty());
        assertThat(items.all().stream().map(Item::line).collect(Collectors.toSet()))
                .containsExactly(1, 2, 3, 4, 5);
    }

    @Test
    void whatIsUnclearHasFiveWorkingDays() {
        assertThat(items.general().promise()).isEqualTo(Limit.workingDays(5));
        assertThat(items.general().name()).isEqualTo("说不清的事");
    }

    @Test
    void reportsGoTheProtectedWay() {
        assertThat(items.all().stream().filter(item -> item.kind() == Kind.REPORT))
                .isNotEmpty()
                .allMatch(Item::protectedPath);
        assertThat(items.byCode("cadre-conduct").orElseThrow().protectedPath()).isTrue();
    }

    @Test
    void whatEndangersPeopleIsPromisedInHoursAndRechecked() {
        assertThat(items.all().stream().filter(item -> item.safety() == Urgency.SAFETY))
                .isNotEmpty()
                .allMatch(Item::help)
                .allMatch(item -> item.promise().unit() == Limit.Unit.HOURS
                        || item.promise().amount() <= 3);
    }

    @Test
    void codesAndQuestionKeysAreUnique() {
        var codes = new HashSet<String>();
        for (var item : items.all()) {
            assertThat(codes.add(item.code())).as(item.code()).isTrue();
            var keys = new HashSet<String>();
            item.questions()
                    .forEach(question -> assertThat(keys.add(question.key())).isTrue());
            assertThat(item.nameEn()).as("English name of %s", item.code()).isNotBlank();
        }
    }
}
