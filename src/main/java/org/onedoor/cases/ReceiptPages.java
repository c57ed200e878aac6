package org.onedoor.cases;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Optional;
import java.util.UUID;
import org.onedoor.accounts.CodeChecked;
import org.onedoor.accounts.CodeSent;
import org.onedoor.accounts.Residents;
import org.onedoor.audit.Origin;
import org.onedoor.frame.Allowed;
import org.onedoor.frame.Faults;
import org.onedoor.frame.Page;
import org.onedoor.frame.Role;
import org.onedoor.frame.Scope;
import org.onedoor.frame.TooOften;
import org.onedoor.secrets.Phones;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/**
 * What the resident gets the moment she sent. The answer code stands here only: on the screen of the browser that filed, for
 * a day, and on the tear-off part it prints; never for staff, and not when it was filed for somebody else, whose code it is.
 */
@Controller
@Allowed(Role.VISITOR)
class ReceiptPages {

    private final ResidentDoor door;
    private final Drafts drafts;
    private final CaseReading reading;
    private final Tracking tracking;
    private final Keys keys;
    private final Residents residents;

    ReceiptPages(
            ResidentDoor door, Drafts drafts, CaseReading reading, Tracking tracking, Keys keys, Residents residents) {
        this.door = door;
        this.drafts = drafts;
        this.reading = reading;
        this.tracking = tracking;
        this.keys = keys;
        this.residents = residents;
    }

    @GetMapping("/cases/receipt")
    String receipt(@ModelAttribute(name = "page", binding = false) Page page, HttpServletRequest request, Model model) {
        return show("cases/receipt", Faults.none(), page, request, model);
    }

    /** For paper: receipt above, answer code below the line where it is torn off. */
    @GetMapping("/cases/receipt/print")
    String print(@ModelAttribute(name = "page", binding = false) Page page, HttpServletRequest request, Model model) {
        return show("cases/print", Faults.none(), page, request, model);
    }

    private String show(String template, Faults faults, Page page, HttpServletRequest request, Model model) {
        int county = door.enter();
        var longId = filed(county, request);
        if (longId.isEmpty()) {
            return "redirect:/";
        }
        var opened = tracking.open(county, longId.get(), false);
        var told = opened.row().told();
        var phone = opened.whom() == null
                ? tracking.phone(county, longId.get(), opened.row().id())
                : Optional.<String>empty();
        model.addAttribute("opened", opened);
        model.addAttribute("item", door.items(county).get(told.item()));
        model.addAttribute("contact", door.person(county, door.staffing(county).post(told.contact()), page));
        model.addAttribute("link", ResidentDoor.link(request, longId.get()));
        model.addAttribute(
                "code",
                opened.whom() == null
                        ? keys.answerCode(
                                county, opened.row().id(), opened.row().codeIssue())
                        : "");
        model.addAttribute("phone", phone.map(Phones::masked).orElse(""));
        model.addAttribute("confirmed", opened.row().submitter() != null);
        model.addAttribute("faults", faults);
        return template;
    }

    /** The long id of what this browser sent last. */
    private Optional<String> filed(int county, HttpServletRequest request) {
        return drafts.open(county, request)
                .flatMap(open -> Optional.ofNullable(open.matter()))
                .map(matter -> keys.longId(county, matter));
    }

    /** What this browser sent last, and the phone given with it. */
    private record Called(String longId, UUID id, String phone) {
        Scope scope(int county) {
            return new Scope.Receipt(county, Keys.hash(longId));
        }
    }

    private Optional<Called> called(int county, HttpServletRequest request) {
        return filed(county, request).flatMap(longId -> {
            var id = reading.byReceipt(county, longId).id();
            return tracking.phone(county, longId, id).map(phone -> new Called(longId, id, phone));
        });
    }

    /** Sends a code to the phone given at filing, so that its holder finds the case by phone later. */
    @PostMapping("/cases/receipt/phone")
    String sendCode(HttpServletRequest request) {
        int county = door.submit();
        var called = called(county, request);
        if (called.isEmpty()) {
            return "redirect:/cases/receipt";
        }
        var sent = Scope.in(
                called.get().scope(county),
                () -> residents.sendCode(county, called.get().phone(), Origin.ip() == null ? "" : Origin.ip()));
        return switch (sent) {
            case CodeSent.Done _ -> "redirect:/cases/receipt?code";
            case CodeSent.TooMany(var wait) -> throw new TooOften(wait);
        };
    }

    @PostMapping("/cases/receipt/code")
    String checkCode(
            @RequestParam(defaultValue = "") String sms,
            @ModelAttribute(name = "page", binding = false) Page page,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model) {
        int county = door.submit();
        var called = called(county, request);
        if (called.isEmpty()) {
            return "redirect:/cases/receipt";
        }
        var checked = Scope.in(
                called.get().scope(county),
                () -> residents.checkCode(county, called.get().phone(), sms.strip()));
        return switch (checked) {
            case CodeChecked.Right(var person) -> {
                tracking.confirmed(county, called.get().longId(), called.get().id(), person);
                yield "redirect:/cases/receipt?confirmed";
            }
            case CodeChecked.Wrong _ -> {
                response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
                yield show(
                        "cases/receipt",
                        Faults.none().add("sms", page.t("cases.receipt.sms.wrong")),
                        page,
                        request,
                        model);
            }
        };
    }
}
