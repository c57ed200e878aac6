package org.onedoor.cases.imports;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.onedoor.cases.By;
import org.onedoor.frame.Actor;
import org.onedoor.frame.Allowed;
import org.onedoor.frame.Csv;
import org.onedoor.frame.MenuEntry;
import org.onedoor.frame.NotHere;
import org.onedoor.frame.NotYours;
import org.onedoor.frame.Role;
import org.onedoor.frame.Scope;
import org.onedoor.organizations.Hat;
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
    private final Returns returns;
    private final ImportJob job;

    ImportPages(Imports imports, Returns returns, ImportJob job) {
        this.imports = imports;
        this.returns = returns;
        this.job = job;
    }

    @Bean
    static MenuEntry importsMenu() {
        return new MenuEntry("imports.menu", "/desk/imports", "upload", Role.STAFF, 60, false, actor -> hat(actor)
                .isPresent());
    }

    @GetMapping("/desk/imports")
    String list(@RequestParam(defaultValue = "") String nothing, Model model) {
        var by = by();
        model.addAttribute("batches", imports.newest(by));
        model.addAttribute(
                "standings",
                imports.sources(county(by)).stream()
                        .map(source -> returns.standing(by, source))
                        .toList());
        model.addAttribute("nothing", nothing);
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
    String upload(
            @RequestParam MultipartFile file,
            @RequestParam(defaultValue = "12345") String source,
            HttpServletResponse response,
            Model model)
            throws IOException {
        var by = by();
        var name = file.getOriginalFilename() == null ? "" : file.getOriginalFilename();
        var code = source.strip().toLowerCase(java.util.Locale.ROOT).replaceAll("[^a-z0-9-]", "-");
        try (var in = file.getInputStream()) {
            return switch (imports.check(county(by), code.length() < 2 ? "12345" : code, name, in, by)) {
                case Importing.Checked(var batch) -> "redirect:/desk/imports/" + batch;
                case Importing.Unmapped(var batch, var _) -> "redirect:/desk/imports/" + batch;
                case Importing.Unreadable(var fault) -> {
                    response.setStatus(400);
                    model.addAttribute("faults", List.of(fault));
                    yield list("", model);
                }
            };
        }
    }

    @GetMapping("/desk/imports/{batch}")
    String show(@PathVariable UUID batch, Model model) {
        var by = by();
        var file = imports.batch(by, batch);
        var columns = imports.mapping(county(by), file);
        model.addAttribute("batch", file);
        model.addAttribute("columns", columns);
        model.addAttribute(
                "unclear",
                Arrays.stream(OrderField.values()).anyMatch(field -> field.required() && !columns.containsKey(field)));
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
        var file = imports.batch(by, batch);
        var said = new HashMap<String, String>();
        for (int i = 0; i < Math.min(word.size(), item.size()); i++) {
            if (file.categories().containsKey(word.get(i))) {
                said.put(word.get(i), item.get(i));
            }
        }
        imports.mean(county(by), file.source(), said);
        return "redirect:/desk/imports/" + batch;
    }

    /** Which column is which: {@code column-PLACE=所属村社区}; empty for none. Kept for the source. */
    @PostMapping("/desk/imports/{batch}/columns")
    String columns(@PathVariable UUID batch, @RequestParam Map<String, String> given) {
        var by = by();
        var file = imports.batch(by, batch);
        var columns = new EnumMap<OrderField, String>(OrderField.class);
        for (var field : OrderField.values()) {
            var title = given.getOrDefault("column-" + field.name(), "");
            columns.put(field, file.header().contains(title) ? title : "");
        }
        imports.remap(county(by), batch, columns);
        return "redirect:/desk/imports/" + batch;
    }

    @PostMapping("/desk/imports/{batch}/start")
    String start(@PathVariable UUID batch) {
        var by = by();
        imports.batch(by, batch);
        if (imports.start(county(by), batch)) {
            job.begin(county(by), batch);
        }
        return "redirect:/desk/imports/" + batch;
    }

    /** Sends back what is new, in the source's own columns, and marks it as sent. */
    @PostMapping("/desk/imports/results/{source}")
    @Nullable
    String results(@PathVariable String source, HttpServletResponse response) {
        var by = by();
        try (var file = new ResultFile(source, returns.workbook(by, source), response)) {
            return returns.file(by, source, file) == 0 ? "redirect:/desk/imports?nothing=" + known(by, source) : null;
        }
    }

    /** A file that was sent back before, once more. */
    @GetMapping("/desk/imports/results/{source}/{at}")
    @Nullable
    String again(@PathVariable String source, @PathVariable long at, HttpServletResponse response) {
        var by = by();
        try (var file = new ResultFile(source, returns.workbook(by, source), response)) {
            if (returns.again(by, source, Instant.ofEpochMilli(at), file) == 0) {
                throw new NotHere();
            }
        }
        return null;
    }

    private String known(By.Staff by, String source) {
        return imports.sources(county(by)).stream()
                .filter(source::equals)
                .findFirst()
                .orElseThrow(NotHere::new);
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

    /** The dispatching or supervising post one acts under; of several the one that covers most. */
    static By.Staff by() {
        var actor = Actor.current();
        return hat(actor).map(hat -> new By.Staff(hat, actor.id())).orElseThrow(() -> new NotYours("imports.who"));
    }

    private static int width(Hat hat) {
        return hat.scope() instanceof Scope.Place place ? place.hi() - place.lo() : 0;
    }

    private static Optional<Hat> hat(Actor actor) {
        return actor instanceof StaffActor staff
                ? staff.hats().stream()
                        .filter(hat -> hat.post().kind() == PostKind.DISPATCHER
                                || hat.post().kind() == PostKind.SUPERVISOR)
                        .max(Comparator.comparingInt(ImportPages::width))
                : Optional.empty();
    }
}
