package org.onedoor.cases;

import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.onedoor.ACounty;
import org.onedoor.Staff;
import org.onedoor.accounts.Accounts;
import org.onedoor.accounts.NewAccount;
import org.onedoor.frame.Now;
import org.onedoor.frame.Scope;
import org.onedoor.organizations.AddOffice;
import org.onedoor.organizations.AddPost;
import org.onedoor.organizations.Appoint;
import org.onedoor.organizations.Office;
import org.onedoor.organizations.Organizations;
import org.onedoor.organizations.PostKind;
import org.onedoor.organizations.ScopeKind;
import org.onedoor.regions.Level;
import org.onedoor.regions.Place;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** A county for journeys: everybody a case meets, with names, titles and telephones as they would read in a real one. */
@Component
public class Townsfolk {

    /** Who works there. */
    public record Folk(
            ACounty.Home home,
            Staff.Member clerk,
            Staff.Member secretary,
            Staff.Member grid,
            Staff.Member neighbour,
            Staff.Member dispatcher,
            Staff.Member handler,
            Staff.Member head,
            Staff.Member supervisor,
            Staff.Member callback,
            Staff.Member countySupervisor,
            Staff.Member protector) {
        public int county() {
            return home.county();
        }
    }

    private static final AtomicInteger PHONES = new AtomicInteger();

    private final ACounty counties;
    private final Organizations organizations;
    private final Accounts accounts;
    private final CaseStore store;
    private final TransactionTemplate transaction;

    Townsfolk(
            ACounty counties,
            Organizations organizations,
            Accounts accounts,
            CaseStore store,
            PlatformTransactionManager transactions) {
        this.counties = counties;
        this.organizations = organizations;
        this.accounts = accounts;
        this.store = store;
        this.transaction = new TransactionTemplate(transactions);
    }

    /** What the history of a case tells. */
    Case told(Folk folk, UUID id) {
        return Scope.in(
                        new Scope.County(folk.county()),
                        () -> transaction.execute(
                                _ -> store.find(folk.county(), id).orElseThrow()))
                .told();
    }

    public Folk settle() {
        var home = counties.found();
        return Scope.in(new Scope.County(home.county()), () -> settle(home));
    }

    private Folk settle(ACounty.Home home) {
        var government = office(home, null, "县人民政府", Level.COUNTY, home.root(), "county-government");
        var supervision = office(home, government, "县督查室", Level.COUNTY, home.root(), "county-hotline");
        var discipline = office(home, government, "县纪检监察举报中心", Level.COUNTY, home.root(), "discipline");
        var hall = office(home, government, "柳渡镇人民政府", Level.TOWN, home.town(), "town-government");
        var civil = office(home, hall, "柳渡镇民政办", Level.TOWN, home.town(), "civil-affairs");
        var party = office(home, hall, "柳渡镇党政办", Level.TOWN, home.town(), "general");
        var village = office(home, hall, "望溪村村委会", Level.VILLAGE, home.village(), Office.VILLAGE_COMMITTEE);
        var community = office(home, hall, "河东社区居委会", Level.VILLAGE, home.community(), Office.VILLAGE_COMMITTEE);
        return new Folk(
                home,
                member(home, village, home.village(), "陈小满", "chenxm", "首问值班员", PostKind.CLERK, ScopeKind.PLACE),
                member(home, village, home.village(), "罗守田", "luost", "村书记", PostKind.SECRETARY, ScopeKind.PLACE),
                member(home, village, home.grid(), "方远", "fangyuan", "网格员", PostKind.GRID_WORKER, ScopeKind.PLACE),
                member(home, community, home.community(), "杜晴", "duqing", "首问值班员", PostKind.CLERK, ScopeKind.PLACE),
                member(home, hall, home.town(), "何岸", "hean", "分办员", PostKind.DISPATCHER, ScopeKind.PLACE),
                member(home, civil, home.town(), "徐禾", "xuhe", "承办", PostKind.HANDLER, ScopeKind.OFFICE),
                member(home, civil, home.town(), "唐文清", "tangwq", "负责人", PostKind.OFFICE_HEAD, ScopeKind.OFFICE),
                member(home, hall, home.town(), "彭立夏", "penglx", "镇督办", PostKind.SUPERVISOR, ScopeKind.PLACE),
                member(home, party, home.town(), "田秋白", "tianqb", "镇回访员", PostKind.CALLBACK, ScopeKind.PLACE),
                member(home, supervision, home.root(), "程知远", "chengzy", "督查专员", PostKind.SUPERVISOR, ScopeKind.PLACE),
                member(home, discipline, home.root(), "石望舒", "shiws", "举报受理", PostKind.PROTECTED, ScopeKind.OFFICE));
    }

    private Office office(ACounty.Home home, Office above, String name, Level level, Place place, String kind) {
        return organizations.add(new AddOffice(
                home.county(),
                above == null ? null : above.id(),
                name,
                null,
                level,
                place.id(),
                kind,
                "06002" + "%06d".formatted(100_000 + PHONES.incrementAndGet()),
                place.name() + "党群服务中心一楼",
                "8:30–17:30"));
    }

    private Staff.Member member(
            ACounty.Home home,
            Office office,
            Place place,
            String name,
            String login,
            String title,
            PostKind kind,
            ScopeKind scope) {
        int county = home.county();
        var phone = "199" + "%08d".formatted(70_000_000 + PHONES.incrementAndGet());
        var account = accounts.create(new NewAccount(county, login, name, phone, null));
        accounts.password(county, account, Staff.PASSWORD, true);
        var post = organizations.add(new AddPost(county, office.id(), place.id(), title, null, kind, scope));
        organizations.appoint(new Appoint(county, post.id(), account, Now.instant()));
        return new Staff.Member(county, account, login, name, List.of(post));
    }
}
