package org.onedoor.audit;

import java.time.Instant;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.onedoor.frame.Actor;
import org.onedoor.frame.Allowed;
import org.onedoor.frame.Cursors;
import org.onedoor.frame.MenuEntry;
import org.onedoor.frame.Now;
import org.onedoor.frame.Page;
import org.onedoor.frame.Role;
import org.onedoor.frame.Scope;
import org.onedoor.frame.Texts;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.format.annotation.DateTimeFormat;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.util.UriComponentsBuilder;

/** 审计页 · The auditor searches what was done and checks the chain; nothing here changes anything. */
@Controller
@Allowed(Role.AUDIT_ADMIN)
class AuditPages {

    /** A row as it is read: names instead of ids where they are known. */
    record Line(AuditSearch.Row row, String who, String what) {}

    /** What stands in the search form. */
    record Asked(
            String who,
            String action,
            String subject,
            @Nullable LocalDate from,
            @Nullable LocalDate to) {

        String filter() {
            return String.join("|", who, action, subject, String.valueOf(from), String.valueOf(to));
        }

        boolean nothing() {
            return who.isEmpty() && action.isEmpty() && subject.isEmpty() && from == null && to == null;
        }
    }

    private final Audit audit;
    private final SealingJob job;
    private final Cursors cursors;
    private final Texts texts;
    private final ObjectProvider<ActorNames> names;

    AuditPages(Audit audit, SealingJob job, Cursors cursors, Texts texts, ObjectProvider<ActorNames> names) {
        this.audit = audit;
        this.job = job;
        this.cursors = cursors;
        this.texts = texts;
        this.names = names;
    }

    @GetMapping("/admin/audit")
    String entries(
            @RequestParam(defaultValue = "") String who,
            @RequestParam(defaultValue = "") String action,
            @RequestParam(defaultValue = "") String subject,
            @RequestParam @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) @Nullable LocalDate from,
            @RequestParam @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) @Nullable LocalDate to,
            @RequestParam @Nullable String after,
            @ModelAttribute("page") Page page,
            Model model) {
        var asked = new Asked(who.strip(), action.strip(), subject.strip(), from, to);
        int county = Actor.current().county();
        var rows = in(county, () -> find(county, asked, after));
        var shown = rows.subList(0, Math.min(rows.size(), AuditSearch.PAGE));
        model.addAttribute("asked", asked);
        model.addAttribute("lines", in(county, () -> lines(county, shown, page)));
        model.addAttribute("next", rows.size() > shown.size() ? next(asked, shown.getLast(), page) : "");
        model.addAttribute("first", after == null ? "" : address(asked, page).toUriString());
        model.addAttribute("late", job.age().compareTo(UnsealedHealth.ALARM) > 0);
        return "audit/list";
    }

    @PostMapping("/admin/audit/verify")
    String verify(Model model) {
        model.addAttribute("verdict", audit.verify(Actor.current().county()));
        return "audit/verified";
    }

    @Bean
    static MenuEntry auditMenu() {
        return new MenuEntry("audit.menu", "/admin/audit", "clipboard", Role.AUDIT_ADMIN, 870, true);
    }

    private List<AuditSearch.Row> find(int county, Asked asked, @Nullable String after) {
        var record = uuid(asked.subject());
        if (!asked.subject().isEmpty() && record.isEmpty()) {
            return List.of();
        }
        var from = asked.from() == null
                ? Instant.EPOCH
                : asked.from().atStartOfDay(Now.ZONE).toInstant();
        var to = (asked.to() == null ? Now.today().plusYears(1) : asked.to().plusDays(1))
                .atStartOfDay(Now.ZONE)
                .toInstant();
        var position = cursors.read(after, asked.filter());
        return audit.find(
                new AuditSearch.Wanted(
                        county, actors(county, asked.who()), asked.action(), record.orElse(null), from, to),
                position == null ? null : position.at(),
                position == null ? null : position.id());
    }

    /** Null for everybody; the id itself, or everybody of that name. */
    private @Nullable List<UUID> actors(int county, String who) {
        if (who.isEmpty()) {
            return null;
        }
        return uuid(who).map(List::of).orElseGet(() -> names.orderedStream()
                .flatMap(source -> source.find(county, who).stream())
                .toList());
    }

    private List<Line> lines(int county, List<AuditSearch.Row> rows, Page page) {
        var ids = rows.stream().map(AuditSearch.Row::actor).collect(Collectors.toSet());
        Map<UUID, String> known = new LinkedHashMap<>();
        names.orderedStream().forEach(source -> known.putAll(source.names(county, ids)));
        return rows.stream()
                .map(row -> new Line(row, who(row.actor(), known, page), what(row.action(), page)))
                .toList();
    }

    private static String who(UUID actor, Map<UUID, String> known, Page page) {
        if (actor.equals(Actor.NOBODY)) {
            return page.t("audit.visitor");
        }
        return known.getOrDefault(actor, actor.toString());
    }

    /** A room that has a text under the action's own name tells the auditor in words. */
    private String what(String action, Page page) {
        return texts.has(action) ? texts.text(page.language(), action) : action;
    }

    private String next(Asked asked, AuditSearch.Row last, Page page) {
        return address(asked, page)
                .queryParam("after", cursors.after(last.at(), last.id(), asked.filter()))
                .encode()
                .toUriString();
    }

    private static UriComponentsBuilder address(Asked asked, Page page) {
        var address = UriComponentsBuilder.fromPath(page.at("/admin/audit"));
        Stream.of(
                        Map.entry("who", asked.who()),
                        Map.entry("action", asked.action()),
                        Map.entry("subject", asked.subject()),
                        Map.entry(
                                "from", asked.from() == null ? "" : asked.from().toString()),
                        Map.entry("to", asked.to() == null ? "" : asked.to().toString()))
                .filter(field -> !field.getValue().isEmpty())
                .forEach(field -> address.queryParam(field.getKey(), field.getValue()));
        return address;
    }

    private static Optional<UUID> uuid(String text) {
        try {
            return text.length() == 36 ? Optional.of(UUID.fromString(text)) : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static <T> T in(int county, Supplier<T> read) {
        return Scope.in(new Scope.County(county), read);
    }
}
