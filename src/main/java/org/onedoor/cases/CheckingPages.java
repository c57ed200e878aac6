package org.onedoor.cases;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import org.onedoor.catalogue.Item;
import org.onedoor.files.Files;
import org.onedoor.frame.Allowed;
import org.onedoor.frame.Faults;
import org.onedoor.frame.Page;
import org.onedoor.frame.Role;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Between the second page and sending: what neighbours reported already, and the answers of an item once more. */
@Controller
@Allowed(Role.VISITOR)
class CheckingPages {

    private final ResidentDoor door;
    private final Drafts drafts;
    private final Sender sender;
    private final SendingPages sending;
    private final Files files;

    CheckingPages(ResidentDoor door, Drafts drafts, Sender sender, SendingPages sending, Files files) {
        this.door = door;
        this.drafts = drafts;
        this.sender = sender;
        this.sending = sending;
        this.files = files;
    }

    @GetMapping("/cases/new/same")
    String same(@ModelAttribute(name = "page", binding = false) Page page, HttpServletRequest request, Model model) {
        int county = door.enter();
        var open = drafts.unsent(county, request);
        if (open.isEmpty()) {
            return "redirect:/cases/receipt";
        }
        var known = sender.known(county, open.get());
        if (known.isEmpty()) {
            return "redirect:/cases/new/send";
        }
        return same(county, open.get(), known, Faults.none(), page, model);
    }

    private String same(
            int county, Drafts.Open open, List<Duplicates.Same> known, Faults faults, Page page, Model model) {
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
        int county = door.submit();
        var open =
                drafts.unsent(county, request).filter(one -> one.id().toString().equals(key));
        if (open.isEmpty()) {
            return "redirect:/cases/new/send";
        }
        var known = sender.known(county, open.get());
        var chosen =
                known.stream().filter(one -> one.id().toString().equals(with)).findFirst();
        if (chosen.isEmpty() && !with.equals("own")) {
            response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
            return same(county, open.get(), known, Faults.none().add("with", page.t("cases.same.choose")), page, model);
        }
        return sending.sent(county, open.get(), chosen.orElse(null), page, request, response, model);
    }

    @GetMapping("/cases/new/check")
    String check(@ModelAttribute(name = "page", binding = false) Page page, HttpServletRequest request, Model model) {
        int county = door.enter();
        var open = drafts.unsent(county, request);
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
        model.addAttribute(
                "village", page.name(village.get().name(), village.get().nameEn()));
        model.addAttribute("phone", draft.sending().phone());
        model.addAttribute("due", page.deadline(door.due(county, village.get(), item.get())));
        model.addAttribute(
                "photos",
                drafts.in(
                                county,
                                open.get().key(),
                                () -> files.of(county, open.get().id()))
                        .size());
        return "cases/check";
    }

    @PostMapping("/cases/new/check")
    String checked(
            @RequestParam(defaultValue = "") String key,
            @ModelAttribute(name = "page", binding = false) Page page,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model) {
        int county = door.submit();
        var open =
                drafts.unsent(county, request).filter(one -> one.id().toString().equals(key));
        if (open.isEmpty()) {
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
        return sender.known(county, open.get()).isEmpty()
                ? sending.sent(county, open.get(), null, page, request, response, model)
                : "redirect:/cases/new/same";
    }
}
