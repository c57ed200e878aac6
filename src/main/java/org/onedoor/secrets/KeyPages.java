package org.onedoor.secrets;

import java.util.Map;
import org.onedoor.audit.Audit;
import org.onedoor.audit.Entry;
import org.onedoor.frame.Actor;
import org.onedoor.frame.Allowed;
import org.onedoor.frame.MenuEntry;
import org.onedoor.frame.Page;
import org.onedoor.frame.Role;
import org.onedoor.frame.Scope;
import org.springframework.context.annotation.Bean;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;

/** 密钥页 · The security administrator changes the key that phones, ID numbers and addresses are sealed with. */
@Controller
@Allowed(Role.SECURITY_ADMIN)
class KeyPages {

    private final Rotation rotation;
    private final Audit audit;

    KeyPages(Rotation rotation, Audit audit) {
        this.rotation = rotation;
        this.audit = audit;
    }

    @GetMapping("/admin/secrets")
    String show(Model model) {
        model.addAttribute("state", rotation.state());
        return "secrets/key";
    }

    @PostMapping("/admin/secrets/rotate")
    String rotate(@ModelAttribute("page") Page page, Model model) {
        return switch (rotation.begin()) {
            case Rotating.Begun(int key) -> {
                var actor = Actor.current();
                Scope.in(
                        new Scope.County(actor.county()),
                        () -> audit.record(new Entry(
                                actor.county(),
                                actor.id(),
                                null,
                                "secrets.key-changed",
                                null,
                                null,
                                Map.of("key", key))));
                yield "redirect:/admin/secrets";
            }
            case Rotating.UnderWay _ -> {
                model.addAttribute("no", page.t("secrets.no.under-way"));
                yield show(model);
            }
            case Rotating.NoNewKey(var file) -> {
                model.addAttribute("no", page.t("secrets.no.new-key", file));
                yield show(model);
            }
        };
    }

    @Bean
    static MenuEntry keyMenu() {
        return new MenuEntry("secrets.menu", "/admin/secrets", "lock", Role.SECURITY_ADMIN, 860, false);
    }
}
