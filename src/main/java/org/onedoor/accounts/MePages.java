package org.onedoor.accounts;

import jakarta.servlet.http.HttpServletRequest;
import org.onedoor.frame.Actor;
import org.onedoor.frame.Allowed;
import org.onedoor.frame.NotLoggedIn;
import org.onedoor.frame.Role;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/** One's own account. Open to whoever is logged in, also to somebody who holds no post. */
@Controller
@Allowed(Role.VISITOR)
class MePages {

    private final Accounts accounts;

    MePages(Accounts accounts) {
        this.accounts = accounts;
    }

    @GetMapping("/accounts/me")
    String me(HttpServletRequest request, Model model) {
        var signedIn = accounts.signedIn(request, Actor.current().county()).orElseThrow(NotLoggedIn::new);
        model.addAttribute("signedIn", signedIn);
        return "accounts/me";
    }
}
