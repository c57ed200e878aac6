package org.onedoor.cases;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.onedoor.catalogue.Danger;
import org.onedoor.catalogue.Item;
import org.onedoor.files.Files;
import org.onedoor.files.Storing;
import org.onedoor.frame.Actor;
import org.onedoor.frame.Allowed;
import org.onedoor.frame.Faults;
import org.onedoor.frame.Now;
import org.onedoor.frame.Page;
import org.onedoor.frame.Role;
import org.onedoor.frame.Scope;
import org.onedoor.frame.Texts;
import org.onedoor.organizations.NoProtectedPost;
import org.onedoor.organizations.Staffing;
import org.onedoor.regions.Place;
import org.onedoor.secrets.PersonalData;
import org.onedoor.secrets.Phones;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/**
 * The second page: where, whom to call, for whom; then it is sent. What was already reported is shown before, and items with
 * questions have a page to check the answers.
 */
@Controller
@Allowed(Role.VISITOR)
class SendingPages {

    private final ResidentDoor door;
    private final Drafts drafts;
    private final Duplicates duplicates;
    private final HomeVillage villages;
    private final Filing filing;
    private final Cases cases;
    private final Files files;
    private final Texts texts;

    SendingPages(
            ResidentDoor door,
            Drafts drafts,
            Duplicates duplicates,
            HomeVillage villages,
            Filing filing,
            Cases cases,
            Files files,
            Texts texts) {
        this.door = door;
        this.drafts = drafts;
        this.duplicates = duplicates;
        this.villages = villages;
        this.filing = filing;
        this.cases = cases;
        this.files = files;
        this.texts = texts;
    }

    @GetMapping("/cases/new/send")
    String where(
            @ModelAttribute(name = "page", binding = false) Page page,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model) {
        int county = door.enter();
        villages.of(county, request, response);
        var open = drafts.open(county, request);
        if (open.isEmpty()) {
            return "redirect:/cases/new";
        }
        return open.get().sent()
                ? "redirect:/cases/receipt"
                : where(county, open.get(), begun(county, open.get(), request), Faults.none(), page, model);
    }

    /** What the form starts with: the village of the last visit, and the phone that stands in the words. */
    private Draft.Sending begun(int county, Drafts.Open open, HttpServletRequest request) {
        var sending = open.draft().sending();
        if (!sending.equals(Draft.Sending.NOTHING)) {
            return sending;
        }
        var phone = PersonalData.find(open.draft().words()).stream()
                .filter(found -> found.kind() == PersonalData.Kind.PHONE)
                .map(found -> Phones.atHome(found.value()))
                .findFirst()
                .orElse("");
        var place = villages.last(county, request).map(Place::code).orElse("");
        return new Draft.Sending(
                place, phone, false, "", "", false, "", "", "", "", "", "", false, "", false, false, true);
    }

    private String where(
            int county, Drafts.Open open, Draft.Sending sending, Faults faults, Page page, Model model) {
        var draft = open.draft();
        var item = door.item(county, draft.item());
        var village = door.village(county, sending.place());
        var place = village.orElseGet(() -> door.county(county));
        var days = door.days(county, place);
        var now = Now.instant();
        model.addAttribute("key", open.id());
        model.addAttribute("draft", draft);
        model.addAttribute("sending", sending);
        model.addAttribute("faults", faults);
        model.addAttribute("towns", villages.all(county));
        model.addAttribute("item", item.orElse(null));
        model.addAttribute(
                "promise",
                ResidentDoor.promise(item.orElseGet(() -> door.items(county).general()), page));
        model.addAttribute("danger", danger(county, draft));
        model.addAttribute("duty", door.urgent(county, place, page));
        model.addAttribute("found", found(draft.words()));
        model.addAttribute("open", days.open(now));
        model.addAttribute(
                "next", page.day(days.nextOpen(Now.local(now).toLocalDate().plusDays(days.open(now) ? 0 : later(days, now)))));
        model.addAttribute("apart", apart(county, page));
        return "cases/send";
    }

    /** Before opening on a working day the office opens today still; after closing it does not. */
    private static int later(org.onedoor.calendar.WorkingTime days, java.time.Instant now) {
        var local = Now.local(now);
        var spans = days.hours().spans();
        return spans.isEmpty() || local.toLocalTime().isBefore(spans.getLast().from()) ? 0 : 1;
    }

    private @Nullable Danger danger(int county, Draft draft) {
        return door.items(county).danger(draft.words() + " " + String.join(" ", draft.answers().values())).orElse(null);
    }

