package org.onedoor.cases;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.onedoor.Staff;
import org.onedoor.frame.Now;

/**
 * What a village may not decide goes up, village, town, county, and stays with her who was asked first (A11); each sees what
 * is hers to see and no more, and what is not on a village's list is not given to it (D04); and whoever watches over it has
 * somebody to call for all that is late and all that was rated low (M01).
 */
class UpwardIT extends DayInWangxi {

    private static final Pattern PROMISE = Pattern.compile("我们承诺 (.+?) 前办好");

    private final Village village;
    private final Following following;

    UpwardIT(Townsfolk townsfolk, Staff staff, Village village, Following following) {
        super(townsfolk, staff);
        this.village = village;
        this.following = following;
    }

    private static String promise(Window resident) {
        var found = PROMISE.matcher(resident.text());
        assertThat(found.find()).as(resident.text()).isTrue();
        return found.group(1);
    }

    @Test
    void itGoesUpToWhoMayDecideAndSheKeepsHerContactAndHerPromise() {
        var receipt = village.asks(folk.home(), "我想办低保，家里就我一个人", "minimum-living", "13800138071", false);
        var id = receipt.id();
        var resident = visit(Device.PHONE);
        var link = at("/r/" + receipt.longId());
        resident.go(link).see("陈小满").look("v01-track");
        var promised = promise(resident);

        // The village: asked first, without the authority.
        var clerk = login(folk.clerk(), Device.DESKTOP);
        clerk.go(at("/desk/cases/" + id));
        act(clerk, "请人帮忙");
        act(clerk, "上报");
        clerk.see("权限不够时上报", "联系人不变").look("v02-escalate");
        act(clerk, "上报");
        clerk.see("还没").look("v03-why");
        clerk.fill("原因", "低保要镇里审，村里没有这个权限");
        act(clerk, "上报");
        clerk.see("已上报，等上一级接手", "接手以前还是 望溪村村委会 陈小满 的").look("v04-escalated");
        resident.go(link);
        assertThat(promise(resident)).as("what she was told").isEqualTo(promised);
        sees(id, false);

        // The town takes it; the reason stands, the contact stays, and nobody of the village decides any more.
        var town = login(folk.dispatcher(), Device.DESKTOP);
        town.go(at("/desk/cases/" + id)).see("低保要镇里审", "接手").look("v05-town");
        act(town, "接手");
        town.see("已接手");
        resident.go(link).see("陈小满", "何岸").look("v06-track-town");
        assertThat(promise(resident)).as("what she was told").isEqualTo(promised);
        isTold(folk.clerk(), id, "answer", "这一步由这件事的经办人", "version", "0", "outcome", "SOLVED", "done", "好");
        isNotThereFor(folk.neighbour(), id, "accept-offer", "version", "0");
        isNotThereFor(folk.handler(), id, "accept-offer", "version", "0");

        // Authority: what is not on the village's list cannot be handed down to it.
        town.go(at("/desk/cases/" + id + "/offer"));
        town.page
                .locator("select[name=to]")
                .selectOption(folk.secretary().post().id().toString());
        town.fill("原因", "请村里办");
        act(town, "请对方接手");
        town.see("这件事不在村（社区）的清单里").look("v07-not-on-the-list");

        // The county: it came up to the supervisor, who takes it and answers.
        town.go(at("/desk/cases/" + id + "/escalate")).fill("原因", "镇里今年的名额用完了，要县里定");
        act(town, "上报");
        town.see("已上报");
        isTold(folk.clerk(), id, "accept-offer", "这一步由被请来接手的岗位", "version", "0");
        var county = login(folk.countySupervisor(), Device.DESKTOP);
        county.go(at("/desk/supervisor")).see("报到我这里的", "申请低保").look("v08-came-up");
        county.go(at("/desk/cases/" + id)).see("镇里今年的名额用完了");
        act(county, "接手");
        county.see("已接手");
        resident.go(link).see("陈小满", "程知远").look("v09-track-county");
        assertThat(promise(resident)).as("what she was told").isEqualTo(promised);
        sees(id, true);
        county.go(at("/desk/cases/" + id + "/escalate")).fill("原因", "再往上");
        act(county, "上报");
        county.see("已经在县里，没有再上一级").look("v10-top");
        county.go(at("/desk/cases/" + id + "/answer")).choose("办好了").fill("做了什么", "县里定了，从下月起发");
        act(county, "答复");
        county.see("已答复");
        resident.go(link).see("县里定了，从下月起发", "在承诺时间内").look("v11-answered");
        clerk.go(at("/desk/cases/" + id)).see("低保要镇里审", "镇里今年的名额用完了", "程知远").look("v12-clerk-after");
    }

