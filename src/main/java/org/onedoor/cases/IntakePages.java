package org.onedoor.cases;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.onedoor.catalogue.Catalogue;
import org.onedoor.catalogue.Item;
import org.onedoor.catalogue.Kind;
import org.onedoor.files.Files;
import org.onedoor.files.Storing;
import org.onedoor.frame.Actor;
import org.onedoor.frame.Allowed;
import org.onedoor.frame.Faults;
import org.onedoor.frame.Ids;
import org.onedoor.frame.NotYours;
import org.onedoor.frame.Now;
import org.onedoor.frame.Page;
import org.onedoor.frame.Role;
import org.onedoor.frame.Scope;
import org.onedoor.organizations.Hat;
import org.onedoor.organizations.PostKind;
import org.onedoor.organizations.ScopeKind;
import org.onedoor.organizations.StaffActor;
import org.onedoor.regions.Level;
import org.onedoor.regions.Place;
import org.onedoor.regions.Regions;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;

/** 窗口登记 · One page on which staff register what somebody asks while she speaks, and may close it at once (A10). */
@Controller
@Allowed(Role.STAFF)
class IntakePages {

    /** Whoever sits where residents come registers; others only where nobody else may. */
    private static final List<PostKind> FRONT =
            List.of(PostKind.CLERK, PostKind.GRID_WORKER, PostKind.SECRETARY, PostKind.DISPATCHER, PostKind.HANDLER);

    private static final List<Channel> CHANNELS =
            List.of(Channel.COUNTER, Channel.PHONE, Channel.VISIT, Channel.GRID, Channel.RECEPTION, Channel.OTHER);

    private final Filing filing;
    private final TearOffs tearOffs;
    private final Files files;
    private final Regions regions;
    private final Catalogue catalogue;
    private final CaseNotices notices;

    IntakePages(
            Filing filing, TearOffs tearOffs, Files files, Regions regions, Catalogue catalogue, CaseNotices notices) {
        this.filing = filing;
        this.tearOffs = tearOffs;
        this.files = files;
        this.regions = regions;
        this.catalogue = catalogue;
        this.notices = notices;
    }

    @GetMapping("/desk/cases/new")
    String form(@RequestParam(required = false) @Nullable UUID place, Model model) {
        var staff = registers();
        var typed = new Intake(Map.of("key", Ids.next().toString()));
        return show(model, staff, place == null ? typed : typed.with("place", place.toString()), Faults.none());
    }

    private String show(Model model, StaffActor staff, Intake typed, Faults faults) {
        var page = DeskPages.page(model);
        var hats = seats(staff);
        model.addAttribute("typed", typed);
        model.addAttribute("faults", faults);
        model.addAttribute("hats", hats.size() > 1 ? DeskList.posts(page, hats, null) : List.of());
        model.addAttribute("acting", hats.isEmpty() ? "" : DeskList.named(page, hats.getFirst()));
        model.addAttribute("places", places(page, staff));
        model.addAttribute("items", items(page, staff.county()));
        model.addAttribute("channels", channels(page));
        model.addAttribute("telling", telling(page));
        model.addAttribute("mails", notices.mails());
        // Who walks the grid meets people at their door; the others mostly sit at the counter.
        var walking = !hats.isEmpty() && hats.getFirst().post().kind() == PostKind.GRID_WORKER;
        model.addAttribute("usual", (walking ? Channel.VISIT : Channel.COUNTER).name());
        return "cases/intake";
    }

    /** Whoever makes this request, if one of her posts registers. */
    private static StaffActor registers() {
        var staff = DeskFront.staff();
        if (!mayRegister(staff)) {
            throw new NotYours("cases.intake.no-post");
        }
        return staff;
    }

    static boolean mayRegister(Actor actor) {
        return actor instanceof StaffActor staff && !seats(staff).isEmpty();
    }

    /** Her posts that may register, the front desk first. */
    private static List<Hat> seats(StaffActor staff) {
        return staff.hats().stream()
                .filter(hat -> FRONT.contains(hat.post().kind()))
                .sorted(Comparator.comparingInt(hat -> FRONT.indexOf(hat.post().kind())))
                .toList();
    }

    private Map<String, String> places(Page page, StaffActor staff) {
        var tree = regions.tree(staff.county());
        var places = new LinkedHashMap<String, String>();
        for (var hat : seats(staff)) {
            var own = tree.get(hat.post().place());
            switch (own.level()) {
                case GRID, VILLAGE -> add(places, page, own);
                case TOWN -> tree.children(own.id()).forEach(village -> add(places, page, village));
                case COUNTY -> tree.all(Level.VILLAGE).forEach(village -> add(places, page, village));
            }
        }
        for (var hat : seats(staff)) {
            var own = tree.get(hat.post().place());
            if (own.level() == Level.VILLAGE) {
                tree.children(own.id()).forEach(grid -> add(places, page, grid));
            }
        }
        return places;
    }

