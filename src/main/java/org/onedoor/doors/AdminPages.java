package org.onedoor.doors;

import java.util.UUID;
import java.util.stream.Collectors;
import org.onedoor.accounts.DemoLogins;
import org.onedoor.frame.Actor;
import org.onedoor.frame.Allowed;
import org.onedoor.frame.Jobs;
import org.onedoor.frame.MenuEntry;
import org.onedoor.frame.Page;
import org.onedoor.frame.Role;
import org.onedoor.frame.Scope;
import org.onedoor.frame.Texts;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Where an administrator begins, and what runs by itself. */
@Controller
class AdminPages {

    private final Jobs jobs;
    private final Texts texts;
    private final ObjectProvider<DemoLogins> demo;

    AdminPages(Jobs jobs, Texts texts, ObjectProvider<DemoLogins> demo) {
        this.jobs = jobs;
        this.texts = texts;
        this.demo = demo;
    }

    @Bean
    static MenuEntry jobsMenu() {
        return new MenuEntry("doors.menu.jobs", "/admin/jobs", "refresh", Role.SYSTEM_ADMIN, 865, false);
    }

    @GetMapping("/admin")
    @Allowed({Role.SYSTEM_ADMIN, Role.SECURITY_ADMIN, Role.AUDIT_ADMIN})
    String home(Model model) {
        model.addAttribute("percent", percent());
        return "doors/admin";
    }

    @GetMapping("/admin/jobs")
    @Allowed(Role.SYSTEM_ADMIN)
    String jobs(
            @RequestParam(defaultValue = "") String done,
            @ModelAttribute(name = "page", binding = false) Page page,
            Model model) {
        int county = Actor.current().county();
        var runs = Scope.in(new Scope.Operator(), jobs::runs);
        model.addAttribute("runs", runs);
        model.addAttribute(
                "words",
                runs.stream().collect(Collectors.toMap(Jobs.Run::name, run -> words(run.name(), page), (a, b) -> a)));
        model.addAttribute("unheard", Scope.in(new Scope.Operator(), () -> jobs.unheard(county)));
        model.addAttribute("percent", percent());
        model.addAttribute("done", done);
        return "doors/jobs";
    }

    @PostMapping("/admin/jobs/again")
    @Allowed(Role.SYSTEM_ADMIN)
    String again(@RequestParam UUID id) {
        int county = Actor.current().county();
        Scope.in(new Scope.Operator(), () -> jobs.again(county, id));
        return "redirect:/admin/jobs?done=again";
    }

    /** How much of the demo county is there; 100 when nothing is being made. */
    private int percent() {
        var seeding = demo.getIfAvailable();
        return seeding == null ? 100 : seeding.percent(Actor.current().county());
    }

    private String words(String job, Page page) {
        var key = "doors.job." + job;
        return texts.has(key) ? page.t(key) : job;
    }

    /** {@code org.onedoor.cases.FollowingListener.on(…)} as {@code FollowingListener}. */
    static String shortName(String type) {
        var plain = type.replaceFirst("\\(.*", "");
        var parts = plain.split("\\.");
        for (var part : parts) {
            if (!part.isEmpty() && Character.isUpperCase(part.charAt(0))) {
                return part;
            }
        }
        return plain;
    }
}
