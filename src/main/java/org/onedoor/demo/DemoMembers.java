package org.onedoor.demo;

import java.time.LocalDate;
import java.util.Random;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.onedoor.frame.Now;
import org.onedoor.frame.Scope;
import org.onedoor.members.Category;
import org.onedoor.members.Details;
import org.onedoor.members.Education;
import org.onedoor.members.EnrolMember;
import org.onedoor.members.Members;
import org.onedoor.organizations.party.OrganizationType;
import org.onedoor.organizations.party.PartyOrganization;
import org.onedoor.organizations.party.PartyOrganizations;
import org.onedoor.organizations.party.PartyPeople;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Members of the demo county's branches, some forty in each: a branch that has members is left as it is. */
@Component
@Profile("demo")
class DemoMembers {

    private static final int[] WEIGHTS = {7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2};

    private final Members members;
    private final PartyOrganizations party;
    private final PartyPeople people;
    private final TransactionTemplate transaction;

    DemoMembers(
            Members members, PartyOrganizations party, PartyPeople people, PlatformTransactionManager transactions) {
        this.members = members;
        this.party = party;
        this.people = people;
        this.transaction = new TransactionTemplate(transactions);
    }

    /** @param few for tests: one branch, a handful */
    void make(int county, boolean few) {
        var branches = party.tree(county).all().stream()
                .filter(one ->
                        one.type() == OrganizationType.BRANCH && !one.status().over())
                .sorted(java.util.Comparator.comparing(one -> !one.name().startsWith(Names.VILLAGE)))
                .limit(few ? 1 : Integer.MAX_VALUE)
                .toList();
        for (var branch : branches) {
            Scope.in(
                    new Scope.Interior(county),
                    () -> transaction.executeWithoutResult(_ -> {
                        if (people.members(county, branch.id()) == 0) {
                            enrol(county, branch, few);
                        }
                    }));
        }
    }

    private void enrol(int county, PartyOrganization branch, boolean few) {
        var random = new Random(branch.path().hashCode() * 0x9E3779B97F4A7C15L);
        var groups = party.tree(county).children(branch.id());
        int many = few ? 5 : 28 + random.nextInt(28);
        int number = Integer.parseInt(branch.path().replaceAll("\\D", "")) % 1_000_000;
        for (int n = 0; n < many; n++) {
            var born = LocalDate.of(1942, 1, 1).plusDays(random.nextInt(60 * 365));
            var group = groups.isEmpty()
                    ? null
                    : groups.get(random.nextInt(groups.size())).id();
            members.enrol(
                    county,
                    new EnrolMember(
                            branch.id(),
                            details(random, born, group),
                            idNumber(born, number, n),
                            Names.phone(random),
                            null,
                            null),
                    null);
        }
    }

    private static Details details(Random random, LocalDate born, @Nullable UUID group) {
        var today = Now.today();
        var adult = born.plusYears(18);
        long years = Math.max(1, adult.until(today).toTotalMonths() / 12);
        var joined = adult.plusYears(1 + random.nextLong(years)).plusDays(random.nextInt(300));
        if (joined.isAfter(today.minusMonths(2))) {
            joined = today.minusMonths(2);
        }
        var full = joined.plusYears(1);
        int age = born.until(today).getYears();
        return new Details(
                Names.person(random),
                random.nextInt(12) == 0 ? "15" : "01",
                null,
                Education.values()[age > 60 ? 4 + random.nextInt(3) : 1 + random.nextInt(5)],
                null,
                null,
                null,
                age > 62 ? Category.RETIRED : random.nextInt(4) == 0 ? Category.NEW_EMPLOYMENT : Category.FARMER,
                joined,
                full.isAfter(today) ? null : full,
                group);
    }

    /** Under the prefix given to no place (R-CODE-6), with its check digit. */
    private static String idNumber(LocalDate born, int branch, int n) {
        var digits = "60%04d%04d%02d%02d%03d"
                .formatted(branch % 10_000, born.getYear(), born.getMonthValue(), born.getDayOfMonth(), n);
        int sum = 0;
        for (int i = 0; i < 17; i++) {
            sum += (digits.charAt(i) - '0') * WEIGHTS[i];
        }
        return digits + "10X98765432".charAt(sum % 11);
    }
}
