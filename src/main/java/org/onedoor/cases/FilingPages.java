package org.onedoor.cases;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.onedoor.catalogue.Item;
import org.onedoor.files.Files;
import org.onedoor.files.ServedFile;
import org.onedoor.files.Storing;
import org.onedoor.frame.Allowed;
import org.onedoor.frame.Faults;
import org.onedoor.frame.NotHere;
import org.onedoor.frame.Page;
import org.onedoor.frame.Role;
import org.springframework.core.io.Resource;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;

/**
 * The first page of 说一说, 拍一拍 and 找人办, and the questions of an item, one a page. A GET writes nothing; what is posted
 * stands in the browser's draft.
 */
@Controller
@Allowed(Role.VISITOR)
class FilingPages {

    private static final int MAX_WORDS = 5000;

    /** What is attached to a draft: photo or recording. */
    record Kept(UUID id, boolean photo) {}

    private final ResidentDoor door;
    private final Drafts drafts;
    private final HomeVillage villages;
    private final Files files;

    FilingPages(ResidentDoor door, Drafts drafts, HomeVillage villages, Files files) {
        this.door = door;
        this.drafts = drafts;
        this.villages = villages;
        this.files = files;
    }

    @GetMapping("/cases/new")
    String ask(
            @RequestParam(required = false) @Nullable String how,
            @RequestParam(name = "item", required = false) @Nullable String code,
            @RequestParam(required = false) @Nullable String words,
            @ModelAttribute(name = "page", binding = false) Page page,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model) {
        int county = door.enter();
        villages.of(county, request, response);
        var item = item(county, code);
        if (item.isPresent() && !item.get().questions().isEmpty()) {
            return "redirect:/cases/new/question/1?item=" + item.get().code();
        }
        var open = drafts.unsent(county, request).filter(one -> fits(one.draft(), code));
        var draft = open.map(Drafts.Open::draft).orElseGet(() -> Draft.empty("say", code));
        if (how != null) {
            draft = draft.with(new Draft.Asking(how, draft.words(), draft.callAt()));
        }
        if (words != null && draft.words().isEmpty()) {
            draft = draft.with(new Draft.Asking(draft.how(), words, draft.callAt()));
        }
        return first(county, draft, open, Faults.none(), page, model);
    }

    /** After the questions of an item: anything to add? */
    @GetMapping("/cases/new/more")
    String more(@ModelAttribute(name = "page", binding = false) Page page, HttpServletRequest request, Model model) {
        int county = door.enter();
        var open = drafts.unsent(county, request);
        return open.isEmpty()
                ? "redirect:/cases/new"
                : first(county, open.get().draft(), open, Faults.none(), page, model);
    }

    private String first(int county, Draft draft, Optional<Drafts.Open> open, Faults faults, Page page, Model model) {
        var item = door.item(county, draft.item());
        model.addAttribute("draft", draft);
        model.addAttribute("started", open.isPresent());
        model.addAttribute("kept", open.map(one -> kept(county, one)).orElse(List.of()));
        model.addAttribute("faults", faults);
        model.addAttribute("item", item.orElse(null));
        model.addAttribute(
                "promise", item.map(one -> ResidentDoor.promise(one, page)).orElse(""));
        return "cases/say";
    }

    @PostMapping("/cases/new")
    String asked(
            Draft.Asking asking,
            @RequestParam(name = "item", required = false) @Nullable String code,
            @RequestParam(required = false) @Nullable List<MultipartFile> photos,
            @RequestParam(required = false) @Nullable List<MultipartFile> voice,
            @ModelAttribute(name = "page", binding = false) Page page,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model) {
        int county = door.submit();
        var item = item(county, code);
        var begun = drafts.begin(county, request, response, Draft.empty(asking.how(), code));
        var old = fits(begun.draft(), code) ? begun.draft() : Draft.empty(asking.how(), code);
        var open = new Drafts.Open(begun.key(), old.with(asking), null);
        var faults = Faults.none();
        drafts.in(county, open.key(), () -> {
            door.keep(county, open.id(), org.onedoor.files.Kind.PHOTO, some(photos), "photos", faults, page);
            return door.keep(county, open.id(), org.onedoor.files.Kind.VOICE, some(voice), "voice", faults, page);
        });
        drafts.save(county, open);
        if (asking.words().length() > MAX_WORDS) {
            faults.add("words", page.t("cases.file.too-long"));
        }
        if (asking.words().isEmpty()
                && asking.callAt().isEmpty()
                && item.isEmpty()
                && kept(county, open).isEmpty()) {
            faults.add("words", page.t("cases.file.empty"));
        }
        if (faults.any()) {
            response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
            return first(county, open.draft(), Optional.of(open), faults, page, model);
        }
        return "redirect:/cases/new/send";
    }

