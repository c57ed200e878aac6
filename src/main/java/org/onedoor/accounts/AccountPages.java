package org.onedoor.accounts;

import jakarta.servlet.http.HttpServletResponse;
import java.util.Comparator;
import java.util.Locale;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.onedoor.frame.Actor;
import org.onedoor.frame.Allowed;
import org.onedoor.frame.Faults;
import org.onedoor.frame.MenuEntry;
import org.onedoor.frame.NotHere;
import org.onedoor.frame.NotYours;
import org.onedoor.frame.Page;
import org.onedoor.frame.Role;
import org.onedoor.frame.Scope;
import org.onedoor.secrets.Phones;
import org.springframework.context.annotation.Bean;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/**
 * Accounts for administrators: the system administrator makes, locks and resets; the security administrator gives
 * administrator roles and ends tokens (foundations §18). Nobody resets somebody who could reset her back, or herself.
 */
@Controller
@Allowed({Role.SYSTEM_ADMIN, Role.SECURITY_ADMIN})
class AccountPages {

    private static final int ROWS = 50;
    private static final Pattern LOGIN = Pattern.compile("[a-z0-9][a-z0-9.-]{1,39}");

    /** What the form held. */
    record AccountForm(String login, String name, String phone) {}

    private final Accounts accounts;
    private final Tokens tokens;
    private final Logins logins;

    AccountPages(Accounts accounts, Tokens tokens, Logins logins) {
        this.accounts = accounts;
        this.tokens = tokens;
        this.logins = logins;
    }

    @Bean
    static MenuEntry accountsOfSystem() {
        return new MenuEntry("accounts.menu", "/admin/accounts", "users", Role.SYSTEM_ADMIN, 800, true);
    }

    @Bean
    static MenuEntry accountsOfSecurity() {
        return new MenuEntry("accounts.menu", "/admin/accounts", "users", Role.SECURITY_ADMIN, 800, true);
    }

    @Bean
    static MenuEntry tokensOfSecurity() {
        return new MenuEntry("accounts.menu.tokens", "/admin/accounts/tokens", "lock", Role.SECURITY_ADMIN, 801, true);
    }

    @GetMapping("/admin/accounts")
    String list(@RequestParam(defaultValue = "") String q, @RequestParam(defaultValue = "") String after, Model model) {
        var words = q.strip().toLowerCase(Locale.ROOT);
        var digits = words.replaceAll("[^0-9]", "");
        var found = accounts.directory(county()).all().stream()
                .filter(person -> words.isEmpty()
                        || person.login().contains(words)
                        || person.name().contains(words)
                        || digits.length() >= 4 && person.phone().contains(digits))
                .filter(person -> person.login().compareTo(after) > 0)
                .sorted(Comparator.comparing(Directory.Person::login))
                .limit(ROWS + 1L)
                .toList();
        model.addAttribute("q", q);
        model.addAttribute("after", after);
        model.addAttribute("people", found.stream().limit(ROWS).toList());
        model.addAttribute("next", found.size() > ROWS ? found.get(ROWS - 1).login() : "");
        return "accounts/list";
    }

    @GetMapping("/admin/accounts/new")
    @Allowed(Role.SYSTEM_ADMIN)
    String askNew(Model model) {
        return form(model, new AccountForm("", "", ""), Faults.none());
    }

    @PostMapping("/admin/accounts/new")
    @Allowed(Role.SYSTEM_ADMIN)
    String make(
            @RequestParam(defaultValue = "") String login,
            @RequestParam(defaultValue = "") String name,
            @RequestParam(defaultValue = "") String phone,
            @ModelAttribute(name = "page", binding = false) Page page,
            HttpServletResponse response,
            Model model) {
        var faults = described(name, phone, page);
        var wanted = AccountStore.normal(login);
        if (!LOGIN.matcher(wanted).matches()) {
            faults.add("login", page.t("accounts.form.login.wrong"));
        } else if (accounts.directory(county()).byLogin(wanted).isPresent()) {
            faults.add("login", page.t("accounts.form.login.taken"));
        }
        if (!faults.any()) {
            try {
                var made = in(() -> accounts.create(new NewAccount(county(), wanted, name, phone, null)));
                return "redirect:/admin/accounts/" + made;
            } catch (DuplicateKeyException e) {
                faults.add("login", page.t("accounts.form.login.taken"));
            }
        }
        response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
        return form(model, new AccountForm(login, name, phone), faults);
    }

    @GetMapping("/admin/accounts/{id}")
    String show(@PathVariable UUID id, @RequestParam(defaultValue = "") String done, Model model) {
        var person = person(id);
        return show(
                model,
                person,
                new AccountForm(person.login(), person.name(), Phones.atHome(person.phone())),
                Faults.none(),
                done,
                "");
    }

    @PostMapping("/admin/accounts/{id}")
    @Allowed(Role.SYSTEM_ADMIN)
    String describe(
            @PathVariable UUID id,
            @RequestParam(defaultValue = "") String name,
            @RequestParam(defaultValue = "") String phone,
            @ModelAttribute(name = "page", binding = false) Page page,
            HttpServletResponse response,
            Model model) {
        var person = person(id);
        var faults = described(name, phone, page);
        if (faults.any()) {
            response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
            return show(model, person, new AccountForm(person.login(), name, phone), faults, "", "");
        }
        in(() -> {
            accounts.describe(county(), id, name, phone);
            return true;
        });
        return "redirect:/admin/accounts/" + id + "?done=saved";
    }

