package org.onedoor.members;

import jakarta.servlet.http.HttpServletResponse;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.onedoor.accounts.Directory;
import org.onedoor.frame.Actor;
import org.onedoor.frame.Allowed;
import org.onedoor.frame.Faults;
import org.onedoor.frame.NotYours;
import org.onedoor.frame.Page;
import org.onedoor.frame.Role;
import org.onedoor.frame.Scope;
import org.onedoor.organizations.Organizations;
import org.onedoor.organizations.party.OrganizationType;
import org.onedoor.organizations.party.PartyHat;
import org.onedoor.organizations.party.PartyOrganization;
import org.onedoor.organizations.party.PartyOrganizations;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The branch's own work on the roster: a member comes onto it, a file is written anew, an account is given. */
@Controller
@Allowed(Role.PARTY)
class KeepingPages {

    private static final int LONGEST = 80;

    /** What the form held. Of a file that is changed, sealed fields left empty stay as they are. */
    record Form(
            String name,
            String idNumber,
            String ethnicity,
            String nativePlace,
            String category,
            String unitAndPost,
            String education,
            String degree,
            String workSince,
            String joinedOn,
            String fullOn,
            String group,
            String phone,
            String residence,
            String household,
            String login) {

        Form {
            name = text(name);
            idNumber = text(idNumber);
            ethnicity = text(ethnicity);
            nativePlace = text(nativePlace);
            category = text(category);
            unitAndPost = text(unitAndPost);
            education = text(education);
            degree = text(degree);
            workSince = text(workSince);
            joinedOn = text(joinedOn);
            fullOn = text(fullOn);
            group = text(group);
            phone = text(phone);
            residence = text(residence);
            household = text(household);
            login = text(login);
        }

        static Form empty() {
            return new Form("", "", "01", "", "", "", "", "", "", "", "", "", "", "", "", "");
        }

        static Form of(Member member, String login) {
            return new Form(
                    member.name(),
                    "",
                    member.ethnicity(),
                    said(member.nativePlace()),
                    member.category().name(),
                    said(member.unitAndPost()),
                    member.education() == null ? "" : member.education().name(),
                    member.degree() == null ? "" : member.degree().name(),
                    said(member.workSince()),
                    said(member.joinedOn()),
                    said(member.fullOn()),
                    said(member.partyGroup()),
                    "",
                    "",
                    "",
                    login);
        }

        private static String said(@Nullable Object value) {
            return value == null ? "" : value.toString();
        }

        /** A field the browser did not send is empty. */
        private static String text(@Nullable String sent) {
            return sent == null ? "" : sent.strip();
        }
    }

    private final Members members;
    private final MemberRights rights;
    private final OwnFile own;
    private final PartyOrganizations organizations;
    private final Organizations offices;

    KeepingPages(
            Members members,
            MemberRights rights,
            OwnFile own,
            PartyOrganizations organizations,
            Organizations offices) {
        this.members = members;
        this.rights = rights;
        this.own = own;
        this.organizations = organizations;
        this.offices = offices;
    }

    @GetMapping(RosterPages.PATH + "/new")
    String ask(@RequestParam(required = false) @Nullable UUID branch, Model model) {
        return form(model, hat(branch).organization(), null, Form.empty(), Faults.none());
    }

    @PostMapping(RosterPages.PATH + "/new")
    String enrol(
            @RequestParam(required = false) @Nullable UUID branch,
            @ModelAttribute(name = "form", binding = true) Form form,
            @ModelAttribute(name = "page", binding = false) Page page,
            HttpServletResponse response,
            Model model) {
        var hat = hat(branch);
        var faults = Faults.none();
        var details = details(form, page, faults);
        if (!faults.any() && details.isPresent()) {
            var wish = new EnrolMember(
                    hat.organization().id(),
                    details.get(),
                    form.idNumber(),
                    OwnFile.text(form.phone()),
                    OwnFile.text(form.household()),
                    OwnFile.text(form.residence()));
            var done = MemberRights.in(
                    hat,
                    () -> members.enrol(RosterPages.county(), wish, hat.post().id()));
            if (done instanceof Recording.Done(var id)) {
                return "redirect:" + RosterPages.PATH + "/" + id;
            }
            refused(done, page, faults);
        }
        response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
        return form(model, hat.organization(), null, form, faults);
    }

    @GetMapping(RosterPages.PATH + "/{id}/change")
    String askChange(@PathVariable UUID id, Model model) {
        var seen = rights.see(Actor.current(), id);
        var hat = rights.keeps(Actor.current(), seen);
        return form(
                model, hat.organization(), seen.member(), Form.of(seen.member(), login(seen.member())), Faults.none());
    }

    @PostMapping(RosterPages.PATH + "/{id}/change")
    String change(
            @PathVariable UUID id,
            @RequestParam(defaultValue = "-1") int version,
            @ModelAttribute(name = "form", binding = true) Form form,
            @ModelAttribute(name = "page", binding = false) Page page,
            HttpServletResponse response,
            Model model) {
        var seen = rights.see(Actor.current(), id);
        var hat = rights.keeps(Actor.current(), seen);
        var faults = Faults.none();
        var details = details(form, page, faults);
        var account = account(form.login());
        if (!form.login().isEmpty() && account.isEmpty()) {
            faults.add("login", page.t("members.form.login.wrong"));
        }
        boolean other = !account.equals(Optional.ofNullable(seen.member().account()));
        if (other && account.filter(this::taken).isPresent()) {
            faults.add("login", page.t("members.form.login.taken"));
        }
        if (!faults.any() && details.isPresent()) {
            var wish = new AmendMember(
                    id,
                    version,
                    details.get(),
                    OwnFile.text(form.idNumber()),
                    OwnFile.text(form.phone()),
                    OwnFile.text(form.household()),
                    OwnFile.text(form.residence()));
            refused(amended(hat, wish), page, faults);
        }
        if (!faults.any() && other) {
            MemberRights.in(hat, () -> {
                members.account(
                        RosterPages.county(),
                        id,
                        account.orElse(null),
                        hat.post().id());
                return true;
            });
        }
        if (faults.any()) {
            response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
            return form(model, hat.organization(), seen.member(), form, faults);
        }
        return "redirect:" + RosterPages.PATH + "/" + id;
    }

