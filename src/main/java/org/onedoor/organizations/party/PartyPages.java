package org.onedoor.organizations.party;

import jakarta.servlet.http.HttpServletResponse;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.onedoor.accounts.Directory;
import org.onedoor.frame.Actor;
import org.onedoor.frame.Allowed;
import org.onedoor.frame.Faults;
import org.onedoor.frame.MenuEntry;
import org.onedoor.frame.NotYours;
import org.onedoor.frame.Now;
import org.onedoor.frame.Page;
import org.onedoor.frame.Role;
import org.onedoor.frame.Scope;
import org.onedoor.organizations.Organizations;
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

/** One organization: what stands below it, who holds its posts, which are empty, what it is linked with, what happened. */
@Controller
@Allowed(Role.PARTY)
class PartyPages {

    static final String PATH = "/desk/party";

    private static final int ROWS = 50;

    /** An organization right below, with how many posts are empty there. */
    record Below(PartyOrganization organization, String leader, int vacant) {}

    /** Who holds a post. */
    record Held(PartyPost post, String name) {}

    /** A link, with the name of its other end. */
    record Linked(UUID id, String kind, String name, LocalDate since, boolean ours) {}

    /** A line of history with the name of who wrote it. */
    record Told(PartyStore.Line line, String name, @Nullable PartyPostKind kind, String who) {}

    /** What the form of a post held. */
    record PostForm(String kind, String who, String since) {}

    private final PartyOrganizations party;
    private final PartyRights rights;
    private final Organizations offices;

    PartyPages(PartyOrganizations party, PartyRights rights, Organizations offices) {
        this.party = party;
        this.rights = rights;
        this.offices = offices;
    }

    @Bean
    static MenuEntry partyMenu() {
        return new MenuEntry("party.menu", PATH, "flag", Role.PARTY, 400, true);
    }

    /** The widest of one's own. */
    @GetMapping(PATH)
    String home() {
        return party.hats(Actor.current()).stream()
                .map(PartyHat::organization)
                .min(Comparator.comparing(PartyOrganization::depth))
                .map(own -> "redirect:" + PATH + "/" + own.id())
                .orElseThrow(() -> new NotYours("party.none"));
    }

    @GetMapping(PATH + "/{id}")
    String show(
            @PathVariable UUID id,
            @RequestParam(defaultValue = "1") int number,
            @ModelAttribute(name = "page", binding = false) Page page,
            Model model) {
        var tree = tree();
        var own = tree.get(id);
        rights.sees(Actor.current(), own);
        var below =
                tree.children(id).stream().filter(one -> !one.status().over()).toList();
        int from = Math.min((Math.max(number, 1) - 1) * ROWS, below.size());
        int to = Math.min(from + ROWS, below.size());
        model.addAttribute("own", own);
        model.addAttribute("above", tree.above(own).stream().filter(this::seen).toList());
        var shown = below.subList(from, to);
        var vacant = in(() -> party.vacant(
                county(), Stream.concat(Stream.of(own), shown.stream()).toList()));
        model.addAttribute(
                "below",
                shown.stream()
                        .map(one -> new Below(
                                one,
                                leader(one),
                                vacant.getOrDefault(one.id(), List.of()).size()))
                        .toList());
        model.addAttribute("number", number);
        model.addAttribute("more", to < below.size());
        model.addAttribute(
                "held",
                tree.posts(id).stream()
                        .sorted(Comparator.comparing(PartyPost::kind))
                        .map(post -> new Held(post, name(post.account())))
                        .toList());
        model.addAttribute("vacant", vacant.getOrDefault(id, List.of()));
        model.addAttribute(
                "links",
                in(() -> party.links(county(), id)).stream()
                        .map(link -> linked(id, link))
                        .toList());
        model.addAttribute(
                "history",
                in(() -> party.history(county(), id)).stream().map(this::told).toList());
        model.addAttribute("arranges", rights.arranges(Actor.current(), own).isPresent());
        model.addAttribute("decides", rights.decides(Actor.current(), own));
        return "organizations/party/show";
    }

    @GetMapping(PATH + "/{id}/posts/add")
    String askPost(@PathVariable UUID id, Model model) {
        return postForm(model, arranged(id), new PostForm("", "", Now.today().toString()), Faults.none());
    }

