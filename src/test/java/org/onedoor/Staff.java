package org.onedoor;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import org.onedoor.accounts.Accounts;
import org.onedoor.accounts.Authenticator;
import org.onedoor.accounts.NewAccount;
import org.onedoor.frame.Actor;
import org.onedoor.frame.Now;
import org.onedoor.frame.Role;
import org.onedoor.frame.Scope;
import org.onedoor.organizations.AddOffice;
import org.onedoor.organizations.AddPost;
import org.onedoor.organizations.Appoint;
import org.onedoor.organizations.Appointing;
import org.onedoor.organizations.Hat;
import org.onedoor.organizations.Office;
import org.onedoor.organizations.Organizations;
import org.onedoor.organizations.Post;
import org.onedoor.organizations.PostKind;
import org.onedoor.organizations.ScopeKind;
import org.onedoor.organizations.StaffActor;
import org.onedoor.regions.Level;
import org.onedoor.regions.Place;
import org.onedoor.regions.Regions;
import org.springframework.stereotype.Component;

/**
 * People for tests. {@code staff.at(village, PostKind.CLERK)} is somebody who holds such a post there;
 * {@code staff.browser(chen)} is her browser, logged in over HTTP.
 */
@Component
public class Staff {

    /** Somebody and the posts she holds. */
    public record Member(int county, UUID account, String login, String name, List<Post> posts) {
        /** The first one. */
        public Post post() {
            return posts.getFirst();
        }
    }

    public static final String PASSWORD = "Liu-du-2026!";

    private static final Pattern TOKEN = Pattern.compile("id=\"token\">(od_[^<]+)<");
    private static final Pattern SECRET = Pattern.compile("<b class=\"num\">([A-Z2-7]{32})</b>");
    private static final String[] NAMES = {"陈小满", "何岸", "周启明", "苏晚", "罗青禾", "方原", "沈知秋", "贺兰"};

    private final Accounts accounts;
    private final Organizations organizations;
    private final Regions regions;
    private final ADoor door;
    private final Codes codes;
    private final AtomicInteger made = new AtomicInteger();

    Staff(Accounts accounts, Organizations organizations, Regions regions, ADoor door, Codes codes) {
        this.accounts = accounts;
        this.organizations = organizations;
        this.regions = regions;
        this.door = door;
        this.codes = codes;
    }

    /** Somebody new who holds a new post of each kind at the place, in the place's own office. */
    public Member at(int county, Place place, PostKind... kinds) {
        return in(county, office(county, place), place, kinds);
    }

    /** Somebody of this name, as journeys show people, who holds new posts in the place's own office. */
    public Member named(String name, int county, Place place, PostKind... kinds) {
        return named(name, county, office(county, place), place, kinds);
    }

    public Member named(String name, int county, Office office, Place place, PostKind... kinds) {
        return member(county, account(county, null, name), office, place, kinds);
    }

    /** Somebody new who holds new posts in this office, serving the place. */
    public Member in(int county, Office office, Place place, PostKind... kinds) {
        return member(county, account(county, null), office, place, kinds);
    }

    private Member member(int county, UUID account, Office office, Place place, PostKind... kinds) {
        var posts = new ArrayList<Post>();
        for (var kind : kinds) {
            posts.add(hold(county, account, office, place, kind));
        }
        return new Member(county, account, login(county, account), accounts.name(county, account), posts);
    }

    /** Gives an account one more new post. */
    public Post hold(int county, UUID account, Office office, Place place, PostKind kind) {
        return Scope.in(new Scope.County(county), () -> {
            var scope = kind == PostKind.HANDLER || kind == PostKind.OFFICE_HEAD || kind == PostKind.PROTECTED
                    ? ScopeKind.OFFICE
                    : ScopeKind.PLACE;
            var post = organizations.add(new AddPost(county, office.id(), place.id(), title(kind), null, kind, scope));
            assertThat(organizations.appoint(new Appoint(county, post.id(), account, Now.instant())))
                    .isInstanceOf(Appointing.Done.class);
            return post;
        });
    }

    private static String title(PostKind kind) {
        return switch (kind) {
            case CLERK -> "窗口值班员";
            case GRID_WORKER -> "网格员";
            case SECRETARY -> "书记主任";
            case DISPATCHER -> "分办员";
            case HANDLER -> "承办";
            case OFFICE_HEAD -> "负责人";
            case SUPERVISOR -> "督办";
            case CALLBACK -> "回访员";
            case PROTECTED -> "举报受理";
        };
    }

    private static String called(String kind) {
        return switch (kind) {
            case "county-government", "town-government" -> "人民政府";
            case Office.VILLAGE_COMMITTEE -> "村委会";
            case "civil-affairs" -> "民政办";
            case "county-hotline" -> "督查室";
            case "discipline" -> "举报中心";
            case "general" -> "党政办";
            default -> kind;
        };
    }

    /** An account with {@link #PASSWORD}, and an administrator role if one is given. */
    public UUID account(int county, Role admin) {
        return account(county, admin, null);
    }