    private void add(Map<String, String> places, Page page, Place place) {
        places.putIfAbsent(
                place.id().toString(),
                place.level() == Level.GRID
                        ? regions.tree(DeskFront.staff().county()).path(place.id())
                        : page.name(place.name(), place.nameEn()));
    }

    private List<String> items(Page page, int county) {
        return catalogue.of(county).all().stream()
                .map(item -> page.name(item.name(), item.nameEn()))
                .toList();
    }

    private Map<String, String> telling(Page page) {
        var ways = new LinkedHashMap<String, String>();
        for (var way : ToldBy.values()) {
            if (way != ToldBy.MAIL || notices.mails()) {
                ways.put(way.name(), page.t(way.text()));
            }
        }
        return ways;
    }

    private static Map<String, String> channels(Page page) {
        var channels = new LinkedHashMap<String, String>();
        CHANNELS.forEach(channel -> channels.put(channel.name(), page.t(channel.text())));
        return channels;
    }

    @PostMapping("/desk/cases/new")
    String register(
            @RequestParam(defaultValue = "register") String act,
            @RequestParam(required = false) @Nullable MultipartFile voice,
            @RequestParam(required = false) @Nullable List<MultipartFile> photos,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model) {
        var page = DeskPages.page(model);
        var staff = registers();
        var typed = Intake.of(request.getParameterMap());
        var faults = Faults.none();
        var hat = hat(staff, typed);
        var onTheSpot = act.equals("done");
        if (hat.isEmpty()) {
            faults.add("seat", page.t("cases.fault.seat"));
        }
        var item = item(staff.county(), typed.get("item"));
        if (item.map(Item::kind).filter(Kind.NOT_ISSUED::equals).isPresent()) {
            faults.add("item", page.t("cases.file.not-issued"));
        }
        if (onTheSpot && typed.get("answer").isEmpty()) {
            faults.add("answer", page.t("cases.intake.answer.needed"));
        }
        var draft = id(typed.get("key")).orElseGet(Ids::next);
        var kept = new Kept(null, List.of());
        if (!faults.any() && hat.isPresent()) {
            kept = keep(page, hat.get(), draft, voice, photos, faults);
        }
        if (faults.any() || hat.isEmpty()) {
            response.setStatus(400);
            return show(model, staff, typed, faults);
        }
        var by = new By.Staff(hat.get(), staff.id());
        var filed = file(staff, typed, item.orElse(null), draft, kept);
        var outcome = onTheSpot
                ? filing.onTheSpot(
                        staff.county(),
                        filed,
                        by,
                        new Command.Answer(Outcome.SOLVED, cut(typed.get("answer"), 2000), null))
                : filing.register(staff.county(), filed, by);
        return switch (outcome) {
            case FilingOutcome.Filed(var receipt, var _) ->
                done(page, receipt, filed, draft, hat.get(), onTheSpot ? "spot" : "filed", response, model);
            case FilingOutcome.OtherBody _ -> {
                // Sent, gone back, and changed: that is another case.
                response.setStatus(422);
                yield show(
                        model,
                        staff,
                        typed.with("key", Ids.next().toString()),
                        faults.add("", page.t("cases.intake.again")));
            }
            case FilingOutcome.Refused(var field, var key) -> {
                response.setStatus(400);
                yield show(model, staff, typed, faults.add(field, page.t(key)));
            }
        };
    }

    /** A protected case is out of her sight at once: what she can still do is hand over the receipt. */
    private String done(
            Page page,
            Receipt receipt,
            FileCase filed,
            UUID draft,
            Hat hat,
            String did,
            HttpServletResponse response,
            Model model) {
        if (filed.voice() != null || !filed.photos().isEmpty()) {
            Scope.in(hat.scope(), () -> {
                files.handOver(hat.scope().county(), draft, receipt.id());
                return receipt;
            });
        }
        if (receipt.guarded()) {
            response.setHeader("Cache-Control", "no-store");
            model.addAttribute(
                    "tear",
                    tearOffs.first(
                            hat.scope().county(),
                            receipt,
                            CaseNotices.codePhone(filed).isEmpty()));
            model.addAttribute("sentence", page.t("cases.intake.guarded"));
            model.addAttribute("back", "/desk/cases");
            return "cases/tearoff";
        }
        return "redirect:/desk/cases/" + receipt.id() + "?did=" + did + "&at="
                + Now.instant().getEpochSecond();
    }