    @PostMapping(PATH + "/{id}/posts/add")
    String addPost(
            @PathVariable UUID id,
            @RequestParam(defaultValue = "") String kind,
            @RequestParam(defaultValue = "") String who,
            @RequestParam @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) @Nullable LocalDate since,
            @ModelAttribute(name = "page", binding = false) Page page,
            HttpServletResponse response,
            Model model) {
        var own = arranged(id);
        var faults = Faults.none();
        var chosen = kinds(own).stream().filter(one -> one.name().equals(kind)).findFirst();
        if (chosen.isEmpty()) {
            faults.add("kind", page.t("party.appoint.kind"));
        }
        var people = named(offices, who);
        if (people.size() != 1) {
            faults.add(
                    "who",
                    people.isEmpty()
                            ? page.t("party.appoint.nobody")
                            : page.t("party.appoint.several", logins(people)));
        }
        if (!faults.any()) {
            var done = in(() -> party.appoint(
                    county(), id, chosen.orElseThrow(), people.getFirst().id(), since == null ? Now.today() : since));
            if (done instanceof Reorganizing.Refused why) {
                faults.add("who", page.t(why.key(), why.arguments().toArray()));
            }
        }
        if (faults.any()) {
            response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
            return postForm(model, own, new PostForm(kind, who, since == null ? "" : since.toString()), faults);
        }
        return "redirect:" + PATH + "/" + id;
    }

    @PostMapping(PATH + "/{id}/posts/{post}/end")
    String endPost(@PathVariable UUID id, @PathVariable UUID post) {
        arranged(id);
        in(() -> {
            party.end(county(), id, post, Now.today());
            return true;
        });
        return "redirect:" + PATH + "/" + id;
    }

    @GetMapping(PATH + "/{id}/links/add")
    String askLink(@PathVariable UUID id, Model model) {
        return linkForm(model, arranged(id), "JOINT", "", Faults.none());
    }

    /** {@code who}: the path of an organization of this county, or the name of a body that is none. */
    @PostMapping(PATH + "/{id}/links/add")
    String addLink(
            @PathVariable UUID id,
            @RequestParam(defaultValue = "") String kind,
            @RequestParam(defaultValue = "") String who,
            @ModelAttribute(name = "page", binding = false) Page page,
            HttpServletResponse response,
            Model model) {
        var own = arranged(id);
        var faults = Faults.none();
        if (!LinkKind.keys().contains(kind)) {
            faults.add("kind", page.t("party.link.kind.wrong"));
        }
        var text = who.strip();
        if (text.length() < 2 || text.length() > 60) {
            faults.add("who", page.t("party.link.who.wrong"));
        }
        if (!faults.any()) {
            var other = tree().all().stream()
                    .filter(one -> one.path().equals(text) || one.name().equals(text))
                    .findFirst();
            var done = in(() -> party.link(
                    county(),
                    id,
                    kind,
                    other.map(PartyOrganization::id).orElse(null),
                    other.isPresent() ? null : text));
            if (done instanceof Reorganizing.Refused why) {
                faults.add("who", page.t(why.key(), why.arguments().toArray()));
            }
        }
        if (faults.any()) {
            response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
            return linkForm(model, own, kind, who, faults);
        }
        return "redirect:" + PATH + "/" + id;
    }

    @PostMapping(PATH + "/{id}/links/{link}/end")
    String endLink(@PathVariable UUID id, @PathVariable UUID link) {
        arranged(id);
        in(() -> {
            party.unlink(county(), id, link);
            return true;
        });
        return "redirect:" + PATH + "/" + id;
    }

    private String postForm(Model model, PartyOrganization own, PostForm form, Faults faults) {
        model.addAttribute("own", own);
        model.addAttribute("form", form);
        model.addAttribute("kinds", kinds(own));
        model.addAttribute("faults", faults);
        return "organizations/party/newpost";
    }

    private String linkForm(Model model, PartyOrganization own, String kind, String who, Faults faults) {
        model.addAttribute("own", own);
        model.addAttribute("kind", kind);
        model.addAttribute("who", who);
        model.addAttribute("faults", faults);
        return "organizations/party/newlink";
    }

    /** Officers name officers and the committee; a branch names its own collector, bookkeeper and group leaders. */
    private List<PartyPostKind> kinds(PartyOrganization own) {
        boolean decides = rights.decides(Actor.current(), own);
        return java.util.Arrays.stream(PartyPostKind.values())
                .filter(kind -> kind.in(own.type()))
                .filter(kind -> decides || !kind.elected() && kind != PartyPostKind.OFFICER)
                .toList();
    }

    /** @throws NotYours when she sees it but another orders it */
    private PartyOrganization arranged(UUID id) {
        var own = tree().get(id);
        rights.sees(Actor.current(), own);
        if (rights.arranges(Actor.current(), own).isEmpty()) {
            throw new NotYours("party.not-yours");
        }
        return own;
    }

    private String leader(PartyOrganization one) {
        return tree().posts(one.id()).stream()
                .filter(post -> post.kind() == PartyPostKind.SECRETARY || post.kind() == PartyPostKind.GROUP_LEADER)
                .map(post -> name(post.account()))
                .findFirst()
                .orElse("");
    }

    private Linked linked(UUID own, PartyStore.Link link) {
        boolean ours = link.organization().equals(own);
        var other = ours ? link.other() : link.organization();
        return new Linked(
                link.id(),
                LinkKind.text(link.kind()),
                other == null ? String.valueOf(link.body()) : tree().get(other).name(),
                link.since(),
                ours);
    }

    private Told told(PartyStore.Line line) {
        var kind = line.fact().get("kind");
        var who = line.fact().get("account");
        return new Told(
                line,
                name(line.actor()),
                line.kind().equals("appointed") || line.kind().equals("ended")
                        ? PartyPostKind.valueOf(String.valueOf(kind))
                        : null,
                who == null ? "" : name(UUID.fromString(who.toString())));
    }

    private boolean seen(PartyOrganization organization) {
        return party.hats(Actor.current()).stream().anyMatch(hat -> hat.sees(organization));
    }

    private String name(UUID account) {
        return offices.of(county()).person(account).map(Directory.Person::name).orElse("");
    }

    /** By log-in name, or by the whole name. */
    static List<Directory.Person> named(Organizations offices, String who) {
        var asked = who.strip();
        return asked.isEmpty()
                ? List.of()
                : offices.of(Actor.current().county())
                        .people(person -> person.admin() == null
                                && (person.login().equalsIgnoreCase(asked)
                                        || person.name().equals(asked)));
    }

    static String logins(List<Directory.Person> people) {
        return String.join(
                "、", people.stream().limit(5).map(Directory.Person::login).toList());
    }

    static Map<String, String> choices(Page page, List<PartyPostKind> kinds) {
        var choices = new LinkedHashMap<String, String>();
        kinds.forEach(kind -> choices.put(kind.name(), page.t(kind.text())));
        return choices;
    }

    private PartyTree tree() {
        return party.tree(county());
    }

    static int county() {
        return Actor.current().county();
    }

    /** Party organizations are changed under the county with its internal rooms; who may was asked before. */
    static <T> T in(Supplier<T> work) {
        return Scope.in(new Scope.Interior(county()), work);
    }
}
