package org.onedoor.organizations;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import java.util.stream.Collectors;
import org.onedoor.accounts.Accounts;
import org.onedoor.frame.Actor;
import org.onedoor.frame.ActorSource;
import org.onedoor.frame.Now;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Staff, by the account they are signed in with and the posts it may act under now. */
@Component
@Order(20)
class StaffActors implements ActorSource {

    private final Accounts accounts;
    private final Organizations organizations;
    private final ObjectProvider<MoreRoles> more;

    StaffActors(Accounts accounts, Organizations organizations, ObjectProvider<MoreRoles> more) {
        this.accounts = accounts;
        this.organizations = organizations;
        this.more = more;
    }

    @Override
    public Optional<Actor> of(HttpServletRequest request, int county) {
        return accounts.signedIn(request, county)
                .filter(signedIn -> signedIn.admin() == null && !signedIn.resident())
                .map(signedIn -> StaffActor.of(
                        county,
                        signedIn.account(),
                        accounts.name(county, signedIn.account()),
                        organizations.of(county).hats(signedIn.account(), Now.instant()),
                        more.stream()
                                .flatMap(room -> room.of(county, signedIn.account()).stream())
                                .collect(Collectors.toSet())));
    }
}
