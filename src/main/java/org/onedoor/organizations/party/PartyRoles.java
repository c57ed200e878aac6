package org.onedoor.organizations.party;

import java.util.Set;
import java.util.UUID;
import org.onedoor.frame.Role;
import org.onedoor.organizations.MoreRoles;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** Whoever holds a Party post is {@link Role#PARTY}; in the public zone nobody is, and nothing is read (R-SEC-11). */
@Component
class PartyRoles implements MoreRoles {

    private final PartyOrganizations organizations;
    private final String zone;

    PartyRoles(PartyOrganizations organizations, @Value("${onedoor.zone:all}") String zone) {
        this.organizations = organizations;
        this.zone = zone;
    }

    @Override
    public Set<Role> of(int county, UUID account) {
        return "public".equals(zone) || organizations.tree(county).hats(account).isEmpty()
                ? Set.of()
                : Set.of(Role.PARTY);
    }
}
