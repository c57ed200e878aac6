package org.onedoor.calendar;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.Month;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.onedoor.frame.Actor;
import org.onedoor.frame.Allowed;
import org.onedoor.frame.Faults;
import org.onedoor.frame.MenuEntry;
import org.onedoor.frame.NotHere;
import org.onedoor.frame.Now;
import org.onedoor.frame.Page;
import org.onedoor.frame.Role;
import org.onedoor.frame.Scope;
import org.onedoor.regions.Place;
import org.onedoor.regions.Regions;
import org.springframework.context.annotation.Bean;
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

/** The system administrator's pages of the calendar: a year at a glance, local days, opening hours, a new year. */
@Controller
@Allowed(Role.SYSTEM_ADMIN)
class CalendarPages {

    private static final int MOST_BYTES = 1_000_000;

    private final WorkingCalendar calendar;
    private final Regions regions;

    CalendarPages(WorkingCalendar calendar, Regions regions) {
        this.calendar = calendar;
        this.regions = regions;
    }

    /** A day on the sheet; {@code day} is null before the first and after the last of the month. */
    record Cell(
            @Nullable LocalDate day,
            boolean working,
            @Nullable Day special) {}

    /** A month on the sheet. */
    record Sheet(YearMonth month, int workingDays, List<List<Cell>> weeks) {}

    /** Days that follow one another under one name. */
    record Stretch(LocalDate from, LocalDate until, int days, String name, boolean off) {}

    /** A day of one place. */
    record LocalRow(Place place, String path, Day day, boolean past) {}

    /** What the form of a local day held. */
    record LocalForm(String code, String date, String name, String kind) {
        static final LocalForm EMPTY = new LocalForm("", "", "", "off");
    }

    /** What the form of opening hours held; {@code due} empty is 24:00. */
    record HoursForm(String due, String spans) {}

    @Bean
    static MenuEntry calendarMenu() {
        return new MenuEntry("calendar.menu", "/admin/calendar", "calendar", Role.SYSTEM_ADMIN, 830, true);
    }

    @GetMapping("/admin/calendar")
    String year(@RequestParam(defaultValue = "0") int year, @RequestParam(defaultValue = "") String done, Model model) {
        var book = calendar.book(county());
        int shown = WorkingTime.knows(LocalDate.of(Math.clamp(year, 1, 9999), 1, 1))
                ? year
                : Now.today().getYear();
        var years = new TreeSet<>(book.arranged());
        years.addAll(List.of(Now.today().getYear(), Now.today().getYear() + 1, shown));
        model.addAttribute("year", shown);
        model.addAttribute("years", List.copyOf(years));
        model.addAttribute("provisional", !book.arranged().contains(shown));
        model.addAttribute("months", months(book, shown));
        model.addAttribute("days", stretches(book.year(shown).values()));
        model.addAttribute("done", done);
        return "calendar/year";
    }

    @GetMapping("/admin/calendar/local")
    String askLocal(Model model) {
        return local(LocalForm.EMPTY, Faults.none(), model);
    }

    @PostMapping("/admin/calendar/local")
    String addLocal(
            @RequestParam(defaultValue = "") String code,
            @RequestParam(defaultValue = "") String date,
            @RequestParam(defaultValue = "") String name,
            @RequestParam(defaultValue = "off") String kind,
            @ModelAttribute(name = "page", binding = false) Page page,
            HttpServletResponse response,
            Model model) {
        var place = regions.tree(county()).byCode(code.strip()).filter(known -> !known.closed());
        var day = YearFile.date(date).filter(WorkingTime::knows);
        var faults = Faults.none();
        if (place.isEmpty()) {
            faults.add("code", page.t("calendar.why.place"));
        }
        if (day.isEmpty()) {
            faults.add("date", page.t("calendar.why.date"));
        } else if (day.get().isBefore(Now.today())) {
            faults.add("date", page.t("calendar.why.past"));
        }
        if (name.isBlank() || name.length() > 30) {
            faults.add("name", page.t("calendar.why.name"));
        }
        if (faults.any() || place.isEmpty() || day.isEmpty()) {
            response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
            return local(new LocalForm(code, date, name, kind), faults, model);
        }
        var special = new Day(day.get(), name.strip(), !"work".equals(kind));
        in(() -> calendar.overrideDay(place.get().id(), special));
        return "redirect:/admin/calendar/local";
    }

    @PostMapping("/admin/calendar/local/withdraw")
    String withdraw(@RequestParam UUID place, @RequestParam LocalDate day) {
        if (day.isBefore(Now.today())) {
            throw new NotHere();
        }
        in(() -> calendar.withdraw(place, day));
        return "redirect:/admin/calendar/local";
    }

    @GetMapping("/admin/calendar/hours")
    String askHours(Model model) {
        var hours = calendar.book(county()).hours();
        var form = new HoursForm(hours.due() == null ? "" : hours.due().toString(), CalendarStore.spans(hours));
        return hours(form, Faults.none(), model);
    }

