package org.onedoor.regions;

import jakarta.servlet.http.HttpServletResponse;
import java.util.Optional;
import org.onedoor.frame.Actor;
import org.onedoor.frame.Allowed;
import org.onedoor.frame.Faults;
import org.onedoor.frame.Page;
import org.onedoor.frame.Role;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.RequestParam;

/** 试一个点 · The system administrator tries which grid a point falls into, before anybody relies on the outlines. */
@Controller
@Allowed(Role.SYSTEM_ADMIN)
class PointPages {

    private final Regions regions;
    private final Outlines outlines;

    PointPages(Regions regions, Outlines outlines) {
        this.regions = regions;
        this.outlines = outlines;
    }

    @GetMapping("/admin/regions/point")
    String point(
            @RequestParam(defaultValue = "") String longitude,
            @RequestParam(defaultValue = "") String latitude,
            @ModelAttribute(name = "page", binding = false) Page page,
            HttpServletResponse response,
            Model model) {
        int county = Actor.current().county();
        var faults = Faults.none();
        Located located = null;
        if (!longitude.isBlank() || !latitude.isBlank()) {
            var east = degrees(longitude, 180);
            var north = degrees(latitude, 90);
            if (east.isEmpty()) {
                faults.add("longitude", page.t("regions.point.why.longitude"));
            }
            if (north.isEmpty()) {
                faults.add("latitude", page.t("regions.point.why.latitude"));
            }
            if (faults.any()) {
                response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
            } else {
                located = regions.locate(county, east.orElseThrow(), north.orElseThrow());
            }
        }
        model.addAttribute("located", located);
        model.addAttribute(
                "path",
                located == null ? "" : regions.tree(county).path(located.place().id()));
        model.addAttribute("drawn", outlines.of(county).drawn().size());
        model.addAttribute("longitude", longitude);
        model.addAttribute("latitude", latitude);
        model.addAttribute("faults", faults);
        return "regions/point";
    }

    private static Optional<Double> degrees(String typed, int most) {
        try {
            double value = Double.parseDouble(typed.strip());
            return Math.abs(value) <= most ? Optional.of(value) : Optional.empty();
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }
}
