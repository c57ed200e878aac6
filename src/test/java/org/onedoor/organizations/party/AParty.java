package org.onedoor.organizations.party;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.onedoor.ACounty;
import org.onedoor.ADoor;
import org.onedoor.Staff;
import org.onedoor.accounts.Accounts;
import org.onedoor.frame.Actor;
import org.onedoor.frame.Now;
import org.onedoor.frame.Role;
import org.onedoor.frame.Scope;
import org.onedoor.organizations.Organizations;
import org.onedoor.organizations.StaffActor;
import org.springframework.stereotype.Component;

/** A county's Party for tests: a county committee, two town committees, branches with a group, and somebody in each post. */
@Component
public class AParty {

    /** The organizations of one county. */
    public record Tree(
            ACounty.Home home, UUID county, UUID town, UUID otherTown, UUID branch, UUID neighbour, UUID group) {
        public int number() {
            return home.county();
        }
    }

    /** Somebody with an account, perhaps with Party posts. */
    public record Comrade(int county, UUID account, String login) {}

    public static final LocalDate FOUNDED = LocalDate.of(2020, 7, 1);

    private final PartyOrganizations organizations;
    private final Organizations offices;
    private final Accounts accounts;
    private final ACounty counties;
    private final Staff staff;

    AParty(PartyOrganizations organizations, Organizations offices, Accounts accounts, ACounty counties, Staff staff) {
        this.organizations = organizations;
        this.offices = offices;
        this.accounts = accounts;
        this.counties = counties;
        this.staff = staff;
    }

    public Tree found() {
        return in(counties.found());
    }

    /** The Party of a county that is there already. */
    public Tree in(ACounty.Home home) {
        int county = home.county();
        var root = found(county, null, OrganizationType.COMMITTEE, "试验县委");
        var town = found(county, root, OrganizationType.COMMITTEE, "柳渡镇党委");
        var other = found(county, root, OrganizationType.COMMITTEE, "东岭镇党委");
        var branch = found(county, town, OrganizationType.BRANCH, "望溪村党支部");
        var neighbour = found(county, town, OrganizationType.BRANCH, "河东社区党支部");
        var group = found(county, branch, OrganizationType.GROUP, "东渡党小组");
        return new Tree(home, root, town, other, branch, neighbour, group);
    }

    /** A county whose Party nobody has entered yet. */
    public ACounty.Home bare() {
        return counties.found();
    }

    public UUID found(int county, @Nullable UUID above, OrganizationType type, String name) {
        var wish = new FoundOrganization(
                above, type, name, null, Sector.VILLAGE, null, null, null, null, FOUNDED, "柳委〔2020〕1号");
        var done = Scope.in(new Scope.Interior(county), () -> organizations.found(county, wish));
        assertThat(done).isInstanceOf(Reorganizing.Done.class);
        return ((Reorganizing.Done) done).id();
    }

    /** Somebody new who holds these posts in the organization. */
    public Comrade at(Tree tree, UUID organization, PartyPostKind... kinds) {
        int county = tree.number();
        var account = staff.account(county, null);
        for (var kind : kinds) {
            var done = Scope.in(
                    new Scope.Interior(county),
                    () -> organizations.appoint(county, organization, kind, account, FOUNDED));
            assertThat(done).isInstanceOf(Reorganizing.Done.class);
        }
        return new Comrade(county, account, staff.login(county, account));
    }

    /** As the face sees her in a request. */
    public Actor actor(Comrade comrade) {
        var hats = organizations.tree(comrade.county()).hats(comrade.account());
        return StaffActor.of(
                comrade.county(),
                comrade.account(),
                accounts.name(comrade.county(), comrade.account()),
                offices.of(comrade.county()).hats(comrade.account(), Now.instant()),
                hats.isEmpty() ? java.util.Set.of() : java.util.Set.of(Role.PARTY));
    }

    /** Her browser, logged in over HTTP. */
    public ADoor.Visitor browser(Comrade comrade) {
        return staff.browser(comrade.county(), comrade.login());
    }
}
