package org.onedoor.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** People do not know what a thing is called. */
class FinderTest {

    private final Items items = SomeItems.defaults();

    @ParameterizedTest
    @CsvSource({
        "水停了两天了, water-off",
        "家里没水做不了饭, water-off",
        "我家门口路灯坏了晚上看不见, street-light",
        "垃圾堆了一个星期没人拉, garbage",
        "八十三岁的老娘能不能领高龄钱, old-age-allowance",
        "老爹住院花了三万怎么报销, medical-refund",
        "包工头跑了工钱没给, unpaid-wages",
        "孩子上小学要去哪里报名, school-place",
        "我妈的养老金这个月没到账, pension-stopped",
        "想盖新房要批地基, homestead",
        "邻居家盖房占了我家地界, land-boundary",
        "井盖不见了怕小孩掉下去, manhole",
        "村干部收钱办事, cadre-conduct",
        "书记把低保给了他亲戚, report-embezzlement",
        "单位要我开单身证明, no-marriage",
        "银行让我证明我妈是我妈, no-kinship",
        "在广州住院要备案吗, medical-elsewhere",
        "老人一个人在家电话打不通, elder-visit",
        "社保卡丢了, social-card",
        "老公打我, family-trouble",
        "轮椅在哪里领, assistive-device",
        "党组织关系怎么转到深圳, party-transfer",
        "想开个小卖部, open-shop",
        "猪病了, crop-trouble",
        "河里全是死鱼, river",
        "邻居家狗咬人, stray-dogs",
        "房子墙裂了快塌了, unsafe-house",
        "退伍军人有什么补助, veteran-benefits",
        "下水道堵了返水, sewage",
        "street light, street-light"
    })
    void everydayWordsFindTheirItemAmongTheFirstThree(String words, String code) {
        assertThat(items.search(words, 3)).extracting(Item::code).contains(code);
    }

    @ParameterizedTest
    @CsvSource({
        "水停了, water-off",
        "路灯, street-light",
        "垃圾, garbage",
        "低保, minimum-living",
        "身份证到期了, identity-card",
        "停电, power-off"
    })
    void plainWordsFindTheirItemFirst(String words, String code) {
        assertThat(items.search(words, 5).getFirst().code()).isEqualTo(code);
    }

    @Test
    void whatFitsNothingFindsNothing() {
        assertThat(items.search("量子纠缠", 5)).isEmpty();
        assertThat(items.search("   ", 5)).isEmpty();
        assertThat(items.search("？？", 5)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"厨房有煤气味, 119", "隔壁 着 火 了, 119", "老人晕倒了, 120", "有人要跳楼, 110", "烧炭煤气中毒了, 120"})
    void dangerNamesTheNumberToCall(String words, String number) {
        assertThat(items.danger(words)).get().extracting(Danger::number).isEqualTo(number);
    }

    @ParameterizedTest
    @CsvSource({"煤气罐换气找谁", "路灯不亮", "孩子上火了", "想问问低保"})
    void ordinaryWordsAreNoDanger(String words) {
        assertThat(items.danger(words)).isEmpty();
    }
}
