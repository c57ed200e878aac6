package org.onedoor.organizations;

import java.util.Set;
import java.util.UUID;
import org.onedoor.frame.Role;

/** 兼有身份 · Port: what a room above knows this account to be, beside its posts here. Asked at each request, from memory. */
public interface MoreRoles {

    Set<Role> of(int county, UUID account);
}
