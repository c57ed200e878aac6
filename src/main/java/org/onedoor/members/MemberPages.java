package org.onedoor.members;

import jakarta.servlet.http.HttpServletResponse;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.onedoor.accounts.Directory;
import org.onedoor.frame.Actor;
import org.onedoor.frame.Allowed;
import org.onedoor.frame.Faults;
import org.onedoor.frame.NotHere;
import org.onedoor.frame.NotYours;
import org.onedoor.frame.Now;
import org.onedoor.frame.Page;
import org.onedoor.frame.Role;
import org.onedoor.frame.Texts;
import org.onedoor.members.MemberRights.Seen;
import org.onedoor.members.MemberStore.Past;
import org.onedoor.organizations.Organizations;
import org.onedoor.organizations.party.PartyOrganizations;
import org.onedoor.organizations.party.PartyTree;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** One member's file: what it holds, who keeps it and since when it is right; a look at what is sealed; own corrections. */
@Controller
@Allowed(Role.PARTY)
class MemberPages {

    /** Why somebody looks at what is sealed. */
    static final List<String> REASONS = List.of("contact", "papers", "transfer", "help");

    private static final int LONGEST_REASON = 200;

    /** What a member says should be different. */
    record Proposed(String label, String now, String then) {}

    /** A line of history as it reads. */
    record Told(Past past, String what, List<String> details, String who) {}

    private final Members members;
    private final MemberRights rights;
    private final OwnFile own;
    private final PartyOrganizations organizations;
    private final Organizations offices;
    private final Texts texts;

    MemberPages(
            Members members,
            MemberRights rights,
            OwnFile own,
            PartyOrganizations organizations,
            Organizations offices,
            Texts texts) {
        this.members = members;
        this.rights = rights;
        this.own = own;
        this.organizations = organizations;
        this.offices = offices;
        this.texts = texts;
    }

    @GetMapping(RosterPages.PATH + "/{id}")
    String show(
            @PathVariable UUID id,
            @ModelAttribute(name = "page", binding = false) Page page,
            HttpServletResponse response,
            Model model) {
        return show(page, rights.see(Actor.current(), id), Map.of(), Faults.none(), response, model);
    }

    /** One sealed value, for a reason that is written down. */
    @PostMapping(RosterPages.PATH + "/{id}/reveal")
    String reveal(
            @PathVariable UUID id,
            @RequestParam(defaultValue = "") String field,
            @RequestParam(defaultValue = "") String why,
            @ModelAttribute(name = "page", binding = false) Page page,
            HttpServletResponse response,
            Model model) {
        var seen = rights.see(Actor.current(), id);
        var wanted = OwnFile.choice(Members.Field.class, field);
        if (wanted == null) {
            throw new NotHere();
        }
        if (!rights.mayLook(seen.hat(), wanted)) {
            throw new NotYours("members.who.looks");
        }
        if (!REASONS.contains(why)) {
            response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
            return show(
                    page,
                    seen,
                    Map.of(),
                    Faults.none().add("why-" + wanted.name(), page.t("members.why.needed")),
                    response,
                    model);
        }
        var reason = texts.text("zh", "members.why." + why);
        var value = MemberRights.in(
                seen.hat(),
                () -> members.reveal(
                        RosterPages.county(),
                        seen.member(),
                        wanted,
                        seen.hat().post().id(),
                        reason));
        return show(page, seen, Map.of(wanted.name(), value.orElse("")), Faults.none(), response, model);
    }

    /** These fields were looked at today and are right. */
    @PostMapping(RosterPages.PATH + "/{id}/checked")
    String checked(@PathVariable UUID id, @RequestParam(defaultValue = "") String group) {
        var hat = rights.keeps(Actor.current(), rights.see(Actor.current(), id));
        var chosen = OwnFile.choice(FieldGroup.class, group);
        if (chosen == null) {
            throw new NotHere();
        }
        MemberRights.in(hat, () -> {
            members.checked(RosterPages.county(), id, chosen, hat.post().id());
            return true;
        });
        return "redirect:" + RosterPages.PATH + "/" + id;
    }

    /** The branch confirms what the member says, or declines with a reason she will read. */
    @PostMapping(RosterPages.PATH + "/{id}/correction")
    String correction(
            @PathVariable UUID id,
            @RequestParam(defaultValue = "false") boolean right,
            @RequestParam(defaultValue = "") String reason,
            @ModelAttribute(name = "page", binding = false) Page page,
            HttpServletResponse response,
            Model model) {
        var seen = rights.see(Actor.current(), id);
        var hat = rights.keeps(Actor.current(), seen);
        var faults = Faults.none();
        if (right) {
            var done = MemberRights.in(
                    hat, () -> own.confirm(RosterPages.county(), id, hat.post().id()));
            if (done instanceof Recording.Refused(var field, var key)) {
                faults.add("reason", MemberView.label(page, field) + page.t(key));
            }
        } else if (reason.isBlank() || reason.strip().length() > LONGEST_REASON) {
            faults.add("reason", page.t("members.decline.reason.needed"));
        } else {
            MemberRights.in(hat, () -> {
                own.decline(RosterPages.county(), id, reason.strip(), hat.post().id());
                return true;
            });
        }
        if (faults.any()) {
            response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
            return show(page, seen, Map.of(), faults, response, model);
        }
        return "redirect:" + RosterPages.PATH + "/" + id;
    }

