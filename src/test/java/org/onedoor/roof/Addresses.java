package org.onedoor.roof;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.onedoor.cases.Step;
import org.onedoor.frame.Doorkeeper;
import org.onedoor.frame.Role;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** The running program's own list of addresses, and what a variable of one names. */
final class Addresses {

    private static final Pattern VARIABLE = Pattern.compile("\\{([a-zA-Z]+)(?::(?:[^{}]|\\{[^}]*})*)?}");

    /** What {@code id} names, by where the address leads; the first that fits. */
    private static final Map<String, String> KINDS = kinds(
            "/cases", "<matter>",
            "/desk/admission", "<admission>",
            "/desk/members", "<member>",
            "/desk/dues", "<party>",
            "/desk/party", "<party>",
            "/accounts", "<account>",
            "/offices", "<office>",
            "/places", "<place>",
            "/duty", "<place>",
            "/grids", "<place>",
            "/notices", "<message>");

    private Addresses() {}

    private static Map<String, String> kinds(String... pairs) {
        var kinds = new LinkedHashMap<String, String>();
        for (int i = 0; i < pairs.length; i += 2) {
            kinds.put(pairs[i], pairs[i + 1]);
        }
        return kinds;
    }

    record Route(String method, String path, HandlerMethod handler) {
        Set<Role> roles() {
            return Set.of(Doorkeeper.allowed(handler));
        }

        boolean open() {
            return roles().contains(Role.VISITOR);
        }

        boolean api() {
            return path.startsWith("/api/");
        }

        boolean asset() {
            return path.startsWith("/assets/");
        }

        @Override
        public String toString() {
            return method + " " + path;
        }
    }

    static List<Route> routes(RequestMappingHandlerMapping mappings) {
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
        routes.sort(Comparator.comparing(Route::toString));
        return routes;
    }

    /** The addresses of a route, with {@code <kind>} where it names something; one for each step. */
    static List<String> concrete(Route route) {
        var path = route.path();
        var kinds = new LinkedHashMap<String, String>();
        var variable = VARIABLE.matcher(path);
        while (variable.find()) {
            kinds.put(variable.group(), kind(path, variable.group(1)));
        }
        for (var entry : kinds.entrySet()) {
            path = path.replace(entry.getKey(), entry.getValue());
        }
        if (!path.contains("<step>")) {
            return List.of(path);
        }
        var all = new ArrayList<String>();
        for (var step : Step.values()) {
            all.add(path.replace("<step>", step.path()));
        }
        return all;
    }

    private static String kind(String path, String variable) {
        return switch (variable) {
            case "step" -> "<step>";
            case "longId" -> "<longId>";
            case "n" -> "1";
            case "room" -> "frame";
            case "source" -> "12345";
            case "code" ->
                path.contains("/kept")
                        ? "<placeCode>"
                        : path.contains("templates") ? "cases.filed" : "old-age-allowance";
            case "account" -> "<account>";
            case "batch" -> "<batch>";
            case "member" -> "<member>";
            case "file", "upload", "key", "secret" -> "<message>";
            default ->
                KINDS.entrySet().stream()
                        .filter(kind -> path.contains(kind.getKey()))
                        .filter(_ ->
                                !path.contains("/desk/party") && !path.contains("/desk/dues") || variable.equals("id"))
                        .map(Map.Entry::getValue)
                        .findFirst()
                        .orElse("<post>");
        };
    }

    static String fill(String path, Map<String, String> ids) {
        for (var id : ids.entrySet()) {
            path = path.replace("<" + id.getKey() + ">", id.getValue());
        }
        return path;
    }
}
