package org.onedoor.accounts;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.onedoor.accounts.Login.Stage;
import org.onedoor.frame.Actor;
import org.onedoor.frame.Allowed;
import org.onedoor.frame.Faults;
import org.onedoor.frame.Page;
import org.onedoor.frame.Role;
import org.onedoor.frame.Throttle;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Staff log in: password, second factor, own password; each on its own page. */
@Controller
@Allowed(Role.VISITOR)
class LoginPages {

    private final Logins logins;
    private final OpenSessions sessions;
    private final Accounts accounts;
    private final Throttle throttle;
    private final ObjectProvider<DemoLogins> demo;
    private final int perMinute;

    /** A village hall shares one address, so the limit is wide. */
    LoginPages(
            Logins logins,
            OpenSessions sessions,
            Accounts accounts,
            Throttle throttle,
            ObjectProvider<DemoLogins> demo,
            @Value("${onedoor.accounts.logins-per-minute:60}") int perMinute) {
        this.logins = logins;
        this.sessions = sessions;
        this.accounts = accounts;
        this.throttle = throttle;
        this.demo = demo;
        this.perMinute = perMinute;
    }

    @GetMapping("/accounts/login")
    String show(@RequestParam(defaultValue = Back.DESK) String back, Model model) {
        return form(model, back, "", Faults.none());
    }

    @PostMapping("/accounts/login")
    String login(
            @RequestParam(defaultValue = "") String login,
            @RequestParam(defaultValue = "") String password,
            @RequestParam(defaultValue = Back.DESK) String back,
            @ModelAttribute(name = "page", binding = false) Page page,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model) {
        throttle.take("accounts.login", request.getRemoteAddr(), perMinute, Duration.ofMinutes(1));
        return switch (logins.password(Actor.current().county(), login, password, OpenSessions.device(request))) {
            case LoggingIn.Begun(var begun) -> next(request, begun, back);
            case LoggingIn.Refused() -> {
                response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
                yield form(model, back, login, Faults.none().add("login", page.t("accounts.login.refused")));
            }
        };
    }

    @GetMapping("/accounts/login/code")
    String askCode(@RequestParam(defaultValue = Back.DESK) String back, HttpServletRequest request, Model model) {
        return at(request, Stage.CODE)
                .map(login -> step(model, login, back, Faults.none()))
                .orElseGet(() -> again(back));
    }

    @PostMapping("/accounts/login/code")
    String giveCode(
            @RequestParam(defaultValue = "") String code,
            @RequestParam(defaultValue = Back.DESK) String back,
            @ModelAttribute(name = "page", binding = false) Page page,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model) {
        return code(Stage.CODE, code, back, page, request, response, model);
    }

    @GetMapping("/accounts/login/enrol")
    String askEnrol(@RequestParam(defaultValue = Back.DESK) String back, HttpServletRequest request, Model model) {
        return at(request, Stage.ENROL)
                .map(login -> step(model, login, back, Faults.none()))
                .orElseGet(() -> again(back));
    }

    @PostMapping("/accounts/login/enrol")
    String giveEnrol(
            @RequestParam(defaultValue = "") String code,
            @RequestParam(defaultValue = Back.DESK) String back,
            @ModelAttribute(name = "page", binding = false) Page page,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model) {
        return code(Stage.ENROL, code, back, page, request, response, model);
    }

    @GetMapping("/accounts/login/password")
    String askPassword(@RequestParam(defaultValue = Back.DESK) String back, HttpServletRequest request, Model model) {
        return at(request, Stage.PASSWORD)
                .map(login -> step(model, login, back, Faults.none()))
                .orElseGet(() -> again(back));
    }

    @PostMapping("/accounts/login/password")
    String givePassword(
            @RequestParam(defaultValue = "") String password,
            @RequestParam(defaultValue = "") String repeated,
            @RequestParam(defaultValue = Back.DESK) String back,
            @ModelAttribute(name = "page", binding = false) Page page,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model) {
        var login = at(request, Stage.PASSWORD);
        if (login.isEmpty()) {
            return again(back);
        }
        var faults = Faults.none();
        if (!password.equals(repeated)) {
            faults.add("repeated", page.t("accounts.password.differ"));
        } else {
            logins.ownPassword(login.get(), password).ifPresent(key -> faults.add("password", page.t(key)));
        }
        if (faults.any()) {
            response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
            return step(model, login.get(), back, faults);
        }
        return next(request, logins.renewed(login.get()), back);
    }

    @PostMapping("/accounts/logout")
    String logout(HttpServletRequest request) {
        sessions.end(request);
        return "redirect:/";
    }

    private String code(
            Stage stage,
            String code,
            String back,
            Page page,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model) {
        var login = at(request, stage);
        if (login.isEmpty()) {
            return again(back);
        }
        return switch (logins.code(login.get(), code)) {
            case LoggingIn.Begun(var begun) -> next(request, begun, back);
            case LoggingIn.Refused() -> {
                response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
                var faults = Faults.none().add("code", page.t("accounts.login.code.refused"));
                yield step(model, login.get(), back, faults);
            }
        };
    }

    private String next(HttpServletRequest request, Login login, String back) {
        sessions.begin(request, login);
        var to = Back.inside(back);
        return "redirect:"
                + switch (login.stage()) {
                    case CODE -> "/accounts/login/code?back=" + Back.encoded(to);
                    case ENROL -> "/accounts/login/enrol?back=" + Back.encoded(to);
                    case PASSWORD -> "/accounts/login/password?back=" + Back.encoded(to);
                    case DONE -> login.admin() != null && to.equals(Back.DESK) ? Back.ADMIN : to;
                };
    }

    private static String again(String back) {
        return "redirect:/accounts/login?back=" + Back.encoded(Back.inside(back));
    }

    private static Optional<Login> at(HttpServletRequest request, Stage stage) {
        return OpenSessions.login(request)
                .filter(login -> login.stage() == stage
                        && login.county() == Actor.current().county());
    }

    private String form(Model model, String back, String login, Faults faults) {
        var shown = demo.getIfAvailable();
        model.addAttribute("back", Back.inside(back));
        model.addAttribute("login", login);
        model.addAttribute("faults", faults);
        model.addAttribute(
                "demo", shown == null ? List.of() : shown.logins(Actor.current().county()));
        model.addAttribute(
                "percent", shown == null ? 100 : shown.percent(Actor.current().county()));
        return "accounts/login";
    }

    /** The page of the step this login has come to. */
    private String step(Model model, Login login, String back, Faults faults) {
        model.addAttribute("back", Back.inside(back));
        model.addAttribute("faults", faults);
        if (login.stage() == Stage.PASSWORD) {
            return "accounts/password";
        }
        if (login.stage() == Stage.ENROL) {
            var secret = logins.enrolling(login.county(), login.account());
            if (secret.isEmpty()) {
                return again(back);
            }
            model.addAttribute("secret", secret.get());
            model.addAttribute("address", Totp.address(secret.get(), "OneDoor", loginName(login)));
        }
        model.addAttribute(
                "demoCode",
                demo.getIfAvailable() == null ? "" : logins.codeNow(login).orElse(""));
        return login.stage() == Stage.ENROL ? "accounts/enrol" : "accounts/code";
    }

    private String loginName(Login login) {
        return accounts.directory(login.county())
                .find(login.account())
                .map(Directory.Person::login)
                .orElse("");
    }
}
