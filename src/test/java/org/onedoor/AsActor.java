package org.onedoor;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.onedoor.frame.Actor;
import org.onedoor.frame.ActorSource;
import org.onedoor.frame.Role;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/**
 * Test tree only: a request that carries {@code X-Test-Actor: SYSTEM_ADMIN} (roles, comma separated, and optionally
 * {@code ;id=<uuid>}) is made by somebody who holds them, in the county of the address.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
class AsActor implements ActorSource {

    static final String HEADER = "X-Test-Actor";
    static final UUID SOMEBODY = new UUID(0x7000, 0x8000_0000_0000_0001L);

    @Override
    public Optional<Actor> of(HttpServletRequest request, int county) {
        return Optional.ofNullable(request.getHeader(HEADER)).map(header -> {
            var parts = header.split(";id=");
            var roles = Arrays.stream(parts[0].split(",")).map(Role::valueOf).collect(Collectors.toUnmodifiableSet());
            return new Tester(county, parts.length > 1 ? UUID.fromString(parts[1]) : SOMEBODY, roles);
        });
    }

    private record Tester(int county, UUID id, Set<Role> roles) implements Actor {
        @Override
        public String name() {
            return "试验员";
        }
    }
}
