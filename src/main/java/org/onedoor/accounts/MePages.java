package org.onedoor.accounts;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Supplier;
import org.onedoor.frame.Actor;
import org.onedoor.frame.Allowed;
import org.onedoor.frame.Faults;
import org.onedoor.frame.NotHere;
import org.onedoor.frame.NotLoggedIn;
import org.onedoor.frame.Page;
import org.onedoor.frame.Role;
import org.onedoor.frame.Scope;
import org.onedoor.secrets.Phones;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** One's own account. */
@Controller
@Allowed({Role.STAFF, Role.SYSTEM_ADMIN, Role.SECURITY_ADMIN, Role.AUDIT_ADMIN})
class MePages {

    private static final Set<Integer> LIVES = Set.of(30, 90, 365);

    /** What the page shows; {@code token} once, right after it was made. */
    record Me(
            String name,
            String login,
            String phone,
            boolean resident,
            boolean admin,
            boolean factor,
            List<OpenSessions.Open> sessions,
            List<Tokens.Row> tokens,
            String token) {}

    private final Accounts accounts;
    private final Logins logins;
    private final OpenSessions sessions;
    private final Tokens tokens;
    private final Residents residents;
    private final FormKeeper forms;

    MePages(
            Accounts accounts,
            Logins logins,
            OpenSessions sessions,
            Tokens tokens,
            Residents residents,
            FormKeeper forms) {
        this.accounts = accounts;
        this.logins = logins;
        this.sessions = sessions;
        this.tokens = tokens;
        this.residents = residents;
        this.forms = forms;
    }

    @GetMapping("/accounts/me")
    @Allowed({Role.RESIDENT, Role.STAFF, Role.SYSTEM_ADMIN, Role.SECURITY_ADMIN, Role.AUDIT_ADMIN})
    String me(@RequestParam(defaultValue = "") String done, HttpServletRequest request, Model model) {
        return show(request, model, "", Faults.none(), done);
    }

    @PostMapping("/accounts/me/password")
    String password(
            @RequestParam(defaultValue = "") String current,
            @RequestParam(defaultValue = "") String password,
            @RequestParam(defaultValue = "") String repeated,
            @ModelAttribute(name = "page", binding = false) Page page,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model) {
        var login = signedIn(request);
        var faults = Faults.none();
        if (!password.equals(repeated)) {
            faults.add("repeated", page.t("accounts.password.differ"));
        } else {
            logins.change(login, current, password).ifPresent(wrong -> faults.add(wrong.field(), page.t(wrong.key())));
        }
        if (faults.any()) {
            response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
            return show(request, model, "", faults, "");
        }
        sessions.begin(request, logins.renewed(login));
        return "redirect:/accounts/me?done=password";
    }

    @GetMapping("/accounts/me/factor")
    String askFactor(HttpServletRequest request, Model model) {
        return factor(signedIn(request), Faults.none(), model);
    }

    @PostMapping("/accounts/me/factor")
    String factor(
            @RequestParam(defaultValue = "") String code,
            @ModelAttribute(name = "page", binding = false) Page page,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model) {
        var login = signedIn(request);
        if (logins.confirmFactor(login, code)) {
            return "redirect:/accounts/me?done=factor";
        }
        response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
        return factor(login, Faults.none().add("code", page.t("accounts.login.code.refused")), model);
    }

    @PostMapping("/accounts/me/factor/remove")
    String removeFactor(
            @RequestParam(defaultValue = "") String code,
            @ModelAttribute(name = "page", binding = false) Page page,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model) {
        if (logins.removeFactor(signedIn(request), code)) {
            return "redirect:/accounts/me?done=unfactor";
        }
        response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
        return show(request, model, "", Faults.none().add("code", page.t("accounts.login.code.refused")), "");
    }

    @PostMapping("/accounts/me/sessions/end")
    @Allowed({Role.RESIDENT, Role.STAFF, Role.SYSTEM_ADMIN, Role.SECURITY_ADMIN, Role.AUDIT_ADMIN})
    String endSession(@RequestParam(defaultValue = "") String session, HttpServletRequest request) {
        var login = signedIn(request);
        sessions.end(login.county(), login.account(), session);
        return "redirect:/accounts/me?done=session";
    }

