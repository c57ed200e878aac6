package org.onedoor.doors;

import org.onedoor.frame.Allowed;
import org.onedoor.frame.Role;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;

/** 首页 · The resident's one door. */
@Controller
@Allowed(Role.VISITOR)
class HomePages {

    @GetMapping("/")
    String home() {
        return "doors/home";
    }

    @GetMapping("/doors/accessibility")
    String accessibility() {
        return "doors/accessibility";
    }

    @GetMapping("/doors/privacy")
    String privacy() {
        return "doors/privacy";
    }
}
