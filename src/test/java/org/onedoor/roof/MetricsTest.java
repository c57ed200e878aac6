package org.onedoor.roof;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.MeterRegistry;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.onedoor.ACounty;
import org.onedoor.OneDoorTest;
import org.onedoor.Staff;
import org.onedoor.organizations.PostKind;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** What operators measure is told apart by route: never by county, person or case. */
@OneDoorTest
class MetricsTest {

    /** What no route answered, and what has none. */
    private static final Set<String> OTHERS = Set.of("NOT_FOUND", "UNKNOWN", "REDIRECTION", "root", "/error");

    private final ACounty counties;
    private final Staff staff;
    private final MeterRegistry meters;
    private final Set<String> routes;
    private final int most;

    MetricsTest(
            ACounty counties,
            Staff staff,
            MeterRegistry meters,
            @Qualifier("requestMappingHandlerMapping") RequestMappingHandlerMapping mappings,
            @Value("${management.metrics.web.server.max-uri-tags}") int most) {
        this.counties = counties;
        this.staff = staff;
        this.meters = meters;
        this.routes =
                Addresses.routes(mappings).stream().map(Addresses.Route::path).collect(Collectors.toSet());
        this.most = most;
    }

    @Test
    void aRequestIsCountedUnderItsRouteInWhicheverCounty() {
        for (int n = 0; n < 2; n++) {
            var home = counties.found();
            var browser = staff.browser(staff.at(home.county(), home.village(), PostKind.CLERK));
            browser.get("/desk/cases");
            browser.get("/desk/cases/" + UUID.randomUUID());
            var visitor = staff.visitor(home.county());
            visitor.get("/r/AAAAAAAAAAAAAAAAAAAAA" + n);
            visitor.get("/nothing/" + n);
            visitor.get("/assets/frame/onedoor.css");
            visitor.json("GET", "/api/v1/cases/" + UUID.randomUUID(), null);
            visitor.json("GET", "/api/v1/nothing/" + n, null);
            visitor.bare("/accounts/login", "login", "x");
        }
        var counted = meters.find("http.server.requests").meters().stream()
                .map(meter -> String.valueOf(meter.getId().getTag("uri")))
                .collect(Collectors.toSet());
        assertThat(counted).contains("/desk/cases", "/desk/cases/{id}", "/r/{longId}", "/api/v1/cases/{id}");
        assertThat(counted)
                .allMatch(uri -> routes.contains(uri) || OTHERS.contains(uri) || uri.matches("/(health|api/docs).*"));
    }

    @Test
    void noRouteIsLeftOutForWantOfRoom() {
        assertThat(most).isGreaterThan(routes.size() + 50);
    }
}
