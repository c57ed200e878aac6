package org.onedoor.notices;

import org.onedoor.frame.Actor;
import org.onedoor.frame.Allowed;
import org.onedoor.frame.Role;
import org.onedoor.frame.Scope;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/** Everybody's phone in the demo: what was sent to invented residents. Outside the demo this page does not exist. */
@Controller
@Allowed(Role.VISITOR)
@Profile("demo")
class DemoOutboxPages {

    private final Outbox outbox;

    DemoOutboxPages(Outbox outbox) {
        this.outbox = outbox;
    }

    @GetMapping("/notices/outbox")
    String phone(Model model) {
        int county = Actor.current().county();
        model.addAttribute("messages", Scope.in(new Scope.County(county), () -> outbox.last(county)));
        return "notices/phone";
    }
}
