package org.onedoor.calendar;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.onedoor.ACounty;
import org.onedoor.ADoor;
import org.onedoor.OneDoorTest;
import org.onedoor.frame.Now;
import org.onedoor.frame.Role;

@OneDoorTest
class CalendarPagesTest {

    private final WorkingCalendar calendar;
    private final ACounty homes;
    private final ADoor door;

    CalendarPagesTest(WorkingCalendar calendar, ACounty homes, ADoor door) {
        this.calendar = calendar;
        this.homes = homes;
        this.door = door;
    }

    @Test
    void aYearIsSeenAtAGlanceAndAProvisionalOneSaysSo() {
        var admin = door.at(homes.found().county()).as(Role.SYSTEM_ADMIN);
        var arranged = admin.get("/admin/calendar?year=2026");
        assertThat(arranged.status()).isEqualTo(200);
        assertThat(arranged.body())
                .contains("2026 年工作日历", "全年 248 个工作日", "九月 · 22 个工作日", "中秋节", "10 月 1 日（周四） – 10 月 7 日（周三）")
                .doesNotContain("暂定");
        assertThat(admin.get("/admin/calendar?year=2027").body()).contains("2027 年的放假安排还没装", "暂定");
        assertThat(admin.get("/admin/calendar").status()).isEqualTo(200);
        assertThat(admin.get("/admin/calendar?year=-5").status()).isEqualTo(200);
        admin.get("/setting?lang=en");
        assertThat(admin.get("/admin/calendar?year=2026").body())
                .contains("Working calendar 2026", "September · 22 working days");
    }

    @Test
    void aYearIsImportedFromItsTemplate() {
        var home = homes.found();
        var admin = door.at(home.county()).as(Role.SYSTEM_ADMIN);
        assertThat(admin.get("/admin/calendar/import").body()).contains("先拿模板");
        var template = admin.get("/admin/calendar/year.csv?year=2027").body();
        assertThat(template).contains("2027-02-05,春节,休");

        var faulty = upload(admin, template + "2027-01-04,元旦,班\n");
        assertThat(faulty.status()).isEqualTo(422);
        assertThat(faulty.body()).contains("有 1 处要改", "本来就上班");
        assertThat(calendar.of(home.county(), 1).provisional(LocalDate.of(2027, 1, 4)))
                .isTrue();

        var done = upload(admin, template + "2027-02-20,春节调班,班\n");
        assertThat(done.location()).endsWith("/admin/calendar?done=loaded&year=2027");
        assertThat(admin.get("/admin/calendar?done=loaded&year=2027").body())
                .contains("2027 年的放假安排装好了")
                .doesNotContain("暂定");
        assertThat(calendar.of(home.county(), 1).working(LocalDate.of(2027, 2, 20)))
                .isTrue();
        assertThat(upload(admin, "").body()).contains("先选一个 CSV 文件");
    }

    @Test
    void aLocalDayIsAddedAndTakenBack() {
        var home = homes.found();
        var admin = door.at(home.county()).as(Role.SYSTEM_ADMIN);
        assertThat(admin.get("/admin/calendar/local").body()).contains("没有地方自己的日子");
        var time = calendar.of(home.county(), home.village().lo());
        var day = time.after(Now.today(), 5);
        var form = Map.of("code", home.village().code(), "date", day.toString(), "name", "防汛停工", "kind", "off");
        assertThat(admin.post("/admin/calendar/local", form).status()).isEqualTo(302);
        assertThat(admin.get("/admin/calendar/local").body()).contains("防汛停工", "柳渡镇 · 望溪村");
        assertThat(calendar.of(home.county(), home.grid().lo()).working(day)).isFalse();

        var refused = admin.post(
                "/admin/calendar/local", Map.of("code", "1", "date", "2020-01-01", "name", "", "kind", "off"));
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.body()).contains("没有这个代码的地方", "过去的日子不能再改", "写一句因为什么");

        admin.post(
                "/admin/calendar/local/withdraw",
                Map.of("place", home.village().id().toString(), "day", day.toString()));
        assertThat(calendar.of(home.county(), home.grid().lo()).working(day)).isTrue();
        var gone = admin.post(
                "/admin/calendar/local/withdraw",
                Map.of("place", home.village().id().toString(), "day", "2026-01-05"));
        assertThat(gone.status()).as("days gone by stay").isEqualTo(404);
    }

    @Test
    void openingHoursAreSetAndNonsenseIsRefused() {
        var home = homes.found();
        var admin = door.at(home.county()).as(Role.SYSTEM_ADMIN);
        assertThat(admin.get("/admin/calendar/hours").body()).contains("08:30-12:00,13:30-17:30");
        var refused = admin.post("/admin/calendar/hours", Map.of("due", "25:00", "spans", "12:00-9:00"));
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.body()).contains("写成 17:30", "后一段不能早于前一段", "value=\"12:00-9:00\"");
        assertThat(admin.post("/admin/calendar/hours", Map.of("due", "17:30", "spans", "9:00-12:00,14:00-17:30"))
                        .status())
                .isEqualTo(302);
        assertThat(calendar.of(home.county(), 1).hours().due()).isEqualTo(LocalTime.of(17, 30));
        assertThat(admin.get("/admin/calendar/hours").body()).contains("17:30", "09:00-12:00");
    }

    @ParameterizedTest
    @EnumSource(
            value = Role.class,
            mode = EnumSource.Mode.EXCLUDE,
            names = {"SYSTEM_ADMIN", "VISITOR"})
    void nobodyElseChangesTheCalendar(Role role) {
        var other = door.at(homes.found().county()).as(role);
        for (var path : List.of(
                "/admin/calendar",
                "/admin/calendar/local",
                "/admin/calendar/hours",
                "/admin/calendar/import",
                "/admin/calendar/year.csv")) {
            assertThat(other.get(path).status()).as(path).isEqualTo(403);
        }
        other.get("/");
        assertThat(other.post("/admin/calendar/hours", Map.of("due", "", "spans", "9:00-12:00"))
                        .status())
                .isEqualTo(403);
    }

    private static ADoor.Answer upload(ADoor.Visitor admin, String content) {
        return admin.upload(
                "/admin/calendar/import", "file", "2027.csv", content.getBytes(StandardCharsets.UTF_8), Map.of());
    }
}