    /** Phones and ID numbers in the words, masked as they would be shown. */
    private static List<String> found(String words) {
        return PersonalData.find(words).stream()
                .map(found -> switch (found.kind()) {
                    case PHONE -> Phones.masked(found.value());
                    case ID_NUMBER -> org.onedoor.secrets.IdNumbers.masked(found.value());
                })
                .toList();
    }

    /** Who handles a matter about somebody of the village or town; null when only the outside channel is left. */
    private ResidentDoor.@Nullable Person apart(int county, Page page) {
        try {
            return door.person(county, door.staffing(county).protectedPost(java.util.Set.of(), java.util.Set.of()), page);
        } catch (NoProtectedPost e) {
            return null;
        }
    }

    @PostMapping("/cases/new/send")
    String send(
            Draft.Sending sending,
            @RequestParam(defaultValue = "") String key,
            @ModelAttribute(name = "page", binding = false) Page page,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model) {
        int county = door.enter();
        door.form(county);
        var found = drafts.open(county, request);
        if (found.isEmpty()) {
            return "redirect:/cases/new?gone";
        }
        if (found.get().sent()) {
            return "redirect:/cases/receipt";
        }
        if (!key.equals(found.get().id().toString())) {
            return "redirect:/cases/new/send";
        }
        var open = new Drafts.Open(found.get().key(), found.get().draft().with(sending), null);
        drafts.save(county, open);
        var faults = faults(county, open.draft(), page);
        if (faults.any()) {
            response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
            return where(county, open, sending, faults, page, model);
        }
        var item = door.item(county, open.draft().item());
        if (item.isPresent() && !item.get().questions().isEmpty() && !open.draft().help()) {
            return "redirect:/cases/new/check";
        }
        return known(county, open).isEmpty()
                ? file(county, open, null, page, request, response, model)
                : "redirect:/cases/new/same";
    }

    private Faults faults(int county, Draft draft, Page page) {
        var sending = draft.sending();
        var faults = Faults.none();
        if (door.village(county, sending.place()).isEmpty()) {
            faults.add("place", page.t("cases.file.place"));
        }
        if (!sending.phone().isEmpty() && Phones.normalise(sending.phone()).isEmpty()) {
            faults.add("phone", page.t("cases.file.phone"));
        }
        if ((!draft.callAt().isEmpty() || draft.help()) && sending.phone().isEmpty() && !sending.visit()) {
            faults.add("phone", page.t("cases.file.call-needs-phone"));
        }
        if (sending.visit() && sending.address().isEmpty()) {
            faults.add("address", page.t("cases.send.address.missing"));
        }
        if (sending.other() && !sending.forPhone().isEmpty() && Phones.normalise(sending.forPhone()).isEmpty()) {
            faults.add("forPhone", page.t("cases.file.phone"));
        }
        if (sending.other() && sending.forName().isEmpty()) {
            faults.add("forName", page.t("cases.send.for.name.missing"));
        }
        tooLong(faults, "name", sending.name(), 40, page);
        tooLong(faults, "address", sending.address(), 200, page);
        tooLong(faults, "forName", sending.forName(), 40, page);
        tooLong(faults, "forAddress", sending.forAddress(), 200, page);
        tooLong(faults, "relation", sending.relation(), 20, page);
        tooLong(faults, "about", sending.about(), 100, page);
        return faults;
    }

    private static void tooLong(Faults faults, String field, String value, int most, Page page) {
        if (value.length() > most) {
            faults.add(field, page.t("cases.answer.long", most));
        }
    }

    /** Public matters like this one; nobody is told anything about matters of officials. */
    private List<Duplicates.Same> known(int county, Drafts.Open open) {
        var draft = open.draft();
        if (draft.sending().aboutStaff() || draft.help()) {
            return List.of();
        }
        return door.village(county, draft.sending().place())
                .map(village -> duplicates.find(
                        county, village, door.item(county, draft.item()).orElse(null), draft.words()))
                .orElse(List.of());
    }

    @GetMapping("/cases/new/same")
    String same(
            @ModelAttribute(name = "page", binding = false) Page page, HttpServletRequest request, Model model) {
        int county = door.enter();
        var open = drafts.open(county, request).filter(one -> !one.sent());
        if (open.isEmpty()) {
            return "redirect:/cases/receipt";
        }
        var known = known(county, open.get());
        if (known.isEmpty()) {
            return "redirect:/cases/new/send";
        }
        return same(county, open.get(), known, Faults.none(), page, model);
    }

