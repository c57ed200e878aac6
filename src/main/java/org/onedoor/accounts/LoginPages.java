package org.onedoor.accounts;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.onedoor.frame.Actor;
import org.onedoor.frame.Allowed;
import org.onedoor.frame.Role;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Staff log in: password, second factor, own password; each on its own page. */
@Controller
@Allowed(Role.VISITOR)
class LoginPages {

    private final Logins logins;
    private final OpenSessions sessions;
    private final Accounts accounts;
    private final Limits limits;
    private final ObjectProvider<DemoLogins> demo;

    LoginPages(
            Logins logins, OpenSessions sessions, Accounts accounts, Limits limits, ObjectProvider<DemoLogins> demo) {
        this.logins = logins;
        this.sessions = sessions;
        this.accounts = accounts;
        this.limits = limits;
        this.demo = demo;
    }

    @GetMapping("/accounts/login")
    String show(@RequestParam(defaultValue = "/desk") String back, Model model) {
        return form(model, Back.inside(back), "", null);
    }

    @PostMapping("/accounts/login")
    String login(
            @RequestParam(defaultValue = "") String login,
            @RequestParam(defaultValue = "") String password,
            @RequestParam(defaultValue = "/desk") String back,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model) {
        var wait = limits.login(request.getRemoteAddr());
        if (wait.isPresent()) {
            return busy(model, response, Back.inside(back), login, wait.get().toSeconds());
        }
        try {
            return switch (logins.password(Actor.current().county(), login, password, OpenSessions.device(request))) {
                case LoggingIn.Begun(var begun) -> next(request, begun, back);
                case LoggingIn.Refused() -> {
                    response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
                    yield form(model, Back.inside(back), login, "accounts.login.refused");
                }
            };
        } catch (PasswordHashes.TooBusy e) {
            return busy(model, response, Back.inside(back), login, PasswordHashes.TooBusy.SECONDS);
        }
    }

    @GetMapping("/accounts/login/code")
    String askCode(@RequestParam(defaultValue = "/desk") String back, HttpServletRequest request, Model model) {
        if (at(request, Login.Stage.CODE).isEmpty()) {
            return again(back);
        }
        return code(model, back, null);
    }

    @PostMapping("/accounts/login/code")
    String giveCode(
            @RequestParam(defaultValue = "") String code,
            @RequestParam(defaultValue = "/desk") String back,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model) {
        var login = at(request, Login.Stage.CODE);
        if (login.isEmpty()) {
            return again(back);
        }
        return switch (logins.code(login.get(), code)) {
            case LoggingIn.Begun(var begun) -> next(request, begun, back);
            case LoggingIn.Refused() -> {
                response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
                yield code(model, back, "accounts.login.code.refused");
            }
        };
    }

    @GetMapping("/accounts/login/enrol")
    String askEnrol(@RequestParam(defaultValue = "/desk") String back, HttpServletRequest request, Model model) {
        return at(request, Login.Stage.ENROL)
                .flatMap(login -> enrol(model, login, back, null))
                .orElseGet(() -> again(back));
    }

    @PostMapping("/accounts/login/enrol")
    String giveEnrol(
            @RequestParam(defaultValue = "") String code,
            @RequestParam(defaultValue = "/desk") String back,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model) {
        var login = at(request, Login.Stage.ENROL);
        if (login.isEmpty()) {
            return again(back);
        }
        return switch (logins.code(login.get(), code)) {
            case LoggingIn.Begun(var begun) -> next(request, begun, back);
            case LoggingIn.Refused() -> {
                response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
                yield enrol(model, login.get(), back, "accounts.login.code.refused")
                        .orElseGet(() -> again(back));
            }
        };
    }

    @GetMapping("/accounts/login/password")
    String askPassword(@RequestParam(defaultValue = "/desk") String back, HttpServletRequest request, Model model) {
        if (at(request, Login.Stage.PASSWORD).isEmpty()) {
            return again(back);
        }
        return password(model, back, null);
    }

    @PostMapping("/accounts/login/password")
    String givePassword(
            @RequestParam(defaultValue = "") String password,
            @RequestParam(defaultValue = "") String repeated,
            @RequestParam(defaultValue = "/desk") String back,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model) {
        var login = at(request, Login.Stage.PASSWORD);
        if (login.isEmpty()) {
            return again(back);
        }
        var fault = password.equals(repeated)
                ? logins.ownPassword(login.get(), password)
                : Optional.of("accounts.password.differ");
        if (fault.isPresent()) {
            response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
            return password(model, back, fault.get());
        }
        return next(request, logins.renewed(login.get()), back);
    }

    @PostMapping("/accounts/logout")
    String logout(HttpServletRequest request) {
        sessions.end(request);
        return "redirect:/";
    }

    @ExceptionHandler(PasswordHashes.TooBusy.class)
    String tooBusy(HttpServletResponse response, Model model) {
        return busy(model, response, "/desk", "", PasswordHashes.TooBusy.SECONDS);
    }

    private String next(HttpServletRequest request, Login login, String back) {
        sessions.begin(request, login);
        var to = Back.inside(back);
        return "redirect:"
                + switch (login.stage()) {
                    case CODE -> "/accounts/login/code?back=" + Back.encoded(to);
                    case ENROL -> "/accounts/login/enrol?back=" + Back.encoded(to);
                    case PASSWORD -> "/accounts/login/password?back=" + Back.encoded(to);
                    case DONE -> login.admin() != null && to.equals("/desk") ? "/accounts/me" : to;
                };
    }

    private String again(String back) {
        return "redirect:/accounts/login?back=" + Back.encoded(Back.inside(back));
    }

    private static Optional<Login> at(HttpServletRequest request, Login.Stage stage) {
        return OpenSessions.login(request)
                .filter(login -> login.stage() == stage
                        && login.county() == Actor.current().county());
    }

    private String form(Model model, String back, String login, @Nullable String fault) {
        var shown = demo.getIfAvailable();
        model.addAttribute("back", back);
        model.addAttribute("login", login);
        model.addAttribute("fault", fault);
        model.addAttribute(
                "demo", shown == null ? List.of() : shown.logins(Actor.current().county()));
        return "accounts/login";
    }

    private String busy(Model model, HttpServletResponse response, String back, String login, long seconds) {
        response.setStatus(HttpStatus.TOO_MANY_REQUESTS.value());
        response.setHeader("Retry-After", Long.toString(Math.max(1, seconds)));
        return form(model, back, login, "accounts.login.busy");
    }

    private static String code(Model model, String back, @Nullable String fault) {
        model.addAttribute("back", Back.inside(back));
        model.addAttribute("fault", fault);
        return "accounts/code";
    }

    private static String password(Model model, String back, @Nullable String fault) {
        model.addAttribute("back", Back.inside(back));
        model.addAttribute("fault", fault);
        return "accounts/password";
    }

    private Optional<String> enrol(Model model, Login login, String back, @Nullable String fault) {
        return logins.enrolling(login.county(), login.account()).map(secret -> {
            var name = accounts.directory(login.county())
                    .find(login.account())
                    .map(Directory.Person::login)
                    .orElse("");
            model.addAttribute("back", Back.inside(back));
            model.addAttribute("fault", fault);
            model.addAttribute("secret", secret);
            model.addAttribute("qr", Qr.svgPath(Totp.address(secret, "OneDoor", name)));
            return "accounts/enrol";
        });
    }
}
