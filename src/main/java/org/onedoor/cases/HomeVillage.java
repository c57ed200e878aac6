package org.onedoor.cases;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.onedoor.regions.Level;
import org.onedoor.regions.Place;
import org.onedoor.regions.Regions;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseCookie;
import org.springframework.stereotype.Component;

/**
 * 来访的村 · The village a resident comes for: named by the poster's QR ({@code ?village=CODE}) or kept from the last visit;
 * otherwise she chooses from the list. Never guessed: the daughter who files is far away.
 */
@Component
public class HomeVillage {

    private static final String NAME = "village";

    private final Regions regions;

    HomeVillage(Regions regions) {
        this.regions = regions;
    }

    /** From the address, which is then remembered, else from the last visit. */
    public Optional<Place> of(int county, HttpServletRequest request, HttpServletResponse response) {
        var named = village(county, request.getParameter(NAME));
        named.ifPresent(place -> remember(request, response, place));
        return named.or(() -> last(county, request));
    }

    /** The village of the last visit. */
    public Optional<Place> last(int county, HttpServletRequest request) {
        var cookies = request.getCookies();
        if (cookies != null) {
            for (var cookie : cookies) {
                if (cookie.getName().equals(NAME)) {
                    return village(county, cookie.getValue());
                }
            }
        }
        return Optional.empty();
    }

    public void remember(HttpServletRequest request, HttpServletResponse response, Place village) {
        cookie(request, response, village.code(), Duration.ofDays(365));
    }

    public void forget(HttpServletRequest request, HttpServletResponse response) {
        cookie(request, response, "", Duration.ZERO);
    }

    /** Towns with their villages and communities, in order of their codes. */
    public Map<Place, List<Place>> all(int county) {
        var tree = regions.tree(county);
        var all = new LinkedHashMap<Place, List<Place>>();
        for (var town : tree.all(Level.TOWN)) {
            var villages = tree.children(town.id()).stream()
                    .filter(place -> place.level() == Level.VILLAGE)
                    .toList();
            if (!villages.isEmpty()) {
                all.put(town, villages);
            }
        }
        return all;
    }

    @SuppressWarnings("NullAway") // a request may lack the parameter
    private Optional<Place> village(int county, String code) {
        return code == null || code.isEmpty()
                ? Optional.empty()
                : regions.tree(county).byCode(code).filter(place -> place.level() == Level.VILLAGE && !place.closed());
    }

    private static void cookie(HttpServletRequest request, HttpServletResponse response, String value, Duration age) {
        response.addHeader(
                HttpHeaders.SET_COOKIE,
                ResponseCookie.from(NAME, value)
                        .path(request.getContextPath() + "/")
                        .maxAge(age)
                        .sameSite("Lax")
                        .httpOnly(true)
                        .build()
                        .toString());
    }
}
