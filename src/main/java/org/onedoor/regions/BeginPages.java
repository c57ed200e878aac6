package org.onedoor.regions;

import jakarta.servlet.http.HttpServletResponse;
import org.onedoor.frame.Allowed;
import org.onedoor.frame.Faults;
import org.onedoor.frame.NotHere;
import org.onedoor.frame.Now;
import org.onedoor.frame.Page;
import org.onedoor.frame.Role;
import org.onedoor.regions.Beginning.BeginCounty;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The first page of an empty installation; to everybody without the secret of the log it does not exist. */
@Controller
@Allowed(Role.VISITOR)
class BeginPages {

    /** R-SEC-8: length rather than complexity; the room of accounts checks again. */
    private static final int PASSWORD = 10;

    private final Beginning beginning;

    BeginPages(Beginning beginning) {
        this.beginning = beginning;
    }

    @GetMapping("/regions/begin/{secret}")
    String ask(@PathVariable String secret, Model model) {
        mayBegin(secret);
        var form = new BeginCounty("", "", Now.today().getYear(), "admin", "");
        return form(secret, form, Faults.none(), model);
    }

    @PostMapping("/regions/begin/{secret}")
    String begin(
            @PathVariable String secret,
            @RequestParam(defaultValue = "") String name,
            @RequestParam(defaultValue = "") String code,
            @RequestParam int year,
            @RequestParam(defaultValue = "") String login,
            @RequestParam(defaultValue = "") String password,
            @ModelAttribute(name = "page", binding = false) Page page,
            HttpServletResponse response,
            Model model) {
        mayBegin(secret);
        var form = new BeginCounty(name.strip(), code.strip(), year, login.strip(), password);
        var faults = faults(form, page);
        if (faults.any()) {
            response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
            return form(secret, form, faults, model);
        }
        beginning.begin(form);
        return "redirect:/accounts/login?back=/admin/regions";
    }

    private static Faults faults(BeginCounty form, Page page) {
        var faults = Faults.none();
        if (form.name().isEmpty() || form.name().length() > 60) {
            faults.add("name", page.t("regions.begin.why.name"));
        }
        if (form.code().length() != 6 || !PlaceCode.wellFormed(PlaceCode.full(form.code()), Level.COUNTY)) {
            faults.add("code", page.t("regions.begin.why.code"));
        }
        if (!form.login().matches("[A-Za-z0-9._-]{3,40}")) {
            faults.add("login", page.t("regions.begin.why.login"));
        }
        if (form.password().length() < PASSWORD) {
            faults.add("password", page.t("regions.begin.why.password", PASSWORD));
        }
        return faults;
    }

    private String form(String secret, BeginCounty form, Faults faults, Model model) {
        model.addAttribute("secret", secret);
        model.addAttribute("form", form);
        model.addAttribute("years", beginning.years());
        model.addAttribute("faults", faults);
        return "regions/begin";
    }

    private void mayBegin(String secret) {
        if (!beginning.opens(secret)) {
            throw new NotHere();
        }
    }
}
