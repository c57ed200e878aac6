package org.onedoor.cases;

import java.util.List;
import java.util.UUID;
import org.onedoor.ACounty;
import org.onedoor.Staff;
import org.onedoor.audit.Audit;
import org.onedoor.frame.Scope;
import org.onedoor.organizations.Hat;
import org.onedoor.organizations.PostKind;
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
    private final ACase cases;
    private final Audit audit;

    Village(ACounty counties, Staff staff, ACase cases, Audit audit) {
        this.counties = counties;
        this.staff = staff;
        this.cases = cases;
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
        return cases.filed(
                home.county(),
                ARequest.at(home.village().id(), words)
                        .item(cases.item(home.county(), item))
                        .by("林桂菊")
                        .phone(phone)
                        .aboutStaff(aboutStaff)
                        .form());
    }

    UUID item(People people, String code) {
        return cases.item(people.county(), code);
    }

    /** Why the case's people were looked up, as the resident is told. */
    public List<String> looks(int county, UUID id) {
        return Scope.in(new Scope.County(county), () -> audit.views(county, id)).stream()
                .map(look -> look.why())
                .toList();
    }

    public Hat hat(Staff.Member member) {
        return cases.hat(member);
    }

    /** She takes the step under her first post. */
    public Stepping take(Staff.Member member, UUID id, Command command) {
        return cases.attempt(member, id, command);
    }
}
