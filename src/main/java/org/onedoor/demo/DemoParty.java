package org.onedoor.demo;

import java.time.LocalDate;
import java.util.EnumSet;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.onedoor.accounts.Accounts;
import org.onedoor.frame.Now;
import org.onedoor.frame.Scope;
import org.onedoor.organizations.Organizations;
import org.onedoor.organizations.PostKind;
import org.onedoor.organizations.party.FoundOrganization;
import org.onedoor.organizations.party.OrganizationType;
import org.onedoor.organizations.party.PartyOrganization;
import org.onedoor.organizations.party.PartyOrganizations;
import org.onedoor.organizations.party.PartyPostKind;
import org.onedoor.organizations.party.Reorganizing;
import org.onedoor.organizations.party.Sector;
import org.onedoor.regions.Level;
import org.onedoor.regions.Place;
import org.onedoor.regions.Regions;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The Party of the demo county: a committee of the county and of each town, a branch in each village with a group per grid.
 * Secretaries and group leaders are the village's own people. Made town by town and village by village; what is there stays.
 */
@Component
@Profile("demo")
class DemoParty {

    private static final LocalDate FOUNDED = LocalDate.of(2021, 3, 1);

    private final PartyOrganizations party;
    private final Organizations offices;
    private final Accounts accounts;
    private final Regions regions;
    private final TransactionTemplate transaction;

    DemoParty(
            PartyOrganizations party,
            Organizations offices,
            Accounts accounts,
            Regions regions,
            PlatformTransactionManager transactions) {
        this.party = party;
        this.offices = offices;
        this.accounts = accounts;
        this.regions = regions;
        this.transaction = new TransactionTemplate(transactions);
    }

    /** Everything that is not there yet, as of a moment. */
    void make(int county) {
        var tree = regions.tree(county);
        var root = once(county, null, tree.root(), "中共" + tree.root().name() + "委员会", committee -> {
            officer(county, committee, "organization");
        });
        for (var town : tree.children(tree.root().id())) {
            var committee = once(county, root, town, "中共" + town.name() + "委员会", made -> {
                leaders(county, town, made);
                if (town.equals(tree.children(tree.root().id()).getFirst())) {
                    officer(county, made, "townparty");
                }
            });
            for (var village : tree.children(town.id())) {
                once(county, committee, village, village.name() + "党支部", branch -> people(county, village, branch));
            }
        }
    }

    /** What follows from its being made. */
    private interface Made {
        void then(UUID organization);
    }

    private UUID once(int county, @Nullable UUID above, Place place, String name, Made made) {
        return Scope.in(new Scope.Interior(county), () -> party.tree(county).all().stream()
                .filter(one -> place.id().equals(one.place()) && one.name().equals(name))
                .map(PartyOrganization::id)
                .findFirst()
                .orElseGet(() -> transaction.execute(_ -> {
                    var id = found(
                            county,
                            above,
                            place.level() == Level.VILLAGE ? OrganizationType.BRANCH : OrganizationType.COMMITTEE,
                            name,
                            place);
                    made.then(id);
                    return id;
                })));
    }

    private UUID found(int county, @Nullable UUID above, OrganizationType type, String name, Place place) {
        var sector = place.level() != Level.VILLAGE && place.level() != Level.GRID
                ? Sector.ORGAN
                : place.community() ? Sector.COMMUNITY : Sector.VILLAGE;
        var done = party.found(
                county,
                new FoundOrganization(
                        above,
                        type,
                        name,
                        null,
                        sector,
                        place.id(),
                        null,
                        null,
                        null,
                        FOUNDED,
                        "组〔2021〕%d号".formatted(1 + Math.floorMod(name.hashCode(), 90))));
        return switch (done) {
            case Reorganizing.Done(var id) -> id;
            case Reorganizing.Refused(var key, List<Object> arguments) ->
                throw new IllegalStateException(key + arguments);
        };
    }

    /** The village's secretary leads the branch; whoever looks after a grid leads its group. */
    private void people(int county, Place village, UUID branch) {
        var staffing = offices.of(county);
        var filled = EnumSet.noneOf(PartyPostKind.class);
        for (var post : staffing.postsOf(village.id())) {
            var kind = post.kind() == PostKind.SECRETARY
                    ? PartyPostKind.SECRETARY
                    : post.kind() == PostKind.CLERK ? PartyPostKind.ORGANIZER : null;
            staffing.appointed(post.id(), Now.instant())
                    .filter(_ -> kind != null && filled.add(kind))
                    .ifPresent(account -> appoint(county, branch, java.util.Objects.requireNonNull(kind), account));
        }
        for (var grid : regions.tree(county).children(village.id())) {
            var group = found(
                    county,
                    branch,
                    OrganizationType.GROUP,
                    grid.name().replace("网格", "").replaceAll("组$", "") + "党小组",
                    grid);
            staffing.postsOf(grid.id()).stream()
                    .filter(post -> post.kind() == PostKind.GRID_WORKER)
                    .flatMap(post -> staffing.appointed(post.id(), Now.instant()).stream())
                    .findFirst()
                    .ifPresent(account -> appoint(county, group, PartyPostKind.GROUP_LEADER, account));
        }
    }

    /** The heads of the town's offices sit in its committee. */
    private void leaders(int county, Place town, UUID committee) {
        var staffing = offices.of(county);
        var heads = staffing.postsOf(town.id()).stream()
                .filter(post -> post.kind() == PostKind.OFFICE_HEAD)
                .flatMap(post -> staffing.appointed(post.id(), Now.instant()).stream())
                .iterator();
        for (var kind : List.of(
                PartyPostKind.SECRETARY, PartyPostKind.ORGANIZER, PartyPostKind.PUBLICITY, PartyPostKind.DISCIPLINE)) {
            if (heads.hasNext()) {
                appoint(county, committee, kind, heads.next());
            }
        }
    }

    private void officer(int county, UUID committee, String login) {
        accounts.directory(county)
                .byLogin(login)
                .ifPresent(person -> appoint(county, committee, PartyPostKind.OFFICER, person.id()));
    }

    private void appoint(int county, UUID organization, PartyPostKind kind, UUID account) {
        party.appoint(county, organization, kind, account, FOUNDED);
    }
}