    private String show(
            Page page,
            Seen seen,
            Map<String, String> revealed,
            Faults faults,
            HttpServletResponse response,
            Model model) {
        int county = RosterPages.county();
        var member = seen.member();
        var tree = organizations.tree(county);
        var keeper = rights.keeping(Actor.current(), member.branch());
        var masked = members.masked(county, member);
        model.addAttribute("view", MemberView.of(page, member, masked, tree, Now.today()));
        model.addAttribute("keeps", keeper.isPresent());
        model.addAttribute("looks", looks(seen));
        model.addAttribute("revealed", revealed);
        model.addAttribute("reasons", reasons(page));
        model.addAttribute(
                "proposed",
                keeper.map(hat -> MemberRights.in(hat, () -> proposed(page, tree, member)))
                        .orElse(List.of()));
        model.addAttribute(
                "history",
                MemberRights.in(seen.hat(), () -> members.history(county, member.id())).stream()
                        .map(past -> told(page, tree, past))
                        .toList());
        model.addAttribute("account", member.account() == null ? "" : name(member.account()));
        model.addAttribute("faults", faults);
        response.setHeader("Cache-Control", "no-store");
        return "members/show";
    }

    private List<Members.Field> looks(Seen seen) {
        var looks = new ArrayList<Members.Field>();
        for (var field : Members.Field.values()) {
            if (rights.mayLook(seen.hat(), field)) {
                looks.add(field);
            }
        }
        return looks;
    }

    private static Map<String, String> reasons(Page page) {
        var reasons = new LinkedHashMap<String, String>();
        REASONS.forEach(why -> reasons.put(why, page.t("members.why." + why)));
        return reasons;
    }

    private List<Proposed> proposed(Page page, PartyTree tree, Member member) {
        int county = RosterPages.county();
        return own.waiting(county, member.id()).entrySet().stream()
                .map(entry -> new Proposed(
                        MemberView.label(page, entry.getKey()),
                        now(page, tree, member, entry.getKey()),
                        MemberView.say(page, entry.getKey(), entry.getValue(), tree)))
                .toList();
    }

    private String now(Page page, PartyTree tree, Member member, String field) {
        int county = RosterPages.county();
        return switch (field) {
            case "phone" -> members.masked(county, member).phone();
            case "residence", "household" -> page.t("members.closed");
            case "education" -> MemberView.say(page, field, text(member.education()), tree);
            case "degree" -> MemberView.say(page, field, text(member.degree()), tree);
            case "category" -> MemberView.say(page, field, text(member.category()), tree);
            case "unitAndPost" -> text(member.unitAndPost());
            case "workSince" -> text(member.workSince());
            default -> "";
        };
    }

    private static String text(@Nullable Object value) {
        return value instanceof Enum<?> one ? one.name() : value == null ? "" : value.toString();
    }

    private Told told(Page page, PartyTree tree, Past past) {
        var details = new ArrayList<String>();
        if (past.fact().get("fields") instanceof Map<?, ?> fields) {
            fields.forEach((field, turned) -> {
                if (turned instanceof Map<?, ?> both) {
                    details.add(page.t(
                            "members.past.turned",
                            MemberView.label(page, (String) field),
                            before(page, tree, (String) field, both.get("before")),
                            before(page, tree, (String) field, both.get("after"))));
                }
            });
        }
        if (past.fact().get("fields") instanceof List<?> fields) {
            fields.forEach(field -> details.add(MemberView.label(page, (String) field)));
        }
        if (past.fact().get("sealed") instanceof List<?> sealed) {
            sealed.forEach(field -> details.add(page.t("members.past.sealed", MemberView.label(page, (String) field))));
        }
        if (past.fact().get("group") instanceof String group) {
            details.add(page.t(FieldGroup.valueOf(group).text()));
        }
        if (past.fact().get("status") instanceof String status) {
            details.add(page.t(MemberStatus.valueOf(status).text()));
        }
        if (past.fact().get("branch") instanceof String branch) {
            details.add(RosterPages.name(tree, UUID.fromString(branch)));
        }
        return new Told(past, page.t("members.past." + past.kind()), details, name(past.actor()));
    }

    private static String before(Page page, PartyTree tree, String field, @Nullable Object value) {
        var said = MemberView.say(page, field, value == null ? null : value.toString(), tree);
        return said.isEmpty() ? page.t("members.past.nothing") : said;
    }

    private String name(UUID account) {
        return offices.of(RosterPages.county())
                .person(account)
                .map(Directory.Person::name)
                .orElse("");
    }
}