    /** The drawn password is shown on this answer and never again. */
    @PostMapping("/admin/accounts/{id}/password")
    String drawPassword(@PathVariable UUID id, Model model) {
        var person = mine(id);
        var drawn = in(() -> accounts.drawPassword(county(), id));
        return show(
                model,
                person,
                new AccountForm(person.login(), person.name(), Phones.atHome(person.phone())),
                Faults.none(),
                "",
                drawn);
    }

    @PostMapping("/admin/accounts/{id}/factor/remove")
    String removeFactor(@PathVariable UUID id) {
        mine(id);
        in(() -> {
            accounts.forgetSecondFactor(county(), id);
            return true;
        });
        return "redirect:/admin/accounts/" + id + "?done=unfactor";
    }

    @PostMapping("/admin/accounts/{id}/lock")
    String lock(
            @PathVariable UUID id,
            @RequestParam boolean locked,
            @ModelAttribute(name = "page", binding = false) Page page,
            HttpServletResponse response,
            Model model) {
        mine(id);
        return changed(in(() -> accounts.active(county(), id, !locked)), id, page, response, model);
    }

    /** The security administrator's; a county that has none yet gets its first from the system administrator. */
    @PostMapping("/admin/accounts/{id}/role")
    String role(
            @PathVariable UUID id,
            @RequestParam(defaultValue = "") String role,
            @ModelAttribute(name = "page", binding = false) Page page,
            HttpServletResponse response,
            Model model) {
        person(id);
        if (id.equals(Actor.current().id())) {
            throw new NotYours("accounts.who.self");
        }
        if (Actor.current().is(Role.SYSTEM_ADMIN) && !(firstSecurity() && role.equals("SECURITY_ADMIN"))) {
            throw new NotYours("accounts.who.security");
        }
        var admin =
                switch (role) {
                    case "SYSTEM_ADMIN", "SECURITY_ADMIN", "AUDIT_ADMIN" -> Role.valueOf(role);
                    case "" -> null;
                    default -> throw new NotHere();
                };
        return changed(in(() -> accounts.admin(county(), id, admin)), id, page, response, model);
    }

    @GetMapping("/admin/accounts/tokens")
    @Allowed(Role.SECURITY_ADMIN)
    String tokens(@RequestParam(defaultValue = "") String done, Model model) {
        model.addAttribute("tokens", in(() -> tokens.of(county(), null)));
        model.addAttribute("people", accounts.directory(county()));
        model.addAttribute("done", done);
        return "accounts/tokens";
    }

    @PostMapping("/admin/accounts/tokens/revoke")
    @Allowed(Role.SECURITY_ADMIN)
    String revoke(@RequestParam UUID token) {
        in(() -> {
            tokens.revoke(county(), token, null);
            return true;
        });
        return "redirect:/admin/accounts/tokens?done=revoked";
    }

    private String changed(Changing outcome, UUID id, Page page, HttpServletResponse response, Model model) {
        return switch (outcome) {
            case Changing.Done() -> "redirect:/admin/accounts/" + id + "?done=saved";
            case Changing.Refused(var key) -> {
                response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
                var person = person(id);
                yield show(
                        model,
                        person,
                        new AccountForm(person.login(), person.name(), Phones.atHome(person.phone())),
                        Faults.none().add("", page.t(key)),
                        "",
                        "");
            }
        };
    }

    /** Somebody this administrator may reset and lock. */
    private Directory.Person mine(UUID id) {
        var person = person(id);
        if (id.equals(Actor.current().id())) {
            throw new NotYours("accounts.who.self");
        }
        if (!handles(person.admin())) {
            throw new NotYours(Actor.current().is(Role.SYSTEM_ADMIN) ? "accounts.who.security" : "accounts.who.system");
        }
        return person;
    }

    private boolean firstSecurity() {
        return accounts.directory(county()).all().stream()
                .noneMatch(person -> person.admin() == Role.SECURITY_ADMIN && person.active());
    }

    private static boolean handles(@Nullable Role admin) {
        return Actor.current().is(Role.SYSTEM_ADMIN)
                ? admin == null || admin == Role.SECURITY_ADMIN
                : admin == Role.SYSTEM_ADMIN || admin == Role.AUDIT_ADMIN;
    }

    private static Faults described(String name, String phone, Page page) {
        var faults = Faults.none();
        if (name.isBlank() || name.strip().length() > 40) {
            faults.add("name", page.t("accounts.form.name.wrong"));
        }
        if (!phone.isBlank() && Phones.normalise(phone).isEmpty()) {
            faults.add("phone", page.t("accounts.enter.phone.wrong"));
        }
        return faults;
    }

    private static String form(Model model, AccountForm form, Faults faults) {
        model.addAttribute("form", form);
        model.addAttribute("faults", faults);
        return "accounts/new";
    }

    private String show(
            Model model, Directory.Person person, AccountForm form, Faults faults, String done, String drawn) {
        model.addAttribute("person", person);
        model.addAttribute("form", form);
        model.addAttribute("faults", faults);
        model.addAttribute("done", done);
        model.addAttribute("drawn", drawn);
        model.addAttribute("factor", logins.hasFactor(county(), person.id()));
        model.addAttribute("firstSecurity", firstSecurity());
        model.addAttribute(
                "mine",
                handles(person.admin()) && !person.id().equals(Actor.current().id()));
        return "accounts/show";
    }

    private Directory.Person person(UUID id) {
        return in(() -> accounts.person(county(), id)).orElseThrow(NotHere::new);
    }

    private static int county() {
        return Actor.current().county();
    }

    private static <T> T in(Supplier<T> work) {
        return Scope.in(new Scope.County(county()), work);
    }
}
