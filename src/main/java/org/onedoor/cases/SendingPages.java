package org.onedoor.cases;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.onedoor.catalogue.Danger;
import org.onedoor.frame.Allowed;
import org.onedoor.frame.Faults;
import org.onedoor.frame.Now;
import org.onedoor.frame.Page;
import org.onedoor.frame.Role;
import org.onedoor.organizations.NoProtectedPost;
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
    private final HomeVillage villages;
    private final Sender sender;
    private final CaseNotices notices;

    SendingPages(ResidentDoor door, Drafts drafts, HomeVillage villages, Sender sender, CaseNotices notices) {
        this.door = door;
        this.drafts = drafts;
        this.villages = villages;
        this.sender = sender;
        this.notices = notices;
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
                place, phone, false, "", "", false, "", "", "", "", "", "", false, "", false, false, true, "", "");
    }

    private String where(int county, Drafts.Open open, Draft.Sending sending, Faults faults, Page page, Model model) {
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
                "next",
                page.day(days.nextOpen(Now.local(now).toLocalDate().plusDays(days.open(now) ? 0 : later(days, now)))));
        model.addAttribute("apart", apart(county, page));
        model.addAttribute("mails", notices.mails());
        return "cases/send";
    }

    /** Before opening on a working day the office opens today still; after closing it does not. */
    private static int later(org.onedoor.calendar.WorkingTime days, java.time.Instant now) {
        var local = Now.local(now);
        var spans = days.hours().spans();
        return spans.isEmpty() || local.toLocalTime().isBefore(spans.getLast().from()) ? 0 : 1;
    }

    private @Nullable Danger danger(int county, Draft draft) {
        return door.items(county)
                .danger(draft.words() + " " + String.join(" ", draft.answers().values()))
                .orElse(null);
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
            return door.person(
                    county, door.staffing(county).protectedPost(java.util.Set.of(), java.util.Set.of()), page);
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
        int county = door.submit();
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
        if (item.isPresent()
                && !item.get().questions().isEmpty()
                && !open.draft().help()) {
            return "redirect:/cases/new/check";
        }
        return sender.known(county, open).isEmpty()
                ? sent(county, open, null, page, request, response, model)
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
        if (sending.other()
                && !sending.forPhone().isEmpty()
                && Phones.normalise(sending.forPhone()).isEmpty()) {
            faults.add("forPhone", page.t("cases.file.phone"));
        }
        if (sending.other() && sending.forName().isEmpty()) {
            faults.add("forName", page.t("cases.send.for.name.missing"));
        }
        var telling = sending.telling();
        if (telling.by() == ToldBy.MAIL
                && !org.onedoor.notices.Recipient.Mail.fits(Objects.requireNonNullElse(telling.mail(), ""))) {
            faults.add("mail", page.t("cases.no.mail"));
        }
        if (telling.by() == ToldBy.CALL && sending.phone().isEmpty() && !sending.visit()) {
            faults.add("phone", page.t("cases.file.call-needs-phone"));
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

    /** Sends it, and shows the receipt or what is wrong. */
    String sent(
            int county,
            Drafts.Open open,
            Duplicates.@Nullable Same join,
            Page page,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model) {
        return switch (sender.file(county, open, join)) {
            case FilingOutcome.Filed _ -> {
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
}
