package org.onedoor.cases;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDateTime;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.onedoor.ACounty;
import org.onedoor.Staff;
import org.onedoor.catalogue.Catalogue;
import org.onedoor.frame.Now;
import org.onedoor.frame.Scope;
import org.onedoor.organizations.Hat;
import org.onedoor.organizations.Organizations;
import org.onedoor.organizations.PostKind;
import org.onedoor.regions.Place;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Cases for tests: a town with its people, and cases that are filed and worked on by the real use cases. */
@Component
public class ACase {

    /** A county with one town whose posts are all held. */
    public record Town(
            ACounty.Home home,
            Staff.Member clerk,
            Staff.Member secretary,
            Staff.Member dispatcher,
            Staff.Member supervisor,
            Staff.Member county,
            Staff.Member handler,
            Staff.Member head,
            Staff.Member callback,
            Staff.Member guardian) {
        public int number() {
            return home.county();
        }
    }

    private static final AtomicInteger FORMS = new AtomicInteger();

    private final ACounty counties;
    private final Staff staff;
    private final Filing filing;
    private final Cases cases;
    private final CaseStore store;
    private final Catalogue catalogue;
    private final Organizations organizations;
    private final TransactionTemplate transaction;

    ACase(
            ACounty counties,
            Staff staff,
            Filing filing,
            Cases cases,
            CaseStore store,
            Catalogue catalogue,
            Organizations organizations,
            PlatformTransactionManager transactions) {
        this.counties = counties;
        this.staff = staff;
        this.filing = filing;
        this.cases = cases;
        this.store = store;
        this.catalogue = catalogue;
        this.organizations = organizations;
        this.transaction = new TransactionTemplate(transactions);
    }

    /** Everybody holds her post since the beginning of 2026. */
    public Town town() {
        return at("2026-01-05T09:00", () -> {
            var home = counties.found();
            int county = home.county();
            var affairs = staff.office(county, home.town(), "civil-affairs");
            return new Town(
                    home,
                    staff.at(county, home.village(), PostKind.CLERK),
                    staff.at(county, home.village(), PostKind.SECRETARY),
                    staff.at(county, home.town(), PostKind.DISPATCHER),
                    staff.at(county, home.town(), PostKind.SUPERVISOR),
                    staff.at(county, home.root(), PostKind.SUPERVISOR),
                    staff.in(county, affairs, home.town(), PostKind.HANDLER),
                    staff.in(county, affairs, home.town(), PostKind.OFFICE_HEAD),
                    staff.in(county, staff.office(county, home.town(), "general"), home.town(), PostKind.CALLBACK),
                    staff.in(county, staff.office(county, home.root(), "discipline"), home.root(), PostKind.PROTECTED));
        });
    }

    /** A moment in China: {@code 2026-09-24T10:00}. */
    public static Instant moment(String local) {
        return LocalDateTime.parse(local).atZone(Now.ZONE).toInstant();
    }

    public static <T> T at(String local, Supplier<T> work) {
        return Now.at(moment(local), work);
    }

    public static void at(String local, Runnable work) {
        Now.at(moment(local), work);
    }

    /** What somebody with a phone asks from the village. */
    public FileCase request(Town town, @Nullable String item) {
        return request(town.number(), town.home().village(), item);
    }

    public FileCase request(int county, Place place, @Nullable String item) {
        int form = FORMS.incrementAndGet();
        return ARequest.at(place.id(), "门口的水管漏了，没人来修。", "test", "form-" + form)
                .item(item(county, item))
                .by("林秀菊")
                .phone("1380000" + String.format("%04d", form % 10000))
                .form();
    }

    /** The version of the item that holds now; null without a code. */
    public @Nullable UUID item(int county, @Nullable String code) {
        return code == null
                ? null
                : catalogue.of(county).byCode(code).orElseThrow().id();
    }

    /** Filed by the resident; the duty post is contact and owner. */
    public Receipt filed(Town town, @Nullable String item) {
        return filed(town, item, request -> request);
    }

    public Receipt filed(Town town, @Nullable String item, UnaryOperator<FileCase> change) {
        return filed(town.number(), change.apply(request(town, item)));
    }

    public Receipt filed(int county, FileCase request) {
        var outcome = filing.file(county, request);
        assertThat(outcome).isInstanceOf(FilingOutcome.Filed.class);
        return ((FilingOutcome.Filed) outcome).receipt();
    }

    /** Taken on by the clerk, contacted and answered at the same moment. */
    public void answered(Town town, UUID id, Outcome outcome) {
        take(town.clerk(), id, new Command.TakeOn());
        take(town.clerk(), id, new Command.Contact("call", null));
        take(town.clerk(), id, new Command.Answer(outcome, "去看过，换了水管。", outcome == Outcome.SOLVED ? null : "配件停产了"));
    }

    /** A step of somebody under the first of her posts, which must be done. */
    public Stepping.Done take(Staff.Member member, UUID id, Command command) {
        var outcome = attempt(member, id, command);
        assertThat(outcome).isInstanceOf(Stepping.Done.class);
        return (Stepping.Done) outcome;
    }

    /** A step of somebody under the first of her posts, done or refused. */
    public Stepping attempt(Staff.Member member, UUID id, Command command) {
        return staff.as(
                member,
                member.post(),
                () -> cases.take(member.county(), id, 0, command, new By.Staff(hat(member), member.account())));
    }

    public Stepping resident(Town town, Receipt receipt, Command command) {
        return resident(town.number(), receipt, command);
    }

    /** A step of the resident, who holds receipt and code. */
    public Stepping resident(int county, Receipt receipt, Command command) {
        return Scope.in(
                new Scope.Receipt(county, Keys.hash(receipt.longId())),
                () -> cases.take(county, receipt.id(), 0, command, By.Resident.holder()));
    }

    public Hat hat(Staff.Member member) {
        return organizations.of(member.county()).hats(member.account(), Now.instant()).stream()
                .filter(hat -> hat.post().id().equals(member.post().id()))
                .findFirst()
                .orElseThrow();
    }

    CaseStore.Row row(Town town, UUID id) {
        return in(town, () -> store.find(town.number(), id).orElseThrow());
    }

    Case told(Town town, UUID id) {
        return row(town, id).told();
    }

    /** Under the whole county, in one transaction. */
    public <T> T in(Town town, Supplier<T> work) {
        return Scope.in(new Scope.County(town.number()), () -> transaction.execute(_ -> work.get()));
    }
}
