package org.onedoor.organizations;

import jakarta.servlet.http.HttpServletResponse;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.onedoor.accounts.Directory;
import org.onedoor.frame.Actor;
import org.onedoor.frame.Allowed;
import org.onedoor.frame.Faults;
import org.onedoor.frame.MenuEntry;
import org.onedoor.frame.NotHere;
import org.onedoor.frame.Now;
import org.onedoor.frame.Page;
import org.onedoor.frame.Role;
import org.onedoor.frame.Scope;
import org.onedoor.regions.PlaceTree;
import org.onedoor.regions.Regions;
import org.springframework.context.annotation.Bean;
import org.springframework.format.annotation.DateTimeFormat;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Offices, posts and who holds them, for the system administrator. */
@Controller
@Allowed(Role.SYSTEM_ADMIN)
class OrganizationPages {

    private static final int DUTIES = 500;

    static final int ROWS = 50;

    /** An office in the list of those below another. */
    record OfficeRow(Office office, String place, int posts) {}

    /** A post of an office. */
    record PostRow(Post post, String place, @Nullable Holder holder) {}

    /** What an office's form held. */
    record OfficeForm(
            String name, String nameEn, String place, String kind, String phone, String address, String hours) {
        OfficeForm {
            name = text(name);
            nameEn = text(nameEn);
            place = text(place);
            kind = text(kind);
            phone = text(phone);
            address = text(address);
            hours = text(hours);
        }
    }

    /** What a post's form held. */
    record PostForm(String title, String titleEn, String place, String kind, String scope) {
        PostForm {
            title = text(title);
            titleEn = text(titleEn);
            place = text(place);
            kind = text(kind);
            scope = text(scope);
        }
    }

    /** A field the browser did not send is empty. */
    private static String text(@Nullable String sent) {
        return sent == null ? "" : sent;
    }

    /** What an appointment's form held. */
    record AppointForm(String who, String since, String until) {}

    private final Organizations organizations;
    private final Regions regions;

    OrganizationPages(Organizations organizations, Regions regions) {
        this.organizations = organizations;
        this.regions = regions;
    }

    @Bean
    static MenuEntry organizationsMenu() {
        return new MenuEntry("organizations.menu", "/admin/organizations", "building", Role.SYSTEM_ADMIN, 810, true);
    }

    @GetMapping("/admin/organizations")
    String roots(@RequestParam(defaultValue = "1") int page, Model model) {
        return list(null, page, model);
    }

    @GetMapping("/admin/organizations/offices/{id}")
    String office(@PathVariable UUID id, @RequestParam(defaultValue = "1") int page, Model model) {
        return list(staffing().office(id), page, model);
    }

    @GetMapping("/admin/organizations/offices/add")
    String askOffice(@RequestParam @Nullable UUID above, Model model) {
        var place = above == null
                ? places().root().code()
                : places().get(staffing().office(above).place()).code();
        return officeForm(model, above, null, new OfficeForm("", "", place, "", "", "", ""), Faults.none());
    }

    @PostMapping("/admin/organizations/offices/add")
    String addOffice(
            @RequestParam @Nullable UUID above,
            @ModelAttribute(name = "form", binding = true) OfficeForm form,
            @ModelAttribute(name = "page", binding = false) Page page,
            HttpServletResponse response,
            Model model) {
        var faults = described(form, page);
        var place = places().byCode(code(form.place()));
        if (place.isEmpty()) {
            faults.add("place", page.t("organizations.form.place.wrong"));
        }
        if (!RosterFile.KIND.matcher(form.kind().strip()).matches()) {
            faults.add("kind", page.t("organizations.form.kind.wrong"));
        }
        if (faults.any()) {
            response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
            return officeForm(model, above, null, form, faults);
        }
        var at = place.orElseThrow();
        var made = in(() -> organizations.add(new AddOffice(
                county(),
                above,
                form.name(),
                blankToNull(form.nameEn()),
                at.level(),
                at.id(),
                form.kind().strip(),
                form.phone().strip(),
                form.address().strip(),
                blankToNull(form.hours()))));
        return "redirect:/admin/organizations/offices/" + made.id();
    }

    @GetMapping("/admin/organizations/offices/{id}/edit")
    String askEdit(@PathVariable UUID id, Model model) {
        var office = staffing().office(id);
        var form = new OfficeForm(
                office.name(),
                office.nameEn() == null ? "" : office.nameEn(),
                places().get(office.place()).code(),
                office.kind(),
                office.phone(),
                office.address(),
                office.hours() == null ? "" : office.hours());
        return officeForm(model, null, office, form, Faults.none());
    }

