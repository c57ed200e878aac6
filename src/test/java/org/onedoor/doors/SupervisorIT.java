package org.onedoor.doors;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.onedoor.Journey;
import org.onedoor.Staff;
import org.onedoor.cases.Following;
import org.onedoor.cases.Village;
import org.onedoor.frame.Now;
import org.onedoor.frame.Scope;
import org.onedoor.indicators.Indicator;
import org.onedoor.indicators.Reading;
import org.onedoor.regions.AddPlace;
import org.onedoor.regions.Level;
import org.onedoor.regions.Place;
import org.onedoor.regions.Regions;

/** A supervisor's morning: what came up, whom to call, which village needs a hand; and what everybody may read of it. */
class SupervisorIT extends Journey {

    private static final String[] VILLAGES = {
        "高粱地村", "新集村", "牌楼下村", "鹿鸣村", "井台村", "双桥头村", "石磨村", "柿子沟村", "半坡村", "渡口村", "桑园村", "瓦窑村", "槐树底村", "东岭村", "白鹭村",
        "长塘村", "枫林村", "竹溪村", "麦场村", "云台村", "横岗村", "茶亭村", "水碾村", "乌柏村", "梅坞村"
    };

    private final ACountyAtWork atWork;
    private final Village village;
    private final Following following;
    private final Regions regions;

    SupervisorIT(ACountyAtWork atWork, Village village, Following following, Regions regions) {
        this.atWork = atWork;
        this.village = village;
        this.following = following;
        this.regions = regions;
    }

    @ParameterizedTest
    @EnumSource(Device.class)
    void sheSeesWhatIsLateWhomToCallAndTheWholeTown(Device device) {
        var people = county();
        var supervisor = visit(device);
        login(supervisor, people, people.supervisor());
        supervisor
                .go(at(people, "/desk/supervisor"))
                .see("报到我这里的", "下面超时的", "在办：", people.clerk().name(), "超时，报上来了", "19 个村按时率过九成，5 个没到")
                .look("supervisor");
        assertThat(supervisor.page.locator("a[href^='tel:']").count()).isPositive();
        assertThat(supervisor.page.locator(".chart--dots a").count()).isEqualTo(VILLAGES.length + 2);
        assertThat(supervisor.page.locator(".chart--dots a").first().getAttribute("aria-label"))
                .contains("按时");
        supervisor.press("看表格").see("井台村").look("supervisor-table");
        supervisor.press("近一年").see("近一年");
        supervisor.page.locator(".chart--dots a[aria-label^='望溪村']").click();
        supervisor.see("望溪村超时的").look("supervisor-village");

        var english = visit(device, Mode.ENGLISH);
        login(english, people, people.supervisor());
        english.go(at(people, "/desk/supervisor"))
                .see("Came up to me", "Overdue below me")
                .look("supervisor");
        var dark = visit(device, Mode.DARK);
        login(dark, people, people.countySupervisor());
        dark.go(at(people, "/desk/supervisor")).see("换个地方看").look("supervisor-county");
    }

    @ParameterizedTest
    @EnumSource(Device.class)
    void everybodyReadsWhichPromisesWereKept(Device device) {
        var people = county();
        var visitor = visit(device);
        visitor.go(at(people, "/")).press("公开数据").see("说到做到了吗", "按事项看", "按地方看").look("kept");
        visitor.press("柳渡镇").see("望溪村").look("kept-town");
        visit(device, Mode.ENGLISH).go(at(people, "/doors/kept")).see("By item").look("kept");
        visit(device, Mode.ELDER).go(at(people, "/doors/kept")).see("按事项看").look("kept");
        visit(device, Mode.NO_SCRIPT).go(at(people, "/doors/kept")).see("按事项看").look("kept");
    }

    @Test
    void aCountyThatHasJustBegunSaysSo() {
        var people = village.found();
        visit(Device.PHONE).go(at(people, "/doors/kept")).see("这三个月没有到点的事").look("kept-empty");
        var supervisor = visit(Device.DESKTOP);
        login(supervisor, people, people.supervisor());
        supervisor.go(at(people, "/desk/supervisor")).see("没有报上来的", "没有超时的").look("supervisor-empty");
        var clerk = visit(Device.PHONE);
        login(clerk, people, people.clerk());
        clerk.go(at(people, "/desk/supervisor")).see("负责人").look("supervisor-refused");
    }

    private static String at(Village.People people, String path) {
        return "/c/" + people.county() + path;
    }

    private static void login(Window window, Village.People people, Staff.Member member) {
        window.go(at(people, "/accounts/login"));
        window.page.locator("input[name=login]").fill(member.login());
        window.page.locator("input[name=password]").fill(Staff.PASSWORD);
        window.page.locator("main form button").first().click();
        window.page.waitForLoadState();
    }

    private Village.People county() {
        var people = atWork.people();
        var town = people.home().town();
        Scope.in(new Scope.County(people.county()), () -> {
            for (int i = 0; i < VILLAGES.length; i++) {
                regions.add(new AddPlace(
                        town.id(),
                        Level.VILLAGE,
                        people.home().root().code().substring(0, 6) + "1003" + String.format("%02d", i + 1),
                        VILLAGES[i],
                        null,
                        false));
            }
        });
        var today = Now.today();
        atWork.reads(people, readings("cases.on-time", people), today.minusDays(1));
        var solved = List.of(new Reading(61, 84), new Reading(19, 84), new Reading(4, 84));
        var levels = List.of("village", "town", "county");
        for (int i = 0; i < levels.size(); i++) {
            var share = solved.get(i);
            atWork.reads(people, fixed("cases.solved-" + levels.get(i), _ -> share), today.minusDays(1));
        }
        var month = today.withDayOfMonth(1).minusMonths(1);
        for (var item : List.of("street-light", "water-off", "garbage")) {
            for (int i = 0; i < (item.equals("garbage") ? 3 : 7); i++) {
                if (i == 1) {
                    atWork.answered(people, month, item);
                } else {
                    atWork.confirmed(people, month, item);
                }
            }
        }
        for (int i = 0; i < 3; i++) {
            Now.at(
                    Now.instant().minus(Duration.ofDays(20L + 9 * i)),
                    () -> village.asks(people, "路灯坏了三天", "street-light"));
        }
        following.sweep(people.county());
        atWork.rolls(people);
        return people;
    }

    private Indicator readings(String name, Village.People people) {
        var numbers = new HashMap<UUID, Reading>();
        int n = 0;
        for (Place one : regions.tree(people.county()).all(Level.VILLAGE)) {
            n++;
            long all = n % 9 == 0 ? 12 : 20 + n * 7 % 30;
            long missed = n % 5 == 0 ? all / 6 : n % 3 == 0 ? 1 : 0;
            numbers.put(one.id(), new Reading(all - missed, all));
        }
        return fixed(name, place -> numbers.getOrDefault(place.id(), Reading.NOTHING));
    }

    private static Indicator fixed(String name, java.util.function.Function<Place, Reading> readings) {
        return new Indicator() {
            @Override
            public String name() {
                return name;
            }

            @Override
            public String unit() {
                return "case";
            }

            @Override
            public Reading read(int county, int lo, int hi, LocalDate from, LocalDate to) {
                return Reading.NOTHING;
            }

            @Override
            public Map<UUID, Reading> readEach(int county, List<Place> places, LocalDate day) {
                var all = new HashMap<UUID, Reading>();
                places.forEach(place -> all.put(place.id(), readings.apply(place)));
                return all;
            }
        };
    }
}
