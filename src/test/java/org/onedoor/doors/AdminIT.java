package org.onedoor.doors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.onedoor.cases.ACase.at;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.onedoor.Journey;
import org.onedoor.cases.ACase;
import org.onedoor.frame.Now;
import org.onedoor.frame.Role;

/** The three administrators walk through everything they look after, on a phone and at a desk; each is refused the others'. */
class AdminIT extends Journey {

    private final ACase cases;

    AdminIT(ACase cases) {
        this.cases = cases;
    }

    @ParameterizedTest
    @EnumSource(Device.class)
    void theSystemAdministratorLooksAfterPeopleAndPosts(Device device) {
        var town = somethingHappened();
        var clerk = town.clerk();
        var pages = new LinkedHashMap<String, String>();
        pages.put("admin-home", "/admin");
        pages.put("admin-accounts", "/admin/accounts");
        pages.put("admin-account", "/admin/accounts/" + clerk.account());
        pages.put("admin-offices", "/admin/organizations");
        pages.put("admin-office", "/admin/organizations/offices/" + clerk.post().office());
        pages.put(
                "admin-office-edit",
                "/admin/organizations/offices/" + clerk.post().office() + "/edit");
        pages.put(
                "admin-post-add", "/admin/organizations/offices/" + clerk.post().office() + "/posts/add");
        pages.put("admin-post", "/admin/organizations/posts/" + clerk.post().id());
        pages.put("admin-person", "/admin/organizations/people/" + clerk.account());
        pages.put("admin-posts-import", "/admin/organizations/import");
        pages.put("admin-duty", "/desk/organizations/duty");
        pages.put(
                "admin-duty-week",
                "/desk/organizations/duty/" + town.home().village().id());
        pages.put("admin-catalogue", "/admin/catalogue");
        pages.put("admin-item", "/admin/catalogue/street-light");
        pages.put("admin-item-new", "/admin/catalogue/new");
        pages.put("admin-outbox", "/admin/notices?show=all");
        pages.put("admin-templates", "/admin/notices/templates");
        pages.put("admin-jobs-county", "/admin/jobs");
        var admin = administrator(device, Role.SYSTEM_ADMIN);
        walk(admin, town.number(), pages);
        admin.go("/c/" + town.number() + "/admin/notices/templates");
        admin.page.locator("main a[href*='/admin/notices/templates/']").first().click();
        admin.look("admin-template");
        admin.go("/c/" + town.number() + "/admin/accounts/new").press("建账号");
        admin.see("还差").look("admin-account-new-fault");
        refused(
                device,
                town.number(),
                Role.SYSTEM_ADMIN,
                List.of("/admin/audit", "/admin/cases/rules", "/admin/accounts/tokens"));
    }

    @ParameterizedTest
    @EnumSource(Device.class)
    void theSecurityAdministratorPlansRulesAndLooksAtTokens(Device device) {
        var town = cases.town();
        var pages = new LinkedHashMap<String, String>();
        pages.put("security-home", "/admin");
        pages.put("security-accounts", "/admin/accounts");
        pages.put("security-account", "/admin/accounts/" + town.clerk().account());
        pages.put("security-tokens", "/admin/accounts/tokens");
        pages.put("security-catalogue", "/admin/catalogue");
        pages.put("security-rules", "/admin/cases/rules");
        var admin = administrator(device, Role.SECURITY_ADMIN);
        walk(admin, town.number(), pages);
        admin.fill("从哪天起", Now.today().toString()).press("下一步").see("最早从明天起").look("security-rules-fault");
        admin.fill("从哪天起", Now.today().plusDays(9).toString()).press("下一步").see("起的规则");
        admin.look("security-rules-new");
        admin.fill("答复后等居民说话", "0").press("排好").see("填 1 到 60 之间的整数").look("security-rules-new-fault");
        admin.fill("答复后等居民说话", "10").fill("为什么改", "县政府办会议定的").press("排好");
        admin.see("排好了，到那天自己生效", "7 天 改成 10 天").look("security-rules-planned");
        admin.press("撤掉").see("撤掉了");
        // How long something is kept is such a rule too.
        admin.go("/c/" + town.number() + "/admin/audit/terms").see("改一样东西存多久");
        admin.page.locator("#name").selectOption("notices.keeping.message");
        admin.press("排好").see("填 1 到").look("security-terms-fault");
        admin.page.locator("#amount").fill("30");
        admin.fill("为什么", "三十天够查").press("排好").see("排好了", "发过的消息 · 30 天").look("security-terms");
        admin.press("撤回").see("撤回了，还按原来的");
        refused(
                device,
                town.number(),
                Role.SECURITY_ADMIN,
                List.of(
                        "/admin/audit",
                        "/admin/organizations",
                        "/admin/notices",
                        "/admin/jobs",
                        "/admin/regions/point"));
    }

    @ParameterizedTest
    @EnumSource(Device.class)
    void theAuditAdministratorReadsAndChecksTheChain(Device device) {
        var town = somethingHappened();
        var admin = administrator(device, Role.AUDIT_ADMIN);
        walk(admin, town.number(), Map.of("audit-home", "/admin", "audit-log", "/admin/audit"));
        admin.go("/c/" + town.number() + "/admin/audit?who=nobody-at-all").look("audit-empty");
        admin.go("/c/" + town.number() + "/admin/audit");
        admin.page.locator("form[action$='/admin/audit/verify'] button").click();
        admin.page.waitForLoadState();
        admin.look("audit-verified");
        refused(
                device,
                town.number(),
                Role.AUDIT_ADMIN,
                List.of(
                        "/admin/accounts",
                        "/admin/organizations",
                        "/admin/notices",
                        "/admin/jobs",
                        "/admin/cases/rules"));
    }

    /** A county in which a case was filed and answered, so that lists are not empty. */
    private ACase.Town somethingHappened() {
        var town = cases.town();
        at("2026-11-16T10:00", () -> cases.filed(town, "pension-join"));
        return town;
    }

    /** Every page is looked at before the findings are told. */
    private static void walk(Window admin, int county, Map<String, String> pages) {
        var findings = new ArrayList<String>();
        pages.forEach((name, path) -> {
            try {
                admin.go("/c/" + county + path).look(name);
            } catch (AssertionError e) {
                findings.add(name + ": " + e.getMessage());
            }
        });
        assertThat(findings).isEmpty();
    }

    private void refused(Device device, int county, Role role, List<String> paths) {
        var admin = administrator(device, role);
        for (var path : paths) {
            admin.go("/c/" + county + path).see("这一步归");
        }
        // No administrator opens a case.
        admin.go("/c/" + county + "/desk/cases").see("这一步归工作人员办");
    }

    private Window administrator(Device device, Role role) {
        var window = visit(device);
        window.page.setExtraHTTPHeaders(Map.of("X-Test-Actor", role.name()));
        return window;
    }
}
