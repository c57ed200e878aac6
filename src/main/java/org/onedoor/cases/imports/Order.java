package org.onedoor.cases.imports;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.onedoor.cases.RequestType;
import org.onedoor.frame.Now;
import org.onedoor.frame.RowFault;
import org.onedoor.regions.Place;
import org.onedoor.secrets.Phones;

/** One row read by a source's mapping: an order, or what is wrong with the row. */
sealed interface Order {

    /** Well filled in. */
    record Good(
            String number,
            String words,
            @Nullable String name,
            @Nullable String phone,
            Place place,
            @Nullable String address,
            String category,
            @Nullable RequestType type,
            @Nullable Instant deadline,
            boolean confidential,
            boolean withdrawn)
            implements Order {

        /** What it says, whatever the file's columns are called and however they are ordered. */
        String content() {
            return String.join(
                    "\u0001",
                    words,
                    String.valueOf(name),
                    String.valueOf(phone),
                    place.code(),
                    String.valueOf(address),
                    category,
                    String.valueOf(type),
                    String.valueOf(deadline),
                    String.valueOf(confidential),
                    String.valueOf(withdrawn));
        }
    }

    /** Wrong, where and how to put it right. */
    record Bad(RowFault fault) implements Order {}

    /** Reads {@code cells} by the columns' meaning; {@code within} is the place whose orders the importer may bring in. */
    static Order read(int row, List<String> cells, Map<OrderField, Integer> at, PlaceNames places, Place within) {
        var number = cell(cells, at, OrderField.NUMBER);
        if (number.isBlank() || number.length() > 60) {
            return bad(row, OrderField.NUMBER, "imports.fault.number", "imports.fault.number.fix");
        }
        var title = cell(cells, at, OrderField.TITLE);
        var text = cell(cells, at, OrderField.WORDS);
        var words = title.isBlank() || text.startsWith(title) ? text : title + "\n" + text;
        if (words.isBlank() || words.length() > 5000) {
            return bad(row, OrderField.WORDS, "imports.fault.words", "imports.fault.words.fix");
        }
        var named = cell(cells, at, OrderField.PLACE);
        var place = places.find(named);
        if (place.isEmpty()) {
            return bad(row, OrderField.PLACE, "imports.fault.place", "imports.fault.place.fix", shown(named));
        }
        if (!within.holds(place.get())) {
            return bad(row, OrderField.PLACE, "imports.fault.elsewhere", "imports.fault.elsewhere.fix", shown(named));
        }
        var phone = cell(cells, at, OrderField.PHONE);
        if (!phone.isBlank() && Phones.normalise(phone).isEmpty()) {
            return bad(row, OrderField.PHONE, "imports.fault.phone", "imports.fault.phone.fix", shown(phone));
        }
        var limit = cell(cells, at, OrderField.DEADLINE);
        var deadline = moment(limit);
        if (!limit.isBlank() && deadline.isEmpty()) {
            return bad(row, OrderField.DEADLINE, "imports.fault.deadline", "imports.fault.deadline.fix", shown(limit));
        }
        var confidential = yes(cell(cells, at, OrderField.CONFIDENTIAL));
        var name = cell(cells, at, OrderField.NAME);
        return new Good(
                number,
                words,
                name.isBlank() || confidential ? null : name,
                phone.isBlank() ? null : phone,
                place.get(),
                blank(cell(cells, at, OrderField.ADDRESS)),
                cell(cells, at, OrderField.CATEGORY),
                type(cell(cells, at, OrderField.TYPE)),
                deadline.orElse(null),
                confidential,
                cell(cells, at, OrderField.STATUS).matches(".*(撤|作废|取消).*"));
    }

    private static Bad bad(int row, OrderField field, String what, String fix, Object... args) {
        return new Bad(new RowFault(row, field.header(), what, fix, args));
    }

    /** A cell as a fault repeats it: faults are kept in plain text, and a shifted column may hold anything. */
    private static String shown(String cell) {
        var masked = cell.replaceAll("(?<=\\d{3})\\d", "*");
        return masked.length() > 12 ? masked.substring(0, 12) + "…" : masked;
    }

    private static String cell(List<String> cells, Map<OrderField, Integer> at, OrderField field) {
        var i = at.get(field);
        return i == null || i >= cells.size() ? "" : cells.get(i);
    }

    private static @Nullable String blank(String text) {
        return text.isBlank() ? null : text;
    }

    private static boolean yes(String cell) {
        return cell.matches("是|保密|Y|y|yes|true|1");
    }

    private static @Nullable RequestType type(String cell) {
        return switch (cell) {
            case "咨询" -> RequestType.QUESTION;
            case "求助" -> RequestType.HELP;
            case "投诉" -> RequestType.COMPLAINT;
            case "举报" -> RequestType.REPORT;
            case "建议" -> RequestType.SUGGESTION;
            case "表扬" -> RequestType.PRAISE;
            default -> null;
        };
    }

    /** {@code 2026-11-20}, {@code 2026/11/20 17:30} and the like; a day alone means its end. */
    static Optional<Instant> moment(String cell) {
        var text = cell.strip().replace('/', '-').replace('T', ' ');
        for (var pattern : List.of("yyyy-M-d H:m:s", "yyyy-M-d H:m")) {
            try {
                var at = LocalDateTime.parse(text, DateTimeFormatter.ofPattern(pattern));
                return Optional.of(at.atZone(Now.ZONE).toInstant());
            } catch (DateTimeParseException e) {
                // The next pattern.
            }
        }
        try {
            var day = LocalDate.parse(text, DateTimeFormatter.ofPattern("yyyy-M-d"));
            return Optional.of(day.atTime(LocalTime.MAX).atZone(Now.ZONE).toInstant());
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }
}