    @PostMapping("/accounts/me/tokens")
    @Allowed(Role.STAFF)
    String makeToken(
            @RequestParam(defaultValue = "") String name,
            @RequestParam(required = false) List<String> scopes,
            @RequestParam(defaultValue = "90") int days,
            @ModelAttribute(name = "page", binding = false) Page page,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model) {
        var login = signedIn(request);
        var asked = new TreeSet<>(scopes == null ? List.of() : scopes);
        asked.retainAll(Tokens.SCOPES);
        var faults = Faults.none();
        if (name.isBlank() || name.strip().length() > 60) {
            faults.add("name", page.t("accounts.token.name.wrong"));
        }
        if (asked.isEmpty()) {
            faults.add("scopes", page.t("accounts.token.scopes.wrong"));
        }
        if (faults.any() || !LIVES.contains(days)) {
            response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
            return show(request, model, "", faults, "");
        }
        var token =
                in(() -> tokens.make(login.county(), login.account(), name, Set.copyOf(asked), Duration.ofDays(days)));
        return show(request, model, token, Faults.none(), "");
    }

    @PostMapping("/accounts/me/tokens/revoke")
    @Allowed(Role.STAFF)
    String revoke(@RequestParam UUID token, HttpServletRequest request) {
        var login = signedIn(request);
        in(() -> {
            tokens.revoke(login.county(), token, login.account());
            return true;
        });
        return "redirect:/accounts/me?done=revoked";
    }

    /** What was sent after the session had ended, ready to be sent again. */
    @GetMapping("/accounts/kept/{key}")
    @Allowed({Role.RESIDENT, Role.STAFF, Role.SYSTEM_ADMIN, Role.SECURITY_ADMIN, Role.AUDIT_ADMIN})
    String kept(@PathVariable String key, Model model) {
        int county = Actor.current().county();
        model.addAttribute("kept", in(() -> forms.bring(county, key)).orElseThrow(NotHere::new));
        return "accounts/kept";
    }

    /** A resident's number is forgotten; her open matters go on. */
    @PostMapping("/accounts/me/close")
    @Allowed(Role.RESIDENT)
    String close(HttpServletRequest request) {
        var login = signedIn(request);
        in(() -> {
            residents.close(login.county(), login.account());
            accounts.endSessions(login.county(), login.account());
            return true;
        });
        sessions.end(request);
        return "redirect:/";
    }

    private String show(HttpServletRequest request, Model model, String token, Faults faults, String done) {
        var login = signedIn(request);
        int county = login.county();
        var person = accounts.directory(county).find(login.account());
        var me = login.resident()
                ? new Me(
                        "",
                        "",
                        in(() -> residents.phone(county, login.account()))
                                .map(Phones::masked)
                                .orElse(""),
                        true,
                        false,
                        false,
                        sessions.of(county, login.account(), request),
                        List.of(),
                        "")
                : new Me(
                        person.map(Directory.Person::name).orElse(""),
                        person.map(Directory.Person::login).orElse(""),
                        person.map(Directory.Person::phone).map(Phones::atHome).orElse(""),
                        false,
                        login.admin() != null,
                        logins.hasFactor(county, login.account()),
                        sessions.of(county, login.account(), request),
                        in(() -> tokens.of(county, login.account())),
                        token);
        model.addAttribute("me", me);
        model.addAttribute("faults", faults);
        model.addAttribute("done", done);
        return login.resident() ? "accounts/mine" : "accounts/me";
    }

    private String factor(Login login, Faults faults, Model model) {
        var secret = logins.enrolling(login.county(), login.account()).orElseThrow(NotHere::new);
        var name = accounts.directory(login.county())
                .find(login.account())
                .map(Directory.Person::login)
                .orElse("");
        model.addAttribute("secret", secret);
        model.addAttribute("address", Totp.address(secret, "OneDoor", name));
        model.addAttribute("faults", faults);
        return "accounts/myfactor";
    }

    /** A token opens no pages, so there is a session. */
    private static Login signedIn(HttpServletRequest request) {
        return OpenSessions.login(request).orElseThrow(NotLoggedIn::new);
    }

    private static <T> T in(Supplier<T> work) {
        return Scope.in(new Scope.County(Actor.current().county()), work);
    }
}
