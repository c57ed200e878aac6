package org.onedoor.accounts;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.onedoor.frame.Actor;
import org.onedoor.frame.ActorSource;
import org.onedoor.frame.Role;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Residents and administrators; staff are known by their posts, in {@code organizations}. */
@Component
@Order(10)
class AccountActors implements ActorSource {

    /** Somebody signed in whose account alone says what she may. */
    private record Known(int county, UUID id, String name, Set<Role> roles) implements Actor {}

    private final Accounts accounts;

    AccountActors(Accounts accounts) {
        this.accounts = accounts;
    }

    @Override
    public Optional<Actor> of(HttpServletRequest request, int county) {
        return accounts.signedIn(request, county).flatMap(signedIn -> {
            if (signedIn.resident()) {
                return Optional.of(new Known(county, signedIn.account(), "", Set.of(Role.RESIDENT)));
            }
            // A token never acts as an administrator.
            return Optional.ofNullable(signedIn.admin())
                    .map(admin -> new Known(
                            county, signedIn.account(), accounts.name(county, signedIn.account()), Set.of(admin)));
        });
    }
}
