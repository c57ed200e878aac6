package org.onedoor.organizations;

import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.onedoor.frame.Actor;
import org.onedoor.frame.Role;

/** 工作人员 · A staff member with every post she may act under now, stand-ins included. */
public record StaffActor(int county, UUID id, String name, Set<Role> roles, List<Hat> hats) implements Actor {

    /** Roles follow from the posts, and from what internal rooms know ({@link MoreRoles}): STAFF, HEAD where one answers for others, SUPERVISOR where one supervises. */
    public static StaffActor of(int county, UUID account, String name, List<Hat> hats, Set<Role> more) {
        var roles = EnumSet.of(Role.STAFF);
        roles.addAll(more);
        if (hats.stream().anyMatch(hat -> hat.post().kind().answersForOthers())) {
            roles.add(Role.HEAD);
        }
        if (hats.stream().anyMatch(hat -> hat.post().kind() == PostKind.SUPERVISOR)) {
            roles.add(Role.SUPERVISOR);
        }
        return new StaffActor(county, account, name, Set.copyOf(roles), List.copyOf(hats));
    }

    /** The hat of this post, when it is hers to wear. */
    public Optional<Hat> hat(UUID post) {
        return hats.stream().filter(hat -> hat.post().id().equals(post)).findFirst();
    }
}