    public UUID account(int county, Role admin, String name) {
        return Scope.in(new Scope.County(county), () -> {
            int number = made.incrementAndGet();
            var id = accounts.create(new NewAccount(
                    county,
                    "u" + number,
                    name == null ? NAMES[number % NAMES.length] : name,
                    "139" + String.format("%08d", number),
                    admin));
            accounts.password(county, id, PASSWORD, true);
            return id;
        });
    }

    /** The place's own office (committee, town or county government), made with those above it where missing. */
    public Office office(int county, Place place) {
        return office(
                county,
                place,
                switch (place.level()) {
                    case COUNTY -> "county-government";
                    case TOWN -> "town-government";
                    case VILLAGE, GRID -> Office.VILLAGE_COMMITTEE;
                });
    }

    /** The place's office of this kind, made where missing. */
    public Office office(int county, Place place, String kind) {
        var tree = regions.tree(county);
        var at = place.level() == Level.GRID
                ? tree.above(place.id(), Level.VILLAGE).orElseThrow()
                : place;
        return organizations.of(county).officesOf(at.id()).stream()
                .filter(office -> office.kind().equals(kind))
                .findFirst()
                .orElseGet(() -> {
                    boolean own = kind.endsWith("-government") || kind.equals(Office.VILLAGE_COMMITTEE);
                    var above = !own
                            ? office(county, at)
                            : at.parent() == null ? null : office(county, tree.get(at.parent()));
                    return Scope.in(
                            new Scope.County(county),
                            () -> organizations.add(new AddOffice(
                                    county,
                                    above == null ? null : above.id(),
                                    at.name() + called(kind),
                                    null,
                                    at.level(),
                                    at.id(),
                                    kind,
                                    "0600-8880000",
                                    at.name() + "1 号",
                                    null)));
                });
    }

    /** As the face sees her in a request. */
    public StaffActor actor(Member member) {
        return StaffActor.of(
                member.county(),
                member.account(),
                member.name(),
                organizations.of(member.county()).hats(member.account(), Now.instant()),
                Set.of());
    }

    /** Runs {@code work} as her, under the scope of the post. */
    public <T> T as(Member member, Post post, java.util.function.Supplier<T> work) {
        var actor = actor(member);
        var scope = actor.hat(post.id()).map(Hat::scope).orElseThrow();
        return Actor.as(actor, () -> Scope.in(scope, work));
    }

    /** Somebody who is not logged in. */
    public ADoor.Visitor visitor(int county) {
        return door.at(county);
    }

    /** Her browser, logged in. */
    public ADoor.Visitor browser(Member member) {
        return browser(member.county(), member.login());
    }

    /** Logged in with {@link #PASSWORD}. */
    public ADoor.Visitor browser(int county, String login) {
        var browser = visitor(county);
        var answer = browser.post("/accounts/login", "login", login, "password", PASSWORD);
        assertThat(answer.status()).as(answer.text()).isEqualTo(302);
        return browser;
    }

    /** A new administrator's browser, logged in with both factors. */
    public ADoor.Visitor admin(int county, Role role) {
        return admin(county, account(county, role));
    }

    /** An administrator who has no second factor yet, logged in with both. */
    public ADoor.Visitor admin(int county, UUID account) {
        var browser = visitor(county);
        var secret = secret(browser.submit("/accounts/login", "login", login(county, account), "password", PASSWORD));
        var answer = browser.post("/accounts/login/enrol", "code", Authenticator.code(secret));
        assertThat(answer.status()).as(answer.text()).isEqualTo(302);
        return browser;
    }

    /** A program with a token of hers that may read cases and take steps. */
    public ADoor.Visitor program(Member member) {
        return program(member, "cases:read", "cases:write");
    }

    /** A program with a token of hers for these scopes. */
    public ADoor.Visitor program(Member member, String... scopes) {
        var form = new ArrayList<>(List.of("name", "对接", "days", "30"));
        for (var scope : scopes) {
            form.addAll(List.of("scopes", scope));
        }
        var page = browser(member).post("/accounts/me/tokens", form.toArray(String[]::new));
        var token = TOKEN.matcher(page.body());
        assertThat(token.find()).as(page.text()).isTrue();
        return visitor(member.county()).with("Authorization", "Bearer " + token.group(1));
    }

    /** A resident's browser, logged in by the code sent to the phone. */
    public ADoor.Visitor resident(int county, String phone) {
        var browser = visitor(county);
        browser.post("/accounts/enter", "phone", phone);
        var answer = browser.post("/accounts/enter/code", "phone", phone, "code", codes.last(county, "+86" + phone));
        assertThat(answer.status()).as(answer.text()).isEqualTo(302);
        return browser;
    }

    public String login(int county, UUID account) {
        return Scope.in(new Scope.County(county), () -> accounts.person(county, account))
                .orElseThrow()
                .login();
    }

    /** The secret an enrolment page shows. */
    public static String secret(ADoor.Answer page) {
        var found = SECRET.matcher(page.body());
        assertThat(found.find()).as(page.text()).isTrue();
        return found.group(1);
    }
}