    @PostMapping("/admin/organizations/offices/{id}/edit")
    String edit(
            @PathVariable UUID id,
            @ModelAttribute(name = "form", binding = true) OfficeForm form,
            @ModelAttribute(name = "page", binding = false) Page page,
            HttpServletResponse response,
            Model model) {
        var office = staffing().office(id);
        var faults = described(form, page);
        if (faults.any()) {
            response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
            return officeForm(model, null, office, form, faults);
        }
        in(() -> {
            organizations.describe(
                    county(),
                    id,
                    form.name(),
                    form.phone().strip(),
                    form.address().strip(),
                    blankToNull(form.hours()));
            return true;
        });
        return "redirect:/admin/organizations/offices/" + id;
    }

    @GetMapping("/admin/organizations/offices/{id}/posts/add")
    String askPost(@PathVariable UUID id, Model model) {
        var office = staffing().office(id);
        var form = new PostForm("", "", places().get(office.place()).code(), "HANDLER", "OFFICE");
        return postForm(model, office, form, Faults.none());
    }

    @PostMapping("/admin/organizations/offices/{id}/posts/add")
    String addPost(
            @PathVariable UUID id,
            @ModelAttribute(name = "form", binding = true) PostForm form,
            @ModelAttribute(name = "page", binding = false) Page page,
            HttpServletResponse response,
            Model model) {
        var office = staffing().office(id);
        var faults = Faults.none();
        if (form.title().isBlank() || form.title().strip().length() > 40) {
            faults.add("title", page.t("organizations.form.title.wrong"));
        }
        var kind = RosterFile.kind(form.kind());
        if (kind.isEmpty()) {
            faults.add("kind", page.t("organizations.form.postkind.wrong"));
        }
        var place = places().byCode(code(form.place()))
                .filter(found -> places().get(office.place()).holds(found));
        if (place.isEmpty()) {
            faults.add("place", page.t("organizations.form.place.outside"));
        }
        var scope = RosterFile.scope(form.scope());
        if (scope.isEmpty()) {
            faults.add("scope", page.t("organizations.form.scope.wrong"));
        }
        if (faults.any()) {
            response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
            return postForm(model, office, form, faults);
        }
        var made = in(() -> organizations.add(new AddPost(
                county(),
                id,
                place.orElseThrow().id(),
                form.title(),
                blankToNull(form.titleEn()),
                kind.orElseThrow(),
                scope.orElseThrow())));
        return "redirect:/admin/organizations/posts/" + made.id();
    }

    @GetMapping("/admin/organizations/posts/{id}")
    String post(@PathVariable UUID id, Model model) {
        return post(model, id, new AppointForm("", Now.today().toString(), ""), Faults.none());
    }

