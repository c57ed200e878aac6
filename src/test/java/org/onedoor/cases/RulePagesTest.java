package org.onedoor.cases;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.onedoor.ACounty;
import org.onedoor.ADoor;
import org.onedoor.OneDoorTest;
import org.onedoor.Staff;
import org.onedoor.frame.Now;
import org.onedoor.frame.Role;

@OneDoorTest
class RulePagesTest {

    private final RuleBook rules;
    private final LadderBook ladder;
    private final ACounty homes;
    private final ADoor door;
    private final Staff staff;

    RulePagesTest(RuleBook rules, LadderBook ladder, ACounty homes, ADoor door, Staff staff) {
        this.rules = rules;
        this.ladder = ladder;
        this.homes = homes;
        this.door = door;
        this.staff = staff;
    }

    @Test
    void theSecurityAdministratorPlansRulesFromALaterDayWithAReason() {
        int county = homes.found().county();
        var admin = staff.admin(county, Role.SECURITY_ADMIN);
        var page = admin.get("/admin/cases/rules");
        assertThat(page.text()).contains("现在算数的", "抽多少回访 10%", "到点后 2 个工作日 镇里", "还没有改过");
        var day = Now.today().plusDays(9);
        var form = admin.get("/admin/cases/rules/new?from=" + day);
        assertThat(form.field("window-days")).isEqualTo("7");

        var wanted = filled(form, "window-days", "10", "amount-town", "3", "reason", "县政府办会议定的");
        wanted.put("from", day.toString());
        wanted.remove("on-half");
        assertThat(admin.post("/admin/cases/rules/new", wanted).path()).isEqualTo("/admin/cases/rules?done=planned");
        assertThat(rules.of(county)).as("today is as it was").isEqualTo(Rules.DEFAULT);
        assertThat(rules.of(county, day).windowDays()).isEqualTo(10);
        assertThat(ladder.of(county, day))
                .extracting(LadderRule::rung)
                .containsExactlyInAnyOrder("dispatch", "most", "due", "town", "county");
        assertThat(admin.get("/admin/cases/rules?done=planned").text())
                .contains(
                        "排好了，到那天自己生效",
                        "县政府办会议定的",
                        "答复后等居民说话：7 天 改成 10 天",
                        "上报：到点后 2 个工作日，告诉镇里 改成 到点后 3 个工作日，告诉镇里",
                        "上报：过了 50% 的时间，告诉经办人 改成 不报");

        admin.post("/admin/cases/rules/withdraw", "from", day.toString());
        assertThat(rules.of(county, day)).isEqualTo(Rules.DEFAULT);
        assertThat(admin.post("/admin/cases/rules/withdraw", "from", day.toString())
                        .status())
                .as("nothing planned, nothing to take back")
                .isEqualTo(404);
    }

    @Test
    void nonsenseIsRefusedAtItsFieldAndWhatWasTypedIsKept() {
        int county = homes.found().county();
        var admin = door.at(county).as(Role.SECURITY_ADMIN);
        for (var day : new String[] {"", "gestern", Now.today().toString(), "2020-01-01", "2099-01-01"}) {
            var refused = admin.get("/admin/cases/rules/new?from=" + day);
            assertThat(refused.status()).as(day).isEqualTo(422);
            assertThat(refused.body()).contains("id=\"from-error\"");
        }
        var day = Now.today().plusDays(1).toString();
        var form = admin.get("/admin/cases/rules/new?from=" + day);
        var wrong = filled(
                form,
                "window-days",
                "0",
                "recheck-percent",
                "101",
                "accept-days",
                "viele",
                "dispatch-safety-hours",
                "24",
                "amount-county",
                "1",
                "reason",
                "");
        wrong.put("from", day);
        var refused = admin.post("/admin/cases/rules/new", wrong);
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.body())
                .contains(
                        "id=\"window-days-error\"",
                        "id=\"recheck-percent-error\"",
                        "id=\"accept-days-error\"",
                        "id=\"dispatch-safety-hours-error\"",
                        "id=\"amount-county-error\"",
                        "id=\"reason-error\"",
                        "value=\"viele\"",
                        "填 0 到 100 之间的整数",
                        "不能比“分派：水电气热和极端天气”长",
                        "上一级不能比下一级先知道");
        var same = filled(form, "reason", "没有改动");
        same.put("from", day);
        assertThat(admin.post("/admin/cases/rules/new", same).body()).contains("没有改动，那天的规则本来就是这样");
        var today = filled(form, "window-days", "9", "reason", "从今天起");
        today.put("from", Now.today().toString());
        assertThat(admin.post("/admin/cases/rules/new", today).status()).isEqualTo(422);
        assertThat(rules.of(county, Now.today().plusYears(1))).isEqualTo(Rules.DEFAULT);
    }

    @Test
    void whoeverPlannedMeanwhileIsNotOverwritten() {
        int county = homes.found().county();
        var admin = door.at(county).as(Role.SECURITY_ADMIN);
        var day = Now.today().plusDays(3).toString();
        var form = admin.get("/admin/cases/rules/new?from=" + day);
        var first = filled(form, "window-days", "9", "reason", "先排的");
        first.put("from", day);
        assertThat(admin.post("/admin/cases/rules/new", first).status()).isEqualTo(302);
        var second = filled(form, "rating-days", "40", "reason", "后排的");
        second.put("from", day);
        var refused = admin.post("/admin/cases/rules/new", second);
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.body()).contains("刚才有人排了别的规则");
        assertThat(refused.field("window-days")).isEqualTo("9");
    }

    @ParameterizedTest
    @EnumSource(
            value = Role.class,
            mode = EnumSource.Mode.EXCLUDE,
            names = {"SECURITY_ADMIN", "VISITOR"})
    void nobodyElseSeesOrSetsRules(Role role) {
        var other = door.at(homes.found().county()).as(role);
        assertThat(other.get("/admin/cases/rules").status()).isEqualTo(403);
        assertThat(other.get("/admin/cases/rules/new?from=2099-01-01").status()).isEqualTo(403);
        other.get("/");
        assertThat(other.post("/admin/cases/rules/new", "from", "2099-01-01").status())
                .isEqualTo(403);
        assertThat(other.post("/admin/cases/rules/withdraw", "from", "2099-01-01")
                        .status())
                .isEqualTo(403);
    }

    /** The form as the page filled it in, with these fields typed over. */
    private static Map<String, String> filled(ADoor.Answer form, String... typed) {
        var fields = new HashMap<String, String>();
        for (var number : RuleNumber.values()) {
            fields.put(number.code(), form.field(number.code()));
        }
        for (var rule : LadderRule.DEFAULT) {
            if (rule.basis() != LadderRule.Basis.DISPATCH) {
                fields.put("tell-" + rule.rung(), rule.tell().name());
            }
            if (rule.basis() != LadderRule.Basis.DISPATCH && !rule.rung().equals("due")) {
                fields.put("on-" + rule.rung(), "1");
                fields.put("amount-" + rule.rung(), form.field("amount-" + rule.rung()));
            }
        }
        fields.put("known", form.field("known"));
        for (int at = 0; at < typed.length; at += 2) {
            fields.put(typed[at], typed[at + 1]);
        }
        return fields;
    }
}
