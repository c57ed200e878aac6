package org.onedoor.members.admission;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.UUID;
import org.onedoor.frame.Scope;
import org.onedoor.organizations.party.AParty;
import org.springframework.stereotype.Component;

/** Files of admission for tests, opened under the Interior. */
@Component
public class AnAdmission {

    public static final LocalDate APPLIED = LocalDate.of(2024, 3, 1);

    private final Admissions admissions;

    AnAdmission(Admissions admissions) {
        this.admissions = admissions;
    }

    public UUID opened(AParty.Tree tree, UUID branch, String name, String idNumber, String phone) {
        return opened(tree, new OpenFile(branch, name, idNumber, phone, APPLIED));
    }

    UUID opened(AParty.Tree tree, OpenFile wish) {
        var done = Scope.in(new Scope.Interior(tree.number()), () -> admissions.open(tree.number(), wish, null));
        assertThat(done).isInstanceOf(Opening.Done.class);
        return ((Opening.Done) done).id();
    }
}
