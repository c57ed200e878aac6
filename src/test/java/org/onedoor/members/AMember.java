package org.onedoor.members;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.onedoor.frame.Scope;
import org.onedoor.organizations.party.AParty;
import org.springframework.stereotype.Component;

/** Members for tests. ID numbers begin with the unassigned prefix 60 (R-CODE-6) and never repeat. */
@Component
public class AMember {

    private static final int[] WEIGHTS = {7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2};
    private static final AtomicInteger MADE = new AtomicInteger();

    private final Members members;
    private final OwnFile own;

    AMember(Members members, OwnFile own) {
        this.members = members;
        this.own = own;
    }

    /** A right number of somebody born that day; every other one is a woman's. */
    public static String idNumber(LocalDate born) {
        int made = MADE.incrementAndGet();
        var digits = "60%04d%04d%02d%02d%03d"
                .formatted(
                        made / 1000 % 10_000, born.getYear(), born.getMonthValue(), born.getDayOfMonth(), made % 1000);
        int sum = 0;
        for (int i = 0; i < 17; i++) {
            sum += (digits.charAt(i) - '0') * WEIGHTS[i];
        }
        return digits + "10X98765432".charAt(sum % 11);
    }

    public static Details details(String name, @Nullable UUID group) {
        return new Details(
                name,
                "01",
                "浙江青田",
                Education.COLLEGE,
                null,
                LocalDate.of(1998, 7, 1),
                "望溪村集体经济合作社会计",
                Category.FARMER,
                LocalDate.of(2005, 6, 30),
                LocalDate.of(2006, 6, 30),
                group);
    }

    public static EnrolMember wish(UUID branch, String name) {
        return new EnrolMember(
                branch,
                details(name, null),
                idNumber(LocalDate.of(1976, 3, 4)),
                "13800138000",
                "望溪村东渡 12 号",
                "柳渡镇河东路 8 号");
    }

    /** Enrolled in the branch, under the Interior. */
    public UUID enrolled(AParty.Tree tree, UUID branch, String name) {
        return enrolled(tree, wish(branch, name));
    }

    public UUID enrolled(AParty.Tree tree, EnrolMember wish) {
        var done = Scope.in(new Scope.Interior(tree.number()), () -> members.enrol(tree.number(), wish, null));
        assertThat(done).isInstanceOf(Recording.Done.class);
        return ((Recording.Done) done).id();
    }

    /** Somebody who logs in with this account and has said that her phone is another one now. */
    public UUID corrected(int county, EnrolMember wish, UUID account, String phone) {
        return Scope.in(new Scope.Interior(county), () -> {
            var id = ((Recording.Done) members.enrol(county, wish, null)).id();
            members.account(county, id, account, null);
            own.suggest(county, account, Map.of("phone", phone));
            return id;
        });
    }
}
