package org.onedoor.cases;

import java.util.UUID;
import org.onedoor.ACounty;
import org.onedoor.ADoor;
import org.onedoor.Staff;
import org.onedoor.frame.Actor;
import org.onedoor.organizations.PostKind;
import org.springframework.stereotype.Component;

/** A county whose posts are held, and residents' browsers that file at its door. */
@Component
class AVillage {

    /** The county, its clerk, and those above. */
    record Peopled(
            ACounty.Home home,
            Staff.Member clerk,
            Staff.Member dispatcher,
            Staff.Member supervisor,
            Staff.Member discipline) {
        int county() {
            return home.county();
        }

        String code() {
            return home.village().code();
        }
    }

    private final ACounty counties;
    private final Staff staff;
    private final Cases cases;
    private final CaseReading reading;

    AVillage(ACounty counties, Staff staff, Cases cases, CaseReading reading) {
        this.counties = counties;
        this.staff = staff;
        this.cases = cases;
        this.reading = reading;
    }

    Peopled peopled() {
        var home = counties.found();
        int county = home.county();
        var supervisor = staff.at(county, home.root(), PostKind.SUPERVISOR);
        var discipline =
                staff.in(county, staff.office(county, home.root(), "discipline"), home.root(), PostKind.PROTECTED);
        var dispatcher = staff.at(county, home.town(), PostKind.DISPATCHER);
        var clerk = staff.at(county, home.village(), PostKind.CLERK);
        return new Peopled(home, clerk, dispatcher, supervisor, discipline);
    }

    /** A browser that just sent these words from this village. */
    ADoor.Visitor sent(Peopled place, String words, String... more) {
        var browser = staff.visitor(place.county());
        browser.get("/cases/new");
        browser.post("/cases/new", "how", "say", "words", words);
        send(browser, place, more);
        return browser;
    }

    /** The second page, with the village and what else is given. */
    ADoor.Answer send(ADoor.Visitor browser, Peopled place, String... more) {
        var page = browser.get("/cases/new/send");
        var form = new java.util.ArrayList<>(java.util.List.of("key", key(page), "place", place.code()));
        form.addAll(java.util.List.of(more));
        return browser.post("/cases/new/send", form.toArray(String[]::new));
    }

    static String key(ADoor.Answer page) {
        return found("name=\"key\" value=\"([0-9a-f-]{36})\"", page.body());
    }

    /** {@code /r/…} of the receipt this browser holds. */
    static String link(ADoor.Visitor browser) {
        return found("(/r/[A-Za-z0-9_-]{22})\"", browser.get("/cases/receipt").body());
    }

    static String code(ADoor.Visitor browser) {
        return found(
                "<p class=\"code\">([0-9A-Z]{8})</p>",
                browser.get("/cases/receipt").body());
    }

    static String number(ADoor.Visitor browser) {
        return found("([0-9]{4}-[0-9]{4})", browser.get("/cases/receipt").text());
    }

    private static String found(String pattern, String body) {
        var found = java.util.regex.Pattern.compile(pattern).matcher(body);
        if (!found.find()) {
            throw new AssertionError("no " + pattern + " in " + body);
        }
        return found.group(1);
    }

    CaseStore.Row row(Peopled place, String link) {
        return reading.byReceipt(place.county(), link.substring(3));
    }

    UUID id(Peopled place, String link) {
        return row(place, link).id();
    }

    /** A step of somebody who holds a post. */
    Stepping take(Staff.Member member, UUID id, Command command) {
        return staff.as(member, member.post(), () -> {
            var hat = staff.actor(member).hat(member.post().id()).orElseThrow();
            return cases.take(
                    member.county(),
                    id,
                    0,
                    command,
                    new By.Staff(hat, Actor.current().id()));
        });
    }
}