    /** One question of the item, with what was already answered. */
    @GetMapping("/cases/new/question/{n}")
    String question(
            @PathVariable int n,
            @RequestParam(name = "item", required = false) @Nullable String code,
            @ModelAttribute(name = "page", binding = false) Page page,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model) {
        int county = door.enter();
        villages.of(county, request, response);
        var open = drafts.unsent(county, request).filter(one -> fits(one.draft(), code));
        var draft = open.map(Drafts.Open::draft).orElseGet(() -> Draft.empty("say", code));
        var item = item(county, draft.item()).orElseThrow(NotHere::new);
        return question(county, item, n, draft, Faults.none(), page, request, model);
    }

    private String question(
            int county,
            Item item,
            int n,
            Draft draft,
            Faults faults,
            Page page,
            HttpServletRequest request,
            Model model) {
        if (n < 1 || n > item.questions().size()) {
            throw new NotHere();
        }
        var village = villages.last(county, request).orElseGet(() -> door.county(county));
        model.addAttribute("item", item);
        model.addAttribute("n", n);
        model.addAttribute("question", item.questions().get(n - 1));
        model.addAttribute("answer", draft.answer(item.questions().get(n - 1).key()));
        model.addAttribute("faults", faults);
        model.addAttribute("promise", ResidentDoor.promise(item, page));
        model.addAttribute("due", page.deadline(door.due(county, village, item)));
        return "cases/question";
    }

    @PostMapping("/cases/new/question/{n}")
    String answered(
            @PathVariable int n,
            @RequestParam(name = "item") String code,
            @RequestParam(defaultValue = "") String answer,
            @RequestParam(defaultValue = "next") String go,
            @ModelAttribute(name = "page", binding = false) Page page,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model) {
        int county = door.submit();
        var item = item(county, code).orElseThrow(NotHere::new);
        if (n < 1 || n > item.questions().size()) {
            throw new NotHere();
        }
        var begun = drafts.begin(county, request, response, Draft.empty("say", code));
        var old = fits(begun.draft(), code) ? begun.draft() : Draft.empty("say", code);
        var question = item.questions().get(n - 1);
        // "none" is a radio's way of saying: I cannot tell.
        var help = go.equals("help") || answer.equals("?");
        var draft = old.answered(question.key(), answer.equals("?") ? "" : answer.strip(), help);
        drafts.save(county, new Drafts.Open(begun.key(), draft, null));
        if (help) {
            return "redirect:/cases/new/send";
        }
        if (go.equals("later")) {
            return "redirect:/?kept";
        }
        var fault = Answers.fault(question, draft.answer(question.key()));
        if (fault != null) {
            response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
            return question(
                    county,
                    item,
                    n,
                    draft,
                    Faults.none().add("answer", page.t(fault, question.maxLength())),
                    page,
                    request,
                    model);
        }
        if (go.equals("check")) {
            return "redirect:/cases/new/check";
        }
        return n < item.questions().size() ? "redirect:/cases/new/question/" + (n + 1) : "redirect:/cases/new/more";
    }

    /** A photo or recording of this browser's own draft. */
    @GetMapping("/cases/new/file/{file}")
    ResponseEntity<Resource> file(@PathVariable UUID file, HttpServletRequest request) {
        int county = door.enter();
        var open = drafts.unsent(county, request).orElseThrow(NotHere::new);
        var served = drafts.in(county, open.key(), () -> files.open(county, file));
        if (!served.owner().equals(open.id())) {
            throw new NotHere();
        }
        return ServedFile.answer(served);
    }

    @PostMapping("/cases/new/drop")
    String drop(@RequestParam UUID file, HttpServletRequest request) {
        int county = door.enter();
        drafts.unsent(county, request)
                .ifPresent(open -> drafts.in(county, open.key(), () -> {
                    if (files.of(county, open.id()).stream()
                            .anyMatch(one -> one.id().id().equals(file))) {
                        files.delete(county, file);
                    }
                    return file;
                }));
        return "redirect:/cases/new";
    }

    /** 清除: for a device that others use too. */
    @PostMapping("/cases/new/clear")
    String clear(HttpServletRequest request, HttpServletResponse response) {
        int county = door.enter();
        drafts.clear(county, request, response);
        villages.forget(request, response);
        return "redirect:/?cleared";
    }

    private List<Kept> kept(int county, Drafts.Open open) {
        return drafts.in(county, open.key(), () -> files.of(county, open.id())).stream()
                .map(FilingPages::kept)
                .toList();
    }

    private static Kept kept(Storing.Stored stored) {
        return new Kept(stored.id().id(), stored.mediaType().startsWith("image/"));
    }

    private Optional<Item> item(int county, @Nullable String code) {
        if (code == null || code.isEmpty()) {
            return Optional.empty();
        }
        var item = door.item(county, code).orElseThrow(NotHere::new);
        if (item.kind() == org.onedoor.catalogue.Kind.NOT_ISSUED) {
            throw new NotHere();
        }
        return Optional.of(item);
    }

    /** A draft of another item is not gone on with. */
    private static boolean fits(Draft draft, @Nullable String code) {
        return code == null || code.isEmpty() || code.equals(draft.item());
    }

    private static List<MultipartFile> some(@Nullable List<MultipartFile> files) {
        return files == null ? List.of() : new ArrayList<>(files);
    }
}