    /** The post that registers: chosen, or the first of the front desk whose place holds the matter. */
    private Optional<Hat> hat(StaffActor staff, Intake typed) {
        var hats = seats(staff);
        var chosen = id(typed.get("seat"));
        if (chosen.isPresent()) {
            return hats.stream()
                    .filter(hat -> hat.post().id().equals(chosen.get()))
                    .findFirst();
        }
        var tree = regions.tree(staff.county());
        var place = id(typed.get("place")).flatMap(tree::find);
        return hats.stream()
                .filter(hat -> place.isEmpty()
                        || hat.post().scopeKind() == ScopeKind.OFFICE
                        || tree.get(hat.post().place()).holds(place.get()))
                .findFirst()
                .or(() -> hats.stream().findFirst());
    }

    /** By its name, else the best that fits the words; empty: the contact asks later. */
    private Optional<Item> item(int county, String words) {
        if (words.isEmpty()) {
            return Optional.empty();
        }
        var items = catalogue.of(county);
        return items.all().stream()
                .filter(item -> item.name().equals(words) || words.equals(item.nameEn()))
                .findFirst()
                .or(() -> items.search(words, 1).stream().findFirst());
    }

    private record Kept(@Nullable UUID voice, List<UUID> photos) {}

    private Kept keep(
            Page page,
            Hat hat,
            UUID draft,
            @Nullable MultipartFile voice,
            @Nullable List<MultipartFile> photos,
            Faults faults) {
        UUID said = voice == null || voice.isEmpty()
                ? null
                : keep(page, hat, org.onedoor.files.Kind.VOICE, voice, draft, "voice", faults)
                        .orElse(null);
        var shown = new ArrayList<UUID>();
        for (var photo : photos == null ? List.<MultipartFile>of() : photos) {
            if (!photo.isEmpty()) {
                keep(page, hat, org.onedoor.files.Kind.PHOTO, photo, draft, "photos", faults)
                        .ifPresent(shown::add);
            }
        }
        return new Kept(said, List.copyOf(shown));
    }

    private Optional<UUID> keep(
            Page page,
            Hat hat,
            org.onedoor.files.Kind kind,
            MultipartFile sent,
            UUID draft,
            String field,
            Faults faults) {
        try {
            var bytes = sent.getBytes();
            return switch (Scope.in(hat.scope(), () -> files.store(hat.scope().county(), kind, bytes, draft))) {
                case Storing.Stored stored -> Optional.of(stored.id().id());
                case Storing.Refused(var key) -> {
                    faults.add(field, page.t(key));
                    yield Optional.empty();
                }
            };
        } catch (IOException e) {
            faults.add(field, page.t("cases.fault.upload"));
            return Optional.empty();
        }
    }

    private FileCase file(StaffActor staff, Intake typed, @Nullable Item item, UUID draft, Kept kept) {
        return new FileCase(
                        channel(typed.get("channel")),
                        null,
                        item == null ? null : item.id(),
                        id(typed.get("place")).orElse(new UUID(0, 0)),
                        typed.get("words"),
                        Map.of(),
                        blank(cut(typed.get("name"), 40)),
                        blank(typed.get("phone")),
                        typed.ticked("visit"),
                        blank(cut(typed.get("address"), 200)),
                        null,
                        whom(typed),
                        typed.ticked("aboutStaff"),
                        List.of(),
                        typed.ticked("urgent"),
                        false,
                        kept.photos(),
                        kept.voice(),
                        false,
                        null,
                        staff.id().toString(),
                        draft.toString())
                .told(typed.telling())
                .withoutNumbers();
    }

    private static FileCase.@Nullable ForWhom whom(Intake typed) {
        var name = blank(cut(typed.get("whomName"), 40));
        var phone = blank(typed.get("whomPhone"));
        return name == null && phone == null
                ? null
                : new FileCase.ForWhom(name, phone, null, blank(cut(typed.get("relation"), 20)), null, true);
    }

    private static Channel channel(String name) {
        return CHANNELS.stream()
                .filter(channel -> channel.name().equals(name))
                .findFirst()
                .orElse(Channel.COUNTER);
    }

    private static @Nullable String blank(String text) {
        return text.isEmpty() ? null : text;
    }

    private static String cut(String text, int most) {
        return text.length() > most ? text.substring(0, most) : text;
    }

    private static Optional<UUID> id(String text) {
        try {
            return text.isEmpty() ? Optional.empty() : Optional.of(UUID.fromString(text));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