    /** Village, town and county see it; the neighbour and an office that has no part do not, on no list and by no address. */
    private void sees(UUID id, boolean county) {
        for (var member :
                new Staff.Member[] {folk.clerk(), folk.secretary(), folk.dispatcher(), folk.countySupervisor()}) {
            assertThat(staff.browser(member).get("/desk/cases/" + id).status())
                    .as(member.name())
                    .isEqualTo(200);
            assertThat(staff.browser(member).get("/desk/cases?view=all").body())
                    .as(member.name())
                    .contains(id.toString());
        }
        for (var member : new Staff.Member[] {folk.neighbour(), folk.handler(), folk.head()}) {
            assertThat(staff.browser(member).get("/desk/cases/" + id).status())
                    .as(member.name())
                    .isEqualTo(404);
            assertThat(staff.browser(member).get("/desk/cases?view=all").body())
                    .as(member.name())
                    .doesNotContain(id.toString());
        }
        assertThat(townsfolk.told(folk, id).contact())
                .as("asked first, to the end")
                .isEqualTo(folk.clerk().post().id());
        assertThat(townsfolk.told(folk, id).owner())
                .isEqualTo(
                        (county ? folk.countySupervisor() : folk.clerk()).post().id());
    }

    @Test
    void eachSeesWhatIsTheirsAndTheTownSeesBothVillages() {
        var here = village.asks(folk.home(), "屋后的沟堵了", null, "13800138072", false);
        var there = staff.visitor(folk.county())
                .with("Idempotency-Key", UUID.randomUUID().toString())
                .json(
                        "POST",
                        "/api/v1/cases",
                        "{\"place\":\"" + folk.home().community().code() + "\",\"words\":\"楼道灯不亮\"}");
        assertThat(there.status()).as(there.body()).isEqualTo(201);
        for (var device : new Device[] {Device.DESKTOP, Device.PHONE}) {
            login(folk.clerk(), device)
                    .go(at("/desk/cases?view=all"))
                    .see("沟堵了")
                    .seeNot("楼道灯");
            login(folk.neighbour(), device)
                    .go(at("/desk/cases?view=all"))
                    .see("楼道灯")
                    .seeNot("沟堵了");
        }
        login(folk.dispatcher(), Device.DESKTOP)
                .go(at("/desk/cases?view=all"))
                .see("沟堵了", "楼道灯")
                .look("v20-town");
        login(folk.countySupervisor(), Device.DESKTOP)
                .go(at("/desk/cases?view=all"))
                .see("沟堵了", "楼道灯")
                .look("v21-county");
        login(folk.handler(), Device.DESKTOP)
                .go(at("/desk/cases?view=all"))
                .seeNot("沟堵了", "楼道灯")
                .look("v22-office");
        var neighbour = login(folk.neighbour(), Device.PHONE);
        neighbour.go(at("/desk/cases/" + here.id())).see("不归您看").look("v23-not-hers");
        assertThat(staff.browser(folk.neighbour())
                        .get("/desk/cases/" + here.id())
                        .status())
                .isEqualTo(404);
    }

    @Test
    void allThatIsLateAndAllThatWasRatedLowHasSomebodyToCall() {
        var late = Now.at(
                Now.instant().minus(Duration.ofDays(20)),
                () -> village.asks(folk.home(), "门口积水三天没人来", null, "13800138073", false));
        village.take(folk.clerk(), late.id(), new Command.TakeOn());
        var low = village.asks(folk.home(), "老人补贴没到账", null, "13800138074", false);
        village.take(folk.clerk(), low.id(), new Command.TakeOn());
        village.take(folk.clerk(), low.id(), new Command.Answer(Outcome.SOLVED, "问过了，等着", null));
        var resident = visit(Device.PHONE);
        resident.go(at("/r/" + low.longId())).choose("办好了");
        resident.page.locator(".rate label").last().click();
        resident.fill("还想说点什么", "跑了三趟没人理").fill("回复码", low.answerCode()).press("交上去");
        resident.see("评价收到了");
        following.sweep(folk.county());

        var supervisor = login(folk.supervisor(), Device.DESKTOP);
        supervisor.go(at("/desk/supervisor"));
        supervisor
                .see("下面超时的", late.number(), "在办：望溪村村委会 首问值班员 陈小满", "负责：村书记 罗守田")
                .see("评价不满意，正在回访的", low.number(), "在回访：柳渡镇党政办 镇回访员 田秋白")
                .seeNot("跑了三趟", "非常不满意")
                .look("v30-supervisor");
        for (var card : new String[] {"s-overdue", "s-marks"}) {
            var rows = supervisor.page.locator("section[aria-labelledby=" + card + "] li");
            assertThat(rows.count()).as(card).isPositive();
            for (int n = 0; n < rows.count(); n++) {
                assertThat(rows.nth(n).innerText()).as(card).contains("负责：村书记 罗守田");
                assertThat(rows.nth(n).locator("a[href^='tel:']").count())
                        .as(card)
                        .isEqualTo(1);
            }
        }
        var phone = login(folk.supervisor(), Device.PHONE);
        phone.go(at("/desk/supervisor")).see("田秋白", "罗守田").look("v31-supervisor");

        // Whoever is judged by it learns of no mark: the secretary sees what is late, the clerk is told whose page it
        // is.
        var secretary = login(folk.secretary(), Device.DESKTOP);
        secretary
                .go(at("/desk/supervisor"))
                .see("下面超时的", late.number())
                .seeNot("正在回访的", low.number())
                .look("v32-secretary");
        refuses(staff.browser(folk.clerk()).get("/desk/supervisor"), 403, "负责人");
        refuses(staff.browser(folk.clerk()).get("/desk/cases/marks/" + low.id()), 404, "不归您看");
        login(folk.countySupervisor(), Device.DESKTOP)
                .go(at("/desk/supervisor"))
                .see("正在回访的", low.number(), "田秋白");
    }
}
