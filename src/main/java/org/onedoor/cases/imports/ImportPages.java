package org.onedoor.cases.imports;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.UUID;
import org.onedoor.cases.By;
import org.onedoor.frame.Actor;
import org.onedoor.frame.Allowed;
import org.onedoor.frame.Csv;
import org.onedoor.frame.MenuEntry;
import org.onedoor.frame.NotYours;
import org.onedoor.frame.Role;
import org.onedoor.organizations.PostKind;
import org.onedoor.organizations.StaffActor;
import org.springframework.context.annotation.Bean;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;

/** The desk's page for orders of other systems; for dispatchers and supervisors of a town or the county. */
@Controller
@Allowed(Role.STAFF)
class ImportPages {

    private final Imports imports;
    private final ImportJob job;

    ImportPages(Imports imports, ImportJob job) {
        this.imports = imports;
        this.job = job;
    }

    @Bean
    static MenuEntry importsMenu() {
        return new MenuEntry("imports.menu", "/desk/imports", "upload", Role.SUPERVISOR, 60, false);
    }

    @GetMapping("/desk/imports")
    String list(Model model) {
        var by = by();
        model.addAttribute("batches", imports.newest(county(by)));
        model.addAttribute("sources", imports.sources(county(by)));
        return "cases/imports/list";
    }

    @GetMapping("/desk/imports/template.csv")
    ResponseEntity<byte[]> template() {
        var header = Arrays.stream(OrderField.values()).map(OrderField::header).toList();
        var example = List.of(
                "20261120-0001",
                "路灯不亮",
                "北坡组第二盏路灯不亮三天了",
                "林某",
                "13800000000",
                "望溪村",
                "北坡组",
                "",
                "求助",
                "2026-11-27",
                "否",
                "");
        return csv("orders.csv", "\uFEFF" + Csv.line(header) + Csv.line(example));
    }

    @PostMapping("/desk/imports")
    String upload(@RequestParam MultipartFile file, @RequestParam(defaultValue = "12345") String source, Model model)
            throws IOException {
        var by = by();
        var name = file.getOriginalFilename() == null ? "" : file.getOriginalFilename();
        var code = source.strip().toLowerCase(java.util.Locale.ROOT).replaceAll("[^a-z0-9-]", "-");
        try (var in = file.getInputStream()) {
            return switch (imports.check(county(by), code.length() < 2 ? "12345" : code, name, in, by)) {
                case Importing.Checked(var batch) -> "redirect:/desk/imports/" + batch;
                case Importing.Unreadable(var fault) -> {
                    model.addAttribute("faults", List.of(fault));
                    yield list(model);
                }
            };
        }
    }

    @GetMapping("/desk/imports/{batch}")
    String show(@PathVariable UUID batch, Model model) {
        var by = by();
        var file = imports.batch(county(by), batch);
        model.addAttribute("batch", file);
        var meaning = imports.categories(county(by), file);
        model.addAttribute("categories", meaning.lines(file.categories()));
        model.addAttribute("choices", meaning.choices());
        model.addAttribute("faults", imports.faults(county(by), batch));
        return "cases/imports/show";
    }

    /** Keeps what the source's categories mean, for this file and every later one. */
    @PostMapping("/desk/imports/{batch}/categories")
    String mean(@PathVariable UUID batch, @RequestParam List<String> word, @RequestParam List<String> item) {
        var by = by();
        var file = imports.batch(county(by), batch);
        var said = new HashMap<String, String>();
        for (int i = 0; i < Math.min(word.size(), item.size()); i++) {
            if (file.categories().containsKey(word.get(i))) {
                said.put(word.get(i), item.get(i));
            }
        }
        imports.mean(county(by), file.source(), said);
        return "redirect:/desk/imports/" + batch;
    }

    @PostMapping("/desk/imports/{batch}/start")
    String start(@PathVariable UUID batch) {
        var by = by();
        imports.start(county(by), batch);
        job.begin(county(by), batch);
        return "redirect:/desk/imports/" + batch;
    }

    /** Sends back what is new, in the source's own columns, and marks it as sent. */
    @PostMapping("/desk/imports/results/{source}")
    ResponseEntity<byte[]> results(@PathVariable String source) {
        var by = by();
        return csv(source + "-results.csv", imports.file(county(by), source, by));
    }

    private static ResponseEntity<byte[]> csv(String name, String text) {
        return ResponseEntity.ok()
                .contentType(new MediaType("text", "csv", StandardCharsets.UTF_8))
                .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"" + name + "\"")
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .body(text.getBytes(StandardCharsets.UTF_8));
    }

    private static int county(By.Staff by) {
        return by.hat().scope().county();
    }

    /** The dispatching or supervising post one acts under. */
    static By.Staff by() {
        if (Actor.current() instanceof StaffActor staff) {
            for (var hat : staff.hats()) {
                if (hat.post().kind() == PostKind.DISPATCHER || hat.post().kind() == PostKind.SUPERVISOR) {
                    return new By.Staff(hat, staff.id());
                }
            }
        }
        throw new NotYours("imports.who");
    }
}
