package org.onedoor.catalogue;

import static java.lang.Boolean.TRUE;

import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.onedoor.calendar.Limit;
import org.onedoor.frame.Faults;
import org.onedoor.frame.Page;
import org.onedoor.regions.Level;
import org.springframework.http.HttpStatus;
import org.springframework.web.server.ResponseStatusException;

/** What an administrator typed about an item, as typed. */
record ItemForm(
        String code,
        String kind,
        String group,
        String name,
        String nameEn,
        String amount,
        String unit,
        String safety,
        String authority,
        String office,
        String line,
        @Nullable Boolean publicMatter,
        @Nullable Boolean protectedPath,
        @Nullable Boolean help,
        @Nullable Boolean retired,
        String explain,
        String explainEn,
        String keywords,
        String materials,
        String questions,
        String from) {

    /** A field that is not sent is empty. */
    ItemForm {
        code = sent(code);
        kind = sent(kind);
        group = sent(group);
        name = sent(name);
        nameEn = sent(nameEn);
        amount = sent(amount);
        unit = sent(unit);
        safety = sent(safety);
        authority = sent(authority);
        office = sent(office);
        line = sent(line);
        explain = sent(explain);
        explainEn = sent(explainEn);
        keywords = sent(keywords);
        materials = sent(materials);
        questions = sent(questions);
        from = sent(from);
    }

    private static String sent(@Nullable String field) {
        return field == null ? "" : field;
    }

    static ItemForm empty(LocalDate from) {
        return new ItemForm(
                "",
                "SERVICE",
                "other",
                "",
                "",
                "5",
                "WORKING_DAYS",
                "ORDINARY",
                "TOWN",
                "general",
                "4",
                false,
                false,
                false,
                false,
                "",
                "",
                "",
                "",
                "",
                from.toString());
    }

    static ItemForm of(Item item, LocalDate from, boolean retired) {
        return new ItemForm(
                item.code(),
                item.kind().name(),
                item.group(),
                item.name(),
                item.nameEn() == null ? "" : item.nameEn(),
                Integer.toString(item.promise().amount()),
                item.promise().unit().name(),
                item.safety().name(),
                item.authority().name(),
                item.officeKind(),
                Integer.toString(item.line()),
                item.publicMatter(),
                item.protectedPath(),
                item.help(),
                retired,
                item.explain(),
                item.explainEn() == null ? "" : item.explainEn(),
                String.join(" ", item.keywords()),
                String.join("\n", item.materials()),
                QuestionLines.write(item.questions()),
                from.toString());
    }

    boolean issued() {
        return !kind.equals(Kind.NOT_ISSUED.name());
    }

    Faults faults(Page page) {
        var faults = Faults.none();
        if (!code.matches("[a-z0-9-]{2,40}")) {
            faults.add("code", page.t("catalogue.edit.need.code"));
        }
        if (name.isBlank() || name.strip().length() > 40) {
            faults.add("name", page.t("catalogue.edit.need.name"));
        }
        if (issued() && (!amount.matches("[0-9]{1,3}") || number(amount) < 1 || number(amount) > 365)) {
            faults.add("amount", page.t("catalogue.edit.need.amount"));
        }
        if (explain.isBlank() || explain.strip().length() > 300) {
            faults.add("explain", page.t("catalogue.edit.need.explain"));
        }
        try {
            QuestionLines.read(questions);
        } catch (QuestionLines.Unreadable e) {
            faults.add("questions", page.t("catalogue.edit.need.questions", e.line()));
        }
        try {
            LocalDate.parse(from);
        } catch (DateTimeParseException e) {
            faults.add("from", page.t("catalogue.edit.need.from"));
        }
        return faults;
    }

    /** Only when there are no faults. */
    PublishItem wish(int county, UUID by) {
        return new PublishItem(
                county,
                code,
                group,
                name.strip(),
                blankToNull(nameEn),
                choice(Kind.class, kind),
                TRUE.equals(publicMatter),
                TRUE.equals(protectedPath),
                new Limit(issued() ? number(amount) : 0, choice(Limit.Unit.class, unit)),
                choice(Urgency.class, safety),
                choice(Level.class, authority),
                office,
                line.matches("[1-5]") ? number(line) : refuse(),
                QuestionLines.read(questions),
                words(keywords, "[\\s、，,]+"),
                words(materials, "\\R+"),
                explain.strip(),
                blankToNull(explainEn),
                TRUE.equals(help),
                LocalDate.parse(from),
                TRUE.equals(retired),
                by);
    }

    /** What the form's own lists do not offer was not sent by the form. */
    private static <E extends Enum<E>> E choice(Class<E> type, String text) {
        return Arrays.stream(type.getEnumConstants())
                .filter(value -> value.name().equals(text))
                .findFirst()
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.BAD_REQUEST));
    }

    private static int refuse() {
        throw new ResponseStatusException(HttpStatus.BAD_REQUEST);
    }

    private static int number(String text) {
        return Integer.parseInt(text);
    }

    private static List<String> words(String text, String separator) {
        return Arrays.stream(text.split(separator))
                .map(String::strip)
                .filter(word -> !word.isEmpty())
                .distinct()
                .toList();
    }

    private static @Nullable String blankToNull(String text) {
        return text.isBlank() ? null : text.strip();
    }
}
