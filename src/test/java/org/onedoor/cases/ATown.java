package org.onedoor.cases;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.onedoor.ACounty;
import org.onedoor.Staff;
import org.onedoor.catalogue.Catalogue;
import org.onedoor.frame.Scope;
import org.onedoor.organizations.PostKind;
import org.onedoor.organizations.StaffActor;
import org.springframework.stereotype.Component;

/** A county of a test's own with everybody a case needs, and short ways to file and take steps. */
@Component
class ATown {

    /** Who works where. */
    record Home(
            int county,
            ACounty.Home places,
            Staff.Member clerk,
            Staff.Member secretary,
            Staff.Member grid,
            Staff.Member dispatcher,
            Staff.Member handler,
            Staff.Member supervisor,
            Staff.Member callback,
            Staff.Member reports) {}

    private final ACounty counties;
    private final Staff staff;
    private final Catalogue catalogue;
    private final Cases cases;
    private final Filing filing;

    ATown(ACounty counties, Staff staff, Catalogue catalogue, Cases cases, Filing filing) {
        this.counties = counties;
        this.staff = staff;
        this.catalogue = catalogue;
        this.cases = cases;
        this.filing = filing;
    }

    Home found() {
        var places = counties.found();
        int county = places.county();
        Scope.in(new Scope.County(county), () -> catalogue.load(county));
        return new Home(
                county,
                places,
                staff.at(county, places.village(), PostKind.CLERK),
                staff.at(county, places.village(), PostKind.SECRETARY),
                staff.at(county, places.grid(), PostKind.GRID_WORKER),
                staff.at(county, places.town(), PostKind.DISPATCHER),
                staff.in(county, staff.office(county, places.town(), "civil-affairs"), places.town(), PostKind.HANDLER),
                staff.at(county, places.root(), PostKind.SUPERVISOR),
                staff.at(county, places.root(), PostKind.CALLBACK),
                staff.in(county, staff.office(county, places.root(), "discipline"), places.root(), PostKind.PROTECTED));
    }

    FileCase request(Home home, String words, @Nullable String phone, String key) {
        return new FileCase(
                Channel.WEB,
                null,
                null,
                home.places().village().id(),
                words,
                Map.of(),
                "林菊香",
                phone,
                false,
                null,
                null,
                null,
                false,
                List.of(),
                false,
                false,
                List.of(),
                null,
                false,
                null,
                "test",
                key);
    }

    FileCase about(FileCase plain, boolean aboutStaff, List<UUID> named) {
        return new FileCase(
                plain.channel(),
                plain.type(),
                plain.item(),
                plain.place(),
                plain.words(),
                plain.answers(),
                plain.name(),
                plain.phone(),
                plain.visit(),
                plain.address(),
                plain.callAt(),
                plain.forWhom(),
                aboutStaff,
                named,
                plain.urgent(),
                plain.publicShown(),
                plain.photos(),
                plain.voice(),
                plain.phoneProven(),
                plain.person(),
                plain.caller(),
                plain.key());
    }

    Receipt file(Home home, String words) {
        return file(home, request(home, words, null, UUID.randomUUID().toString()));
    }

    Receipt file(Home home, FileCase request) {
        if (filing.file(home.county(), request) instanceof FilingOutcome.Filed(var receipt, var _)) {
            return receipt;
        }
        throw new AssertionError("not filed: " + request);
    }

    /** The member takes a step under her first post. */
    Stepping take(Staff.Member member, UUID id, Command command) {
        return staff.as(member, member.post(), () -> {
            StaffActor actor = staff.actor(member);
            var by = new By.Staff(actor.hat(member.post().id()).orElseThrow(), member.account());
            return cases.take(member.county(), id, 0, command, by);
        });
    }

    /** The resident acts with what her receipt gives. */
    Stepping act(Home home, Receipt receipt, Command command) {
        return Scope.in(
                new Scope.Receipt(home.county(), Keys.hash(receipt.longId())),
                () -> cases.take(home.county(), receipt.id(), 0, command, By.Resident.holder()));
    }
}
