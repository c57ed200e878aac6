package org.onedoor.organizations;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.onedoor.frame.Allowed;
import org.onedoor.frame.Faults;
import org.onedoor.frame.Page;
import org.onedoor.frame.Role;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;

/** Posts by CSV: template first, faulty rows named, good rows may go in alone. */
@Controller
@Allowed(Role.SYSTEM_ADMIN)
class RosterImportPages {

    private static final int MOST_BYTES = 10_000_000;

    private final RosterImport imports;

    RosterImportPages(RosterImport imports) {
        this.imports = imports;
    }

    @GetMapping("/admin/organizations/import")
    String ask(Model model) {
        return page(model, null, Faults.none());
    }

    @GetMapping("/admin/organizations/posts.csv")
    ResponseEntity<byte[]> template() {
        return ResponseEntity.ok()
                .contentType(MediaType.parseMediaType("text/csv;charset=UTF-8"))
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.attachment()
                                .filename("posts.csv")
                                .build()
                                .toString())
                .body(RosterFile.template().getBytes(StandardCharsets.UTF_8));
    }

    @PostMapping("/admin/organizations/import")
    String take(
            @RequestParam MultipartFile file,
            @RequestParam(defaultValue = "false") boolean skip,
            @ModelAttribute(name = "page", binding = false) Page page,
            HttpServletResponse response,
            Model model)
            throws IOException {
        if (file.isEmpty() || file.getSize() > MOST_BYTES) {
            response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
            var sentence = page.t(file.isEmpty() ? "organizations.import.choose" : "organizations.import.large");
            return page(model, null, Faults.none().add("file", sentence));
        }
        var content = file.getBytes();
        var outcome = OrganizationPages.in(() -> imports.take(OrganizationPages.county(), content, skip));
        if (!outcome.faults().isEmpty() && !skip) {
            response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
        }
        return page(model, outcome, Faults.none());
    }

    private static String page(
            Model model, RosterImport.@org.jspecify.annotations.Nullable Outcome outcome, Faults problems) {
        model.addAttribute("outcome", outcome);
        model.addAttribute("problems", problems);
        return "organizations/import";
    }
}
