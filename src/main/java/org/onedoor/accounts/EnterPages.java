package org.onedoor.accounts;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.function.Supplier;
import org.onedoor.frame.Actor;
import org.onedoor.frame.Allowed;
import org.onedoor.frame.Faults;
import org.onedoor.frame.Now;
import org.onedoor.frame.Page;
import org.onedoor.frame.Role;
import org.onedoor.frame.Scope;
import org.onedoor.secrets.Phones;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Residents come in by a code to their phone; nothing needs it, a receipt always works without. */
@Controller
@Allowed(Role.VISITOR)
class EnterPages {

    private static final String HOME = "/";

    private final Residents residents;
    private final OpenSessions sessions;

    EnterPages(Residents residents, OpenSessions sessions) {
        this.residents = residents;
        this.sessions = sessions;
    }

    @GetMapping("/accounts/enter")
    String show(@RequestParam(defaultValue = HOME) String back, Model model) {
        return phone(model, "", back, Faults.none());
    }

    @PostMapping("/accounts/enter")
    String send(
            @RequestParam(defaultValue = "") String phone,
            @RequestParam(defaultValue = HOME) String back,
            @ModelAttribute(name = "page", binding = false) Page page,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model) {
        var number = Phones.normalise(phone);
        if (number.isEmpty()) {
            response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
            return phone(model, phone, back, Faults.none().add("phone", page.t("accounts.enter.phone.wrong")));
        }
        return switch (in(() -> residents.sendCode(county(), number.get(), request.getRemoteAddr()))) {
            case CodeSent.Done() -> code(model, number.get(), back, Faults.none());
            case CodeSent.TooMany(var wait) -> {
                response.setStatus(HttpStatus.TOO_MANY_REQUESTS.value());
                response.setHeader("Retry-After", Long.toString(wait.toSeconds() + 1));
                var sentence = page.t("accounts.enter.often", wait.toMinutes() + 1);
                yield phone(model, phone, back, Faults.none().add("phone", sentence));
            }
        };
    }

    @PostMapping("/accounts/enter/code")
    String enter(
            @RequestParam(defaultValue = "") String phone,
            @RequestParam(defaultValue = "") String code,
            @RequestParam(defaultValue = HOME) String back,
            @ModelAttribute(name = "page", binding = false) Page page,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model) {
        var number = Phones.normalise(phone);
        if (number.isEmpty()) {
            return "redirect:/accounts/enter";
        }
        return switch (in(() -> residents.checkCode(county(), number.get(), code))) {
            case CodeChecked.Right(var person) -> {
                sessions.begin(
                        request,
                        new Login(
                                person,
                                county(),
                                null,
                                true,
                                Login.Stage.DONE,
                                0,
                                OpenSessions.device(request),
                                Now.instant()));
                yield "redirect:" + Back.inside(back);
            }
            case CodeChecked.Wrong() -> {
                response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
                yield code(model, number.get(), back, Faults.none().add("code", page.t("accounts.enter.code.wrong")));
            }
        };
    }

    private static String phone(Model model, String phone, String back, Faults faults) {
        model.addAttribute("phone", phone);
        model.addAttribute("back", Back.inside(back));
        model.addAttribute("faults", faults);
        return "accounts/enter";
    }

    private static String code(Model model, String phone, String back, Faults faults) {
        model.addAttribute("phone", phone);
        model.addAttribute("masked", Phones.masked(phone));
        model.addAttribute("back", Back.inside(back));
        model.addAttribute("faults", faults);
        return "accounts/entercode";
    }

    private static int county() {
        return Actor.current().county();
    }

    private static <T> T in(Supplier<T> work) {
        return Scope.in(new Scope.County(county()), work);
    }
}
