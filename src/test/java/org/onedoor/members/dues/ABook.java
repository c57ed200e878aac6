package org.onedoor.members.dues;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.YearMonth;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
import org.onedoor.frame.Actor;
import org.onedoor.frame.Ids;
import org.onedoor.frame.Scope;
import org.onedoor.organizations.party.AParty;
import org.onedoor.organizations.party.PartyOrganizations;
import org.springframework.stereotype.Component;

/** Books of dues for tests. */
@Component
public class ABook {

    private final Dues dues;
    private final AParty party;
    private final PartyOrganizations organizations;

    ABook(Dues dues, AParty party, PartyOrganizations organizations) {
        this.dues = dues;
        this.party = party;
        this.organizations = organizations;
    }

    /** As this comrade, under the scope of a post in that organization. */
    public <T> T as(AParty.Comrade comrade, UUID organization, Supplier<T> work) {
        var one = organizations.tree(comrade.county()).get(organization);
        return Scope.in(
                new Scope.Party(comrade.county(), one.lo(), one.hi()), () -> Actor.as(party.actor(comrade), work));
    }

    /** A wage earner with this base in fen. */
    public void stated(AParty.Comrade collector, UUID branch, UUID member, YearMonth from, long base) {
        done(as(
                collector,
                branch,
                () -> dues.state(
                        collector.county(), branch, new StateDues(member, from, Payer.WAGE, base, 0, ""), null)));
    }

    public void taken(AParty.Comrade collector, UUID branch, UUID member, long fen, YearMonth... months) {
        done(take(collector, branch, member, fen, months));
    }

    Paying take(AParty.Comrade collector, UUID branch, UUID member, long fen, YearMonth... months) {
        return as(
                collector,
                branch,
                () -> dues.take(
                        collector.county(),
                        branch,
                        new TakeDues(
                                member,
                                List.of(months),
                                fen,
                                false,
                                null,
                                Ids.next().toString()),
                        null));
    }

    static void done(Paying paying) {
        assertThat(paying).isInstanceOf(Paying.Done.class);
    }

    static void refused(Paying paying, String key) {
        assertThat(paying).isInstanceOfSatisfying(Paying.Refused.class, why -> assertThat(why.key())
                .isEqualTo(key));
    }
}