    private Recording amended(PartyHat hat, AmendMember wish) {
        try {
            return MemberRights.in(
                    hat,
                    () -> members.amend(RosterPages.county(), wish, hat.post().id()));
        } catch (DuplicateKeyException e) {
            return new Recording.Known();
        }
    }

    private static void refused(Recording done, Page page, Faults faults) {
        switch (done) {
            case Recording.Done ok -> {}
            case Recording.Known known -> faults.add("idNumber", page.t("members.form.id.known"));
            case Recording.Refused why -> faults.add(why.field(), page.t(why.key()));
        }
    }

    private static Optional<Details> details(Form form, Page page, Faults faults) {
        if (form.name().isEmpty() || form.name().length() > 40) {
            faults.add("name", page.t("members.form.name.wrong"));
        }
        var category = OwnFile.choice(Category.class, form.category());
        if (category == null) {
            faults.add("category", page.t("members.form.category.wrong"));
        }
        var joined = day(form.joinedOn(), "joinedOn", page, faults);
        if (joined == null) {
            faults.add("joinedOn", page.t("members.form.joined.wrong"));
        }
        var full = day(form.fullOn(), "fullOn", page, faults);
        var work = day(form.workSince(), "workSince", page, faults);
        within(form.nativePlace(), "nativePlace", 60, page, faults);
        within(form.unitAndPost(), "unitAndPost", LONGEST, page, faults);
        within(form.residence(), "residence", LONGEST, page, faults);
        within(form.household(), "household", LONGEST, page, faults);
        return category == null || joined == null
                ? Optional.empty()
                : Optional.of(new Details(
                        form.name(),
                        form.ethnicity(),
                        OwnFile.text(form.nativePlace()),
                        OwnFile.choice(Education.class, form.education()),
                        OwnFile.choice(Degree.class, form.degree()),
                        work,
                        OwnFile.text(form.unitAndPost()),
                        category,
                        joined,
                        full,
                        group(form.group())));
    }

    private static void within(String text, String field, int most, Page page, Faults faults) {
        if (text.length() > most) {
            faults.add(field, page.t("members.form.long"));
        }
    }

    private static @Nullable LocalDate day(String written, String field, Page page, Faults faults) {
        var day = OwnFile.day(written);
        if (day == null && !written.isEmpty()) {
            faults.add(field, page.t("members.form.day.wrong"));
        }
        return day;
    }

    private static @Nullable UUID group(String written) {
        try {
            return written.isEmpty() ? null : UUID.fromString(written);
        } catch (IllegalArgumentException e) {
            return new UUID(0, 0);
        }
    }

    /** The branch whose roster she keeps; the only one where none is named. @throws NotYours when she keeps none such */
    private PartyHat hat(@Nullable UUID branch) {
        return rights.keeping(Actor.current()).stream()
                .filter(hat -> branch == null || hat.organization().id().equals(branch))
                .findFirst()
                .orElseThrow(() -> new NotYours("members.who.branch"));
    }

    private String form(Model model, PartyOrganization branch, @Nullable Member member, Form form, Faults faults) {
        var tree = organizations.tree(RosterPages.county());
        var groups = new LinkedHashMap<String, String>();
        tree.children(branch.id()).stream()
                .filter(one ->
                        one.type() == OrganizationType.GROUP && !one.status().over())
                .forEach(one -> groups.put(one.id().toString(), one.name()));
        model.addAttribute("branch", branch);
        model.addAttribute("branches", branches());
        model.addAttribute("groups", groups);
        model.addAttribute("member", member);
        model.addAttribute("masked", member == null ? null : members.masked(RosterPages.county(), member));
        model.addAttribute("form", form);
        model.addAttribute("faults", faults);
        return "members/form";
    }

    private Map<String, String> branches() {
        var branches = new LinkedHashMap<String, String>();
        rights.keeping(Actor.current()).stream()
                .map(PartyHat::organization)
                .forEach(one -> branches.put(one.id().toString(), one.name()));
        return branches;
    }

    private Optional<UUID> account(String login) {
        return login.isEmpty()
                ? Optional.empty()
                : offices
                        .of(RosterPages.county())
                        .people(person -> person.active()
                                && person.admin() == null
                                && person.login().equalsIgnoreCase(login))
                        .stream()
                        .map(Directory.Person::id)
                        .findFirst();
    }

    /** Another member's, wherever she belongs. */
    private boolean taken(UUID account) {
        int county = RosterPages.county();
        return Scope.in(new Scope.Interior(county), () -> own.of(county, account))
                .isPresent();
    }

    private String login(Member member) {
        return member.account() == null
                ? ""
                : offices.of(RosterPages.county())
                        .person(member.account())
                        .map(Directory.Person::login)
                        .orElse("");
    }
}