    private String same(
            int county,
            Drafts.Open open,
            List<Duplicates.Same> known,
            Faults faults,
            Page page,
            Model model) {
        model.addAttribute("key", open.id());
        model.addAttribute("known", known);
        model.addAttribute("faults", faults);
        model.addAttribute(
                "village",
                door.village(county, open.draft().sending().place())
                        .map(place -> page.name(place.name(), place.nameEn()))
                        .orElse(""));
        return "cases/same";
    }

    @PostMapping("/cases/new/same")
    String same(
            @RequestParam(name = "with", defaultValue = "") String with,
            @RequestParam(defaultValue = "") String key,
            @ModelAttribute(name = "page", binding = false) Page page,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model) {
        int county = door.enter();
        door.form(county);
        var open = drafts.open(county, request);
        if (open.isEmpty() || open.get().sent() || !key.equals(open.get().id().toString())) {
            return "redirect:/cases/new/send";
        }
        var known = known(county, open.get());
        var chosen = known.stream().filter(one -> one.id().toString().equals(with)).findFirst();
        if (chosen.isEmpty() && !with.equals("own")) {
            response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
            return same(county, open.get(), known, Faults.none().add("with", page.t("cases.same.choose")), page, model);
        }
        return file(county, open.get(), chosen.orElse(null), page, request, response, model);
    }

    @GetMapping("/cases/new/check")
    String check(@ModelAttribute(name = "page", binding = false) Page page, HttpServletRequest request, Model model) {
        int county = door.enter();
        var open = drafts.open(county, request).filter(one -> !one.sent());
        if (open.isEmpty()) {
            return "redirect:/cases/receipt";
        }
        var draft = open.get().draft();
        var item = door.item(county, draft.item());
        var village = door.village(county, draft.sending().place());
        if (item.isEmpty() || village.isEmpty()) {
            return "redirect:/cases/new/send";
        }
        model.addAttribute("key", open.get().id());
        model.addAttribute("draft", draft);
        model.addAttribute("item", item.get());
        model.addAttribute("village", page.name(village.get().name(), village.get().nameEn()));
        model.addAttribute("phone", draft.sending().phone());
        model.addAttribute("due", page.moment(door.due(county, village.get(), item.get())));
        model.addAttribute("photos", drafts.in(county, open.get().key(), () -> files.of(county, open.get().id())).size());
        return "cases/check";
    }

    @PostMapping("/cases/new/check")
    String checked(
            @RequestParam(defaultValue = "") String key,
            @ModelAttribute(name = "page", binding = false) Page page,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model) {
        int county = door.enter();
        door.form(county);
        var open = drafts.open(county, request);
        if (open.isEmpty() || open.get().sent() || !key.equals(open.get().id().toString())) {
            return "redirect:/cases/new/send";
        }
        var item = door.item(county, open.get().draft().item());
        int n = 1;
        for (var question : item.map(Item::questions).orElse(List.of())) {
            if (Answers.fault(question, open.get().draft().answer(question.key())) != null) {
                return "redirect:/cases/new/question/" + n;
            }
            n++;
        }
        return known(county, open.get()).isEmpty()
                ? file(county, open.get(), null, page, request, response, model)
                : "redirect:/cases/new/same";
    }

    private String file(
            int county,
            Drafts.Open open,
            Duplicates.@Nullable Same join,
            Page page,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model) {
        FilingOutcome outcome;
        try {
            outcome = filing.file(county, command(county, open, join));
        } catch (NoProtectedPost e) {
            outcome = new FilingOutcome.Refused("aboutStaff", "cases.send.about.nobody");
        }
        return switch (outcome) {
            case FilingOutcome.Filed(var receipt, var again) -> {
                if (join != null && !again) {
                    // The other case lies outside this receipt's sight; joining it was offered by number of its item only.
                    Scope.in(
                            new Scope.County(county),
                            () -> cases.take(
                                    county, receipt.id(), 0, new Command.Merge(join.id()), By.Resident.holder()));
                }
                drafts.sent(county, open, receipt.id());
                door.village(county, open.draft().sending().place())
                        .ifPresent(village -> villages.remember(request, response, village));
                yield "redirect:/cases/receipt";
            }
            case FilingOutcome.OtherBody _ -> "redirect:/cases/receipt";
            case FilingOutcome.Refused(var field, var why) -> {
                response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
                yield where(
                        county,
                        open,
                        open.draft().sending(),
                        Faults.none().add(field.equals("words") ? "" : field, page.t(why)),
                        page,
                        model);
            }
        };
    }

