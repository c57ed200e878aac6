package org.onedoor.catalogue;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.onedoor.calendar.Limit;
import org.onedoor.regions.Level;
import org.springframework.core.io.ClassPathResource;
import org.springframework.stereotype.Component;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** Reads {@code items.yaml}. */
@Component
class DefaultItems {

    /** Group of everything that is no longer issued, and where such an item has no other. */
    private static final String CERTIFICATES = "certificates";

    private static final Limit AT_ONCE = Limit.hours(0);
    private static final UUID UNPUBLISHED = new UUID(0, 0);

    private final Map<String, Group> groups = new LinkedHashMap<>();
    private final Map<String, OfficeKind> offices = new LinkedHashMap<>();
    private final List<Item> items = new ArrayList<>();
    private final List<Danger> dangers = new ArrayList<>();

    DefaultItems() {
        this(new ClassPathResource("items.yaml", DefaultItems.class));
    }

    private DefaultItems(ClassPathResource file) {
        try (var reader = new InputStreamReader(file.getInputStream(), StandardCharsets.UTF_8)) {
            Map<String, List<Map<String, Object>>> all =
                    new Yaml(new SafeConstructor(new LoaderOptions())).load(reader);
            for (var each : all.getOrDefault("groups", List.of())) {
                var group = new Group(
                        text(each, "code"),
                        text(each, "name"),
                        maybe(each, "en"),
                        text(each, "icon"),
                        is(each, "tile"));
                groups.put(group.code(), group);
            }
            for (var each : all.getOrDefault("offices", List.of())) {
                var office = new OfficeKind(text(each, "code"), text(each, "name"), maybe(each, "en"));
                offices.put(office.code(), office);
            }
            for (var each : all.getOrDefault("items", List.of())) {
                items.add(item(each));
            }
            for (var each : all.getOrDefault("danger", List.of())) {
                for (var word : text(each, "words").split(" ")) {
                    dangers.add(new Danger(text(each, "number"), word));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Map<String, Group> groups() {
        return groups;
    }

    Map<String, OfficeKind> offices() {
        return offices;
    }

    /** Version 1 of each, not yet published in any county. */
    List<Item> items() {
        return items;
    }

    /** In the order in which they are looked up. */
    List<Danger> dangers() {
        return dangers;
    }

    private Item item(Map<String, Object> each) {
        var code = text(each, "code");
        var kind = each.containsKey("kind") ? Kind.valueOf(text(each, "kind")) : Kind.SERVICE;
        boolean issued = kind != Kind.NOT_ISSUED;
        var group = issued ? text(each, "group") : CERTIFICATES;
        var office = text(each, "office");
        if (!groups.containsKey(group) || !offices.containsKey(office)) {
            throw new IllegalStateException("Item " + code + " names an unknown group or office");
        }
        return new Item(
                UNPUBLISHED,
                code,
                1,
                group,
                text(each, "name"),
                maybe(each, "en"),
                kind,
                is(each, "public"),
                is(each, "protected"),
                issued ? limit(text(each, "promise")) : AT_ONCE,
                each.containsKey("safety") ? Urgency.valueOf(text(each, "safety")) : Urgency.ORDINARY,
                issued ? Level.valueOf(text(each, "level")) : Level.COUNTY,
                office,
                issued ? Integer.parseInt(text(each, "line")) : 1,
                questions(code, each),
                List.of(text(each, "words").split(" ")),
                texts(each, "needs"),
                text(each, "explain"),
                maybe(each, "explain_en"),
                is(each, "help"));
    }

    @SuppressWarnings("unchecked")
    private static List<Question> questions(String code, Map<String, Object> each) {
        var asked = (List<Map<String, Object>>) each.getOrDefault("ask", List.of());
        return asked.stream()
                .map(question -> new Question(
                        text(question, "key"),
                        text(question, "label"),
                        maybe(question, "en"),
                        Question.Type.valueOf(text(question, "type")),
                        is(question, "required"),
                        texts(question, "choices"),
                        question.containsKey("max") ? Integer.parseInt(text(question, "max")) : 60))
                .toList();
    }

    /** {@code 5 days}: working days; {@code 24 hours}. */
    static Limit limit(String written) {
        var parts = written.toLowerCase(Locale.ROOT).split(" ");
        int amount = Integer.parseInt(parts[0]);
        return switch (parts[1]) {
            case "days" -> Limit.workingDays(amount);
            case "hours" -> Limit.hours(amount);
            default -> throw new IllegalArgumentException("Not a limit: " + written);
        };
    }

    private static String text(Map<String, Object> each, String key) {
        var value = each.get(key);
        if (value == null) {
            throw new IllegalStateException("No " + key + " in " + each);
        }
        return value.toString();
    }

    private static @Nullable String maybe(Map<String, Object> each, String key) {
        var value = each.get(key);
        return value == null ? null : value.toString();
    }

    private static boolean is(Map<String, Object> each, String key) {
        return Boolean.TRUE.equals(each.get(key));
    }

    @SuppressWarnings("unchecked")
    private static List<String> texts(Map<String, Object> each, String key) {
        return ((List<Object>) each.getOrDefault(key, List.of()))
                .stream().map(Object::toString).toList();
    }
}
