package org.onedoor.frame;

import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** 部件一览 · Every part and state of the design on one page, only in the demo: to look at, and for screenshots and axe. */
@Controller
@Profile("demo")
@Allowed(Role.VISITOR)
class Components {

    @GetMapping("/frame/components")
    String parts(Model model) {
        var page = (Page) java.util.Objects.requireNonNull(model.getAttribute("page"));
        model.addAttribute("faults", Faults.none().add("group", page.t("frame.components.group.fault")));
        Map<String, String> groups = new LinkedHashMap<>();
        groups.put("north", page.t("frame.components.group.north"));
        groups.put("south", page.t("frame.components.group.south"));
        model.addAttribute("groups", groups);
        return "frame/components";
    }

    /** The same parts inside the staff page. */
    @GetMapping("/frame/components/staff")
    String staff(@RequestParam(defaultValue = "list") String show, Model model) {
        model.addAttribute("open", show.equals("pane"));
        return "frame/worklist";
    }
}
