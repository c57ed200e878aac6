package org.onedoor.regions;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import java.util.function.Supplier;
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
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;

/** Places by CSV and outlines by GeoJSON: template first, faulty rows named, good rows may go in alone. */
@Controller
@Allowed(Role.SYSTEM_ADMIN)
class RegionImportPages {

    /** Larger files of outlines come from drawings with needless detail; split or simplified they go in. */
    static final int MOST_BYTES = 10_000_000;

    private static final Taken NONE = new Taken(-1, 0, 0, 0);

    private final Regions regions;
    private final RegionImport imports;

    RegionImportPages(Regions regions, RegionImport imports) {
        this.regions = regions;
        this.imports = imports;
    }

    @GetMapping("/admin/regions/import")
    String askPlaces(
            @RequestParam(defaultValue = "-1") int added,
            @RequestParam(defaultValue = "0") int amended,
            @RequestParam(defaultValue = "0") int same,
            @RequestParam(defaultValue = "0") int refused,
            Model model) {
        return page(model, "regions/import", new Taken(added, amended, same, refused), Faults.none());
    }

    @GetMapping("/admin/regions/places.csv")
    ResponseEntity<byte[]> placeTemplate() {
        return file("places.csv", "text/csv;charset=UTF-8", PlaceFile.template(regions.tree(RegionPages.county())));
    }

    @PostMapping("/admin/regions/import")
    String places(
            @RequestParam MultipartFile file,
            @ModelAttribute(name = "page", binding = false) Page page,
            HttpServletResponse response,
            Model model)
            throws IOException {
        return bring(file, page, response, model, "import", imports::places);
    }

    @PostMapping("/admin/regions/import/{upload}")
    String goodPlaces(
            @PathVariable UUID upload,
            @ModelAttribute(name = "page", binding = false) Page page,
            HttpServletResponse response,
            Model model) {
        return answer(page, response, model, "import", () -> imports.goodPlaces(upload));
    }

    @GetMapping("/admin/regions/outlines")
    String askOutlines(
            @RequestParam(defaultValue = "-1") int added,
            @RequestParam(defaultValue = "0") int amended,
            @RequestParam(defaultValue = "0") int same,
            @RequestParam(defaultValue = "0") int refused,
            Model model) {
        return page(model, "regions/outlines", new Taken(added, amended, same, refused), Faults.none());
    }

    @GetMapping("/admin/regions/outlines.geojson")
    ResponseEntity<byte[]> outlineTemplate() {
        return file(
                "outlines.geojson", "application/geo+json", OutlineFile.template(regions.tree(RegionPages.county())));
    }

    @PostMapping("/admin/regions/outlines")
    String outlines(
            @RequestParam MultipartFile file,
            @ModelAttribute(name = "page", binding = false) Page page,
            HttpServletResponse response,
            Model model)
            throws IOException {
        return bring(file, page, response, model, "outlines", imports::outlines);
    }

    @PostMapping("/admin/regions/outlines/{upload}")
    String goodOutlines(
            @PathVariable UUID upload,
            @ModelAttribute(name = "page", binding = false) Page page,
            HttpServletResponse response,
            Model model) {
        return answer(page, response, model, "outlines", () -> imports.goodOutlines(upload));
    }

    private String bring(
            MultipartFile file,
            Page page,
            HttpServletResponse response,
            Model model,
            String what,
            java.util.function.Function<byte[], Importing> take)
            throws IOException {
        if (file.isEmpty() || file.getSize() > MOST_BYTES) {
            response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
            var sentence = page.t(file.isEmpty() ? "regions.import.choose" : "regions.import.large");
            return page(model, "regions/" + what, NONE, Faults.none().add("file", sentence));
        }
        var content = file.getBytes();
        return answer(page, response, model, what, () -> take.apply(content));
    }

    private String answer(Page page, HttpServletResponse response, Model model, String what, Supplier<Importing> take) {
        return switch (RegionPages.in(take)) {
            case Importing.Done(var taken) ->
                "redirect:/admin/regions/" + what + "?added=" + taken.added() + "&amended=" + taken.amended() + "&same="
                        + taken.same() + "&refused=" + taken.refused();
            case Importing.Faulty faulty -> {
                response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
                model.addAttribute("faulty", faulty);
                yield page(model, "regions/" + what, NONE, Faults.none());
            }
            case Importing.Gone _ -> {
                response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
                yield page(model, "regions/" + what, NONE, Faults.none().add("file", page.t("regions.import.gone")));
            }
        };
    }

    private static String page(Model model, String view, Taken taken, Faults problems) {
        model.addAttribute("taken", taken);
        model.addAttribute("problems", problems);
        return view;
    }

    private static ResponseEntity<byte[]> file(String name, String type, String text) {
        return ResponseEntity.ok()
                .contentType(MediaType.parseMediaType(type))
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.attachment().filename(name).build().toString())
                .body(text.getBytes(StandardCharsets.UTF_8));
    }
}
