package org.onedoor.cases;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.onedoor.ACounty;
import org.onedoor.Staff;
import org.onedoor.audit.Audit;
import org.onedoor.catalogue.Catalogue;
import org.onedoor.frame.Actor;
import org.onedoor.frame.Ids;
import org.onedoor.frame.Now;
import org.onedoor.frame.Scope;
import org.onedoor.organizations.Hat;
import org.onedoor.organizations.Organizations;
import org.onedoor.organizations.PostKind;
import org.onedoor.organizations.StaffActor;
import org.springframework.stereotype.Component;

/** A county with everybody a case may meet: village, town and county, each with the people who work there. */
@Component
public class Village {

    /** The people, by what they do. */
    public record People(
            ACounty.Home home,
            Staff.Member clerk,
            Staff.Member secretary,
            Staff.Member grid,
            Staff.Member otherClerk,
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

    private final ACounty counties;
    private final Staff staff;
    private final Filing filing;
    private final Cases cases;
    private final Catalogue catalogue;
    private final Organizations organizations;
    private final Audit audit;

    Village(
            ACounty counties,
            Staff staff,
            Filing filing,
            Cases cases,
            Catalogue catalogue,
            Organizations organizations,
            Audit audit) {
        this.counties = counties;
        this.staff = staff;
        this.filing = filing;
        this.cases = cases;
        this.catalogue = catalogue;
        this.organizations = organizations;
        this.audit = audit;
    }

    public People found() {
        var home = counties.found();
        int county = home.county();
        var civil = staff.office(county, home.town(), "civil-affairs");
        var hotline = staff.office(county, home.root(), "county-hotline");
        var discipline = staff.office(county, home.root(), "discipline");
        return new People(
                home,
                staff.at(county, home.village(), PostKind.CLERK),
                staff.at(county, home.village(), PostKind.SECRETARY),
                staff.at(county, home.grid(), PostKind.GRID_WORKER),
                staff.at(county, home.community(), PostKind.CLERK),
                staff.at(county, home.town(), PostKind.DISPATCHER),
                staff.in(county, civil, home.town(), PostKind.HANDLER),
                staff.in(county, civil, home.town(), PostKind.OFFICE_HEAD),
                staff.at(county, home.town(), PostKind.SUPERVISOR),
                staff.in(county, hotline, home.root(), PostKind.CALLBACK),
                staff.in(county, hotline, home.root(), PostKind.SUPERVISOR),
                staff.in(county, discipline, home.root(), PostKind.PROTECTED));
    }

    /** A resident of the village asks; {@code item} is a code or null. */
    public Receipt asks(People people, String words, String item) {
        return asks(people, words, item, "13800138000", false);
    }

    public Receipt asks(People people, String words, String item, String phone, boolean aboutStaff) {
        return asks(people.home(), words, item, phone, aboutStaff);
    }

    /** Somebody of this home's village asks. */
    public Receipt asks(ACounty.Home home, String words, String item, String phone, boolean aboutStaff) {
        var id = item == null
                ? null
                : catalogue.of(home.county()).byCode(item).orElseThrow().id();
        var outcome = filing.file(
                home.county(),
                new FileCase(
                        Channel.WEB,
                        null,
                        id,
                        home.village().id(),
                        words,
                        Map.of(),
                        "林桂菊",
                        phone,
                        false,
                        null,
                        null,
                        null,
                        aboutStaff,
                        List.of(),
                        false,
                        false,
                        List.of(),
                        null,
                        false,
                        null,
                        "test",
                        Ids.next().toString()));
        return ((FilingOutcome.Filed) outcome).receipt();
    }

    UUID item(People people, String code) {
        return catalogue.of(people.county()).byCode(code).orElseThrow().id();
    }

    /** Why the case's people were looked up, as the resident is told. */
    public List<String> looks(int county, UUID id) {
        return Scope.in(new Scope.County(county), () -> audit.views(county, id)).stream()
                .map(look -> look.why())
                .toList();
    }

    public Hat hat(Staff.Member member) {
        return organizations.of(member.county()).hats(member.account(), Now.instant()).stream()
                .filter(hat -> hat.post().id().equals(member.post().id()))
                .findFirst()
                .orElseThrow();
    }

    /** She takes the step under her first post. */
    public Stepping take(Staff.Member member, UUID id, Command command) {
        var hat = hat(member);
        StaffActor actor = staff.actor(member);
        return Actor.as(
                actor,
                () -> Scope.in(
                        hat.scope(),
                        () -> cases.take(member.county(), id, 0, command, new By.Staff(hat, member.account()))));
    }
}
