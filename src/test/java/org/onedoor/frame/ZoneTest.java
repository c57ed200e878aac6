package org.onedoor.frame;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.onedoor.OneDoorTest;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** R-SEC-11: a zone has the routes of its own rooms and no others. */
@OneDoorTest
class ZoneTest {

    private final RequestMappingHandlerMapping mappings;

    ZoneTest(@Qualifier("requestMappingHandlerMapping") RequestMappingHandlerMapping mappings) {
        this.mappings = mappings;
    }

    @ParameterizedTest
    @EnumSource(Zone.Side.class)
    void routesOfTheOtherZoneDoNotExist(Zone.Side side) throws Exception {
        var gate = new ZoneGate(side.name().toLowerCase(java.util.Locale.ROOT));
        for (var handler : mappings.getHandlerMethods().values()) {
            var room = room(handler);
            if (!room.isEmpty()) {
                boolean own = room.equals("frame") || zone(handler.getBeanType().getPackageName()) == side;
                assertThat(passes(gate, handler)).as(handler + " in " + side).isEqualTo(own);
            }
        }
    }

    @Test
    void theWholeHouseHasEveryRoute() {
        var gate = new ZoneGate("all");
        assertThat(mappings.getHandlerMethods().values()).allMatch(handler -> passes(gate, handler));
    }

    /** Its own package's, or that of the room it is nested in. */
    private static Zone.Side zone(String name) throws ClassNotFoundException {
        var own = Class.forName(name + ".package-info").getPackage().getAnnotation(Zone.class);
        return own == null ? zone(name.substring(0, name.lastIndexOf('.'))) : own.value();
    }

    private static String room(HandlerMethod handler) {
        var name = handler.getBeanType().getPackageName();
        return name.startsWith("org.onedoor.") ? name.split("\\.")[2] : "";
    }

    private static boolean passes(ZoneGate gate, HandlerMethod handler) {
        try {
            return gate.preHandle(new MockHttpServletRequest(), new MockHttpServletResponse(), handler);
        } catch (NotHere e) {
            return false;
        }
    }
}
