package org.onedoor.roof;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.onedoor.OneDoorTest;
import org.onedoor.frame.Actor;
import org.onedoor.frame.Doorkeeper;
import org.onedoor.frame.NotHere;
import org.onedoor.frame.NotLoggedIn;
import org.onedoor.frame.NotYours;
import org.onedoor.frame.Role;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.core.ResolvableType;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** Every address of the running program × every role: who may, who may not, and nothing else is served. */
@OneDoorTest
class RoutesTest {

    private static final Path TABLE = Path.of("src/test/resources/routes.txt");

    private final RequestMappingHandlerMapping mappings;
    private final Doorkeeper doorkeeper;
    private final HttpClient http =
            HttpClient.newBuilder().followRedirects(HttpClient.Redirect.NEVER).build();

    @LocalServerPort
    private int port;

    RoutesTest(
            @Qualifier("requestMappingHandlerMapping") RequestMappingHandlerMapping mappings, Doorkeeper doorkeeper) {
        this.mappings = mappings;
        this.doorkeeper = doorkeeper;
    }

    private record Route(String method, String path, HandlerMethod handler) {
        @Override
        public String toString() {
            return method + " " + path;
        }
    }

    private record Somebody(Role role) implements Actor {
        @Override
        public int county() {
            return 1;
        }

        @Override
        public UUID id() {
            return new UUID(0, role.ordinal());
        }

        @Override
        public String name() {
            return role.name();
        }

        @Override
        public Set<Role> roles() {
            return Set.of(role);
        }
    }

    @Test
    void everyHandlerSaysWhoMay() {
        var silent = routes().stream()
                .filter(route -> Doorkeeper.allowed(route.handler()).length == 0)
                .toList();
        assertThat(silent).isEmpty();
    }

    /**
     * The table is kept in the repository, so that a change of rights is seen in review. When it differs it is written
     * anew, and the test fails once: look at the difference, then commit it.
     */
    @Test
    void theTableOfRightsIsKept() throws IOException {
        var table = routes().stream()
                .map(route -> "%-6s %s — %s"
                        .formatted(
                                route.method(),
                                route.path(),
                                Arrays.stream(Doorkeeper.allowed(route.handler()))
                                        .map(Role::name)
                                        .collect(Collectors.joining(", "))))
                .sorted()
                .collect(Collectors.joining("\n", "", "\n"));
        var kept = Files.exists(TABLE) ? Files.readString(TABLE) : "";
        Files.writeString(TABLE, table);
        assertThat(table.lines().toList())
                .as(TABLE + " (rewritten; look and commit)")
                .isEqualTo(kept.lines().toList());
    }

    @ParameterizedTest
    @EnumSource(Role.class)
    void whoIsNotListedIsTurnedAway(Role role) {
        for (var route : routes()) {
            var roles = List.of(Doorkeeper.allowed(route.handler()));
            boolean may = roles.contains(Role.VISITOR) || roles.contains(role);
            assertThat(passes(role, route)).as(role + " at " + route).isEqualTo(may);
        }
    }

    private boolean passes(Role role, Route route) {
        try {
            Actor.as(
                    new Somebody(role),
                    () -> doorkeeper.preHandle(
                            new MockHttpServletRequest(route.method(), route.path()),
                            new MockHttpServletResponse(),
                            route.handler()));
            return true;
        } catch (NotHere | NotLoggedIn | NotYours e) {
            return false;
        }
    }

    /** Asked with nonsense by nobody in particular, every address answers like a person: no 5xx, and no page that is not hers. */
    @Test
    void nobodyGetsThroughByHttp() throws Exception {
        var findings = new TreeMap<String, String>();
        for (var route : routes()) {
            var answer = send(route.method(), concrete(route.path()));
            boolean open = List.of(Doorkeeper.allowed(route.handler())).contains(Role.VISITOR);
            if (answer.statusCode() >= 500) {
                findings.put(route.toString(), "answers " + answer.statusCode());
            } else if (!open && !Set.of(303, 401, 403, 404).contains(answer.statusCode())) {
                findings.put(route.toString(), "answers a visitor with " + answer.statusCode());
            }
        }
        Exceptions.none("route", findings);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/messages.properties",
                "/application.properties",
                "/org/onedoor/frame/messages.properties",
                "/org/onedoor/OneDoor.class",
                "/assets/frame/messages.properties",
                "/assets/frame/../messages.properties",
                "/assets/frame/%2e%2e/messages.properties",
                "/assets/frame/..%2fmessages.properties",
                "/assets/frame/schema/V202611220001__technical.sql",
                "/assets/frame/problem.jte",
                "/assets/frame/Page.class",
                "/assets/regions/schema/V202611220101__regions.sql",
                "/frame/problem.jte",
                "/frame/schema/V202611220001__technical.sql",
                "/META-INF/spring.factories",
                "/WEB-INF/web.xml",
                "/static/onedoor.css",
                "/actuator",
                "/env",
                "/heapdump",
                "/error"
            })
    void sourcesAreNotServed(String path) throws Exception {
        var answer = send("GET", path);
        assertThat(answer.statusCode()).as(path).isIn(400, 404);
        assertThat(answer.body())
                .doesNotContain("create schema")
                .doesNotContain("frame.name")
                .doesNotContain("onedoor.db");
    }

    /** A list over REST is a slice with a cursor, never a bare array. */
    @Test
    void everyListOverRestIsPaged() {
        var findings = new TreeMap<String, String>();
        for (var route : routes()) {
            if (route.method().equals("GET")
                    && route.handler().getBeanType().isAnnotationPresent(RestController.class)) {
                var answer = ResolvableType.forMethodReturnType(route.handler().getMethod());
                var body = answer.resolve() == org.springframework.http.ResponseEntity.class
                        ? answer.getGeneric(0)
                        : answer;
                var type = body.resolve(Object.class);
                if (type.isArray() && type != byte[].class
                        || Collection.class.isAssignableFrom(type)
                        || Map.class.isAssignableFrom(type)) {
                    findings.put(route.toString(), "answers a whole " + type.getSimpleName());
                }
            }
        }
        Exceptions.none("list without a page", findings);
    }

    private List<Route> routes() {
        var routes = new ArrayList<Route>();
        mappings.getHandlerMethods().forEach((info, handler) -> {
            if (handler.getBeanType().getPackageName().startsWith("org.onedoor")) {
                var methods = info.getMethodsCondition().getMethods();
                for (var path : info.getPatternValues()) {
                    if (methods.isEmpty()) {
                        routes.add(new Route("GET", path, handler));
                    }
                    methods.forEach(method -> routes.add(new Route(method.name(), path, handler)));
                }
            }
        });
        routes.removeIf(route -> route.path().equals("/error"));
        return routes;
    }

    private static String concrete(String path) {
        return path.replaceAll(
                        "\\{[^/]*?(?:\\{[^}]*}[^/]*?)*}", UUID.randomUUID().toString())
                .replace("**", "x");
    }

    private HttpResponse<String> send(String method, String path) throws Exception {
        var request = HttpRequest.newBuilder(URI.create("http://localhost:" + port + path))
                .method(method, HttpRequest.BodyPublishers.noBody())
                .build();
        return http.send(request, HttpResponse.BodyHandlers.ofString());
    }
}