    @PostMapping("/admin/organizations/posts/{id}/appoint")
    String appoint(
            @PathVariable UUID id,
            @RequestParam(defaultValue = "") String who,
            @RequestParam @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) @Nullable LocalDate since,
            @RequestParam @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) @Nullable LocalDate until,
            @ModelAttribute(name = "page", binding = false) Page page,
            HttpServletResponse response,
            Model model) {
        staffing().post(id);
        var faults = Faults.none();
        var people = named(who);
        if (people.size() != 1) {
            faults.add(
                    "who",
                    people.isEmpty()
                            ? page.t("organizations.appoint.nobody")
                            : page.t("organizations.appoint.several", logins(people)));
        }
        if (until != null && since != null && !until.isAfter(since)) {
            faults.add("until", page.t("organizations.away.backwards"));
        }
        if (!faults.any()) {
            var term =
                    new Appoint(county(), id, people.getFirst().id(), from(since), until == null ? null : start(until));
            if (in(() -> organizations.appoint(term)) instanceof Appointing.Refused(var key)) {
                faults.add("who", page.t(key));
            }
        }
        if (faults.any()) {
            response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
            var form =
                    new AppointForm(who, since == null ? "" : since.toString(), until == null ? "" : until.toString());
            return post(model, id, form, faults);
        }
        return "redirect:/admin/organizations/posts/" + id;
    }

    /** 定责. */
    @PostMapping("/admin/organizations/posts/{id}/duties")
    String duties(
            @PathVariable UUID id,
            @RequestParam(defaultValue = "") String duties,
            @ModelAttribute(name = "page", binding = false) Page page,
            HttpServletResponse response,
            Model model) {
        if (duties.length() > DUTIES) {
            response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
            var faults = Faults.none().add("duties", page.t("organizations.duties.long", DUTIES));
            return post(model, id, new AppointForm("", Now.today().toString(), ""), faults);
        }
        in(() -> {
            organizations.duties(county(), id, duties);
            return true;
        });
        return "redirect:/admin/organizations/posts/" + id;
    }

    @PostMapping("/admin/organizations/posts/{id}/vacate")
    String vacate(@PathVariable UUID id) {
        in(() -> {
            organizations.vacate(county(), id);
            return true;
        });
        return "redirect:/admin/organizations/posts/" + id;
    }

    @PostMapping("/admin/organizations/posts/{id}/end")
    String end(@PathVariable UUID id) {
        var office = staffing().post(id).office();
        in(() -> {
            organizations.end(county(), id);
            return true;
        });
        return "redirect:/admin/organizations/offices/" + office;
    }

    private String list(@Nullable Office above, int page, Model model) {
        var staffing = staffing();
        var places = places();
        var below = staffing.below(above);
        int from = Math.min((Math.max(page, 1) - 1) * ROWS, below.size());
        int to = Math.min(from + ROWS, below.size());
        model.addAttribute("office", above);
        model.addAttribute("path", above == null ? List.of() : path(staffing, above));
        model.addAttribute(
                "offices",
                below.subList(from, to).stream()
                        .map(office -> new OfficeRow(
                                office,
                                places.path(office.place()),
                                staffing.postsIn(office.id()).size()))
                        .toList());
        model.addAttribute("number", Math.max(page, 1));
        model.addAttribute("more", to < below.size());
        var now = Now.instant();
        model.addAttribute(
                "posts",
                above == null
                        ? List.of()
                        : staffing.postsIn(above.id()).stream()
                                .map(post -> new PostRow(
                                        post,
                                        places.path(post.place()),
                                        staffing.holder(post.id(), now).orElse(null)))
                                .toList());
        model.addAttribute("place", above == null ? "" : places.path(above.place()));
        return "organizations/list";
    }

    private String post(Model model, UUID id, AppointForm form, Faults faults) {
        var staffing = staffing();
        var post = staffing.post(id);
        var now = Now.instant();
        model.addAttribute("post", post);
        model.addAttribute("office", staffing.office(post.office()));
        model.addAttribute("place", places().path(post.place()));
        model.addAttribute("ended", staffing.ended(id));
        model.addAttribute("holder", staffing.holder(id, now).orElse(null));
        model.addAttribute(
                "terms", staffing.roster().termsOf.getOrDefault(id, List.of()).reversed());
        model.addAttribute("people", staffing.people());
        model.addAttribute("form", form);
        model.addAttribute("faults", faults);
        return "organizations/post";
    }

    private String officeForm(
            Model model, @Nullable UUID above, @Nullable Office office, OfficeForm form, Faults faults) {
        model.addAttribute("above", above == null ? null : staffing().office(above));
        model.addAttribute("office", office);
        model.addAttribute("form", form);
        model.addAttribute("faults", faults);
        return "organizations/office";
    }

    private String postForm(Model model, Office office, PostForm form, Faults faults) {
        model.addAttribute("office", office);
        model.addAttribute("form", form);
        model.addAttribute("faults", faults);
        return "organizations/newpost";
    }

    private static Faults described(OfficeForm form, Page page) {
        var faults = Faults.none();
        if (form.name().isBlank() || form.name().strip().length() > 60) {
            faults.add("name", page.t("organizations.form.name.wrong"));
        }
        if (form.phone().isBlank()) {
            faults.add("phone", page.t("organizations.form.phone.wrong"));
        }
        return faults;
    }

    private static List<Office> path(Staffing staffing, Office office) {
        var path = new ArrayList<Office>();
        for (var up = staffing.above(office); up.isPresent(); up = staffing.above(up.get())) {
            path.addFirst(up.get());
        }
        return path;
    }

    /** By login, else by full name. */
    private List<Directory.Person> named(String who) {
        var people = staffing().people();
        var login = people.byLogin(who.strip().toLowerCase(java.util.Locale.ROOT));
        return login.map(List::of).orElseGet(() -> people.all().stream()
                .filter(person -> person.active() && person.name().equals(who.strip()))
                .toList());
    }

    private static String logins(List<Directory.Person> people) {
        return String.join(
                "、", people.stream().map(Directory.Person::login).sorted().toList());
    }

    static Map<String, String> kinds(Page page) {
        var kinds = new LinkedHashMap<String, String>();
        for (var kind : PostKind.values()) {
            kinds.put(kind.name(), page.t(kind.text()));
        }
        return kinds;
    }

    /** Today means now. */
    private static Instant from(@Nullable LocalDate day) {
        return day == null || !day.isAfter(Now.today()) ? Now.instant() : start(day);
    }

    static Instant start(LocalDate day) {
        return day.atStartOfDay(Now.ZONE).toInstant();
    }

    /** A village's nine digits do as well as its twelve. */
    private static String code(String written) {
        var code = written.strip();
        return code.length() < 12 && !code.isEmpty() ? code + "0".repeat(12 - code.length()) : code;
    }

    private Staffing staffing() {
        return organizations.of(county());
    }

    private PlaceTree places() {
        var tree = regions.tree(county());
        if (tree.isEmpty()) {
            throw new NotHere();
        }
        return tree;
    }

    private static @Nullable String blankToNull(String text) {
        return text.isBlank() ? null : text.strip();
    }

    static int county() {
        return Actor.current().county();
    }

    static <T> T in(Supplier<T> work) {
        return Scope.in(new Scope.County(county()), work);
    }
}