    private FileCase command(int county, Drafts.Open open, Duplicates.@Nullable Same join) {
        var draft = open.draft();
        var sending = draft.sending();
        var place = door.village(county, sending.place()).orElseThrow();
        var kept = drafts.in(county, open.key(), () -> files.of(county, open.id()));
        var photos = new ArrayList<UUID>();
        UUID voice = null;
        for (var file : kept) {
            if (file.mediaType().startsWith("image/")) {
                photos.add(file.id().id());
            } else if (voice == null) {
                voice = file.id().id();
            }
        }
        var actor = Actor.current();
        var resident = actor.is(Role.RESIDENT);
        var moved = sending.move() ? Moved.of(draft.words()) : new Moved(draft.words(), List.of());
        var more = moved.phones().stream()
                .filter(phone -> !Phones.normalise(sending.phone()).equals(Optional.of(phone)))
                .map(Phones::atHome)
                .toList();
        var phone = sending.phone().isEmpty() && !more.isEmpty() ? more.getFirst() : sending.phone();
        var address = more.isEmpty() || more.equals(List.of(phone))
                ? sending.address()
                : (sending.address() + " ☎ " + String.join("、", more)).strip();
        return new FileCase(
                Channel.WEB,
                null,
                join != null ? join.item() : door.item(county, draft.item()).map(Item::id).orElse(null),
                place.id(),
                words(moved.words(), sending),
                draft.answers(),
                blank(sending.name()),
                blank(phone),
                sending.visit(),
                blank(address),
                callAt(draft),
                whom(sending),
                sending.aboutStaff(),
                sending.aboutStaff() ? named(county, draft.words() + " " + sending.about()) : List.of(),
                sending.urgent(),
                sending.publicShown(),
                photos,
                voice,
                resident,
                resident ? actor.id() : null,
                "draft:" + open.id(),
                open.id().toString());
    }

    /** Words without the numbers that were taken out of them. */
    private record Moved(String words, List<String> phones) {
        static Moved of(String words) {
            var phones = new ArrayList<String>();
            var without = new StringBuilder(words);
            for (var found : PersonalData.find(words).reversed()) {
                without.replace(
                        found.from(),
                        found.to(),
                        switch (found.kind()) {
                            case PHONE -> "〔电话〕";
                            case ID_NUMBER ->
                                "〔身份证，尾号 " + found.value().substring(found.value().length() - 4) + "〕";
                        });
                if (found.kind() == PersonalData.Kind.PHONE && !phones.contains(found.value())) {
                    phones.addFirst(found.value());
                }
            }
            return new Moved(without.toString(), phones);
        }
    }

    private String words(String words, Draft.Sending sending) {
        return sending.aboutStaff() && !sending.about().isEmpty()
                ? (words + "\n" + texts.text("zh", "cases.send.about.line", sending.about())).strip()
                : words;
    }

    /** In Chinese, because staff read it. */
    private @Nullable String callAt(Draft draft) {
        if (draft.help()) {
            return texts.text("zh", "cases.call.help");
        }
        return switch (draft.callAt()) {
            case "now" -> texts.text("zh", "cases.call.now");
            case "morning" -> texts.text("zh", "cases.call.morning");
            case "afternoon" -> texts.text("zh", "cases.call.afternoon");
            case "evening" -> texts.text("zh", "cases.call.evening");
            default -> null;
        };
    }

    private static FileCase.@Nullable ForWhom whom(Draft.Sending sending) {
        return sending.other()
                ? new FileCase.ForWhom(
                        blank(sending.forName()),
                        blank(sending.forPhone()),
                        blank(sending.forAddress()),
                        blank(sending.relation()),
                        !sending.knows().equals("no"),
                        !sending.told().equals("no"))
                : null;
    }

    /** Posts of the county whose holder's name stands in the words: the case must not go to them (R-REQ-14). */
    private List<UUID> named(int county, String words) {
        Staffing staffing = door.staffing(county);
        var named = new HashSet<UUID>();
        for (var post : staffing.posts()) {
            staffing.holder(post.id(), Now.instant())
                    .filter(holder -> holder.name().length() > 1 && words.contains(holder.name()))
                    .ifPresent(_ -> named.add(post.id()));
        }
        return List.copyOf(named);
    }

    private static @Nullable String blank(String text) {
        return text.isBlank() ? null : text;
    }
}