    @PostMapping("/admin/calendar/hours")
    String setHours(
            @RequestParam(defaultValue = "") String due,
            @RequestParam(defaultValue = "") String spans,
            @ModelAttribute(name = "page", binding = false) Page page,
            HttpServletResponse response,
            Model model) {
        var faults = Faults.none();
        var opening = opening(due.strip(), spans, page, faults);
        if (opening.isEmpty()) {
            response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
            return hours(new HoursForm(due, spans), faults, model);
        }
        in(() -> calendar.open(opening.get()));
        return "redirect:/admin/calendar?done=hours";
    }

    @GetMapping("/admin/calendar/import")
    String askImport(Model model) {
        return imports(model, Faults.none());
    }

    @GetMapping("/admin/calendar/year.csv")
    ResponseEntity<byte[]> template(@RequestParam(defaultValue = "0") int year) {
        int asked = WorkingTime.knows(LocalDate.of(Math.clamp(year, 1, 9999), 1, 1))
                ? year
                : Now.today().getYear() + 1;
        var text = YearFile.template(calendar.book(county()).year(asked).values());
        return ResponseEntity.ok()
                .contentType(MediaType.parseMediaType("text/csv;charset=UTF-8"))
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.attachment()
                                .filename("calendar-" + asked + ".csv")
                                .build()
                                .toString())
                .body(text.getBytes(StandardCharsets.UTF_8));
    }

    @PostMapping("/admin/calendar/import")
    String importYear(
            @RequestParam MultipartFile file,
            @ModelAttribute(name = "page", binding = false) Page page,
            HttpServletResponse response,
            Model model)
            throws IOException {
        if (file.isEmpty() || file.getSize() > MOST_BYTES) {
            response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
            return imports(model, Faults.none().add("file", page.t("calendar.import.choose")));
        }
        var read = YearFile.read(file.getBytes());
        if (!read.faults().isEmpty()) {
            response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
            model.addAttribute("rows", read.faults());
            return imports(model, Faults.none());
        }
        in(() -> calendar.load(read.year(), read.days()));
        return "redirect:/admin/calendar?done=loaded&year=" + read.year();
    }

    private String local(LocalForm form, Faults faults, Model model) {
        var tree = regions.tree(county());
        model.addAttribute(
                "rows",
                calendar.book(county()).local().stream()
                        .flatMap(local -> tree.find(local.place()).stream()
                                .map(place -> new LocalRow(
                                        place,
                                        tree.path(place.id()),
                                        local.day(),
                                        local.day().day().isBefore(Now.today()))))
                        .toList());
        model.addAttribute("form", form);
        model.addAttribute("faults", faults);
        return "calendar/local";
    }

    private static String hours(HoursForm form, Faults faults, Model model) {
        model.addAttribute("form", form);
        model.addAttribute("faults", faults);
        return "calendar/hours";
    }

    private static String imports(Model model, Faults problems) {
        model.addAttribute("year", Now.today().getYear() + 1);
        model.addAttribute("problems", problems);
        return "calendar/import";
    }

    private static Optional<OpeningHours> opening(String due, String spans, Page page, Faults faults) {
        LocalTime end = null;
        if (!due.isEmpty() && !due.equals("24:00")) {
            try {
                end = CalendarStore.time(due);
            } catch (DateTimeException e) {
                faults.add("due", page.t("calendar.why.due"));
            }
        }
        try {
            var opening = new OpeningHours(end, CalendarStore.spans(spans));
            return faults.any() ? Optional.empty() : Optional.of(opening);
        } catch (DateTimeException | IllegalArgumentException e) {
            faults.add("spans", page.t("calendar.why.spans"));
            return Optional.empty();
        }
    }

    private static List<Sheet> months(CalendarBook book, int year) {
        var special = book.year(year);
        var sheets = new ArrayList<Sheet>();
        for (var month : Month.values()) {
            var of = YearMonth.of(year, month);
            var weeks = new ArrayList<List<Cell>>();
            var monday = of.atDay(1).with(java.time.temporal.TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
            for (var week = monday; !week.isAfter(of.atEndOfMonth()); week = week.plusWeeks(1)) {
                weeks.add(week.datesUntil(week.plusWeeks(1))
                        .map(day -> YearMonth.from(day).equals(of)
                                ? new Cell(day, book.usual().working(day), special.get(day))
                                : new Cell(null, false, null))
                        .toList());
            }
            sheets.add(new Sheet(of, book.usual().workingDays(of), weeks));
        }
        return sheets;
    }

    private static List<Stretch> stretches(Collection<Day> days) {
        var stretches = new ArrayList<Stretch>();
        for (var day : days) {
            var last = stretches.isEmpty() ? null : stretches.getLast();
            if (last != null
                    && last.until().plusDays(1).equals(day.day())
                    && last.name().equals(day.name())
                    && last.off() == day.off()) {
                stretches.removeLast();
                stretches.add(new Stretch(last.from(), day.day(), last.days() + 1, day.name(), day.off()));
            } else {
                stretches.add(new Stretch(day.day(), day.day(), 1, day.name(), day.off()));
            }
        }
        return stretches;
    }

    private static int county() {
        return Actor.current().county();
    }

    private static void in(Runnable work) {
        Scope.in(new Scope.County(county()), work);
    }
}
