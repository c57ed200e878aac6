package org.onedoor.cases;

import jakarta.validation.ConstraintViolation;
import jakarta.validation.Validator;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Size;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.onedoor.frame.Faults;
import org.onedoor.frame.NotHere;
import org.onedoor.frame.Page;
import org.onedoor.regions.Level;
import org.onedoor.regions.Regions;
import org.springframework.stereotype.Component;

/** What was answered to the form of a step: the {@link Command} it makes, or what is badly filled in. */
@Component
class StepAnswers {

    /** What one picks and does not type. */
    private static final Set<String> CHOSEN = Set.of("how", "result");

    private final Validator validator;
    private final Regions regions;

    StepAnswers(Validator validator, Regions regions) {
        this.validator = validator;
        this.regions = regions;
    }

    /** What the answers make: a command, or what is badly filled in. */
    record Parsed(@Nullable Command command, Faults faults) {}

    /** @param photos ids of what was sent along and kept already */
    Parsed parse(Page page, Step step, CaseStore.Row row, Map<String, String> typed, List<UUID> photos) {
        var faults = Faults.none();
        Command command;
        try {
            command = command(step, row, typed, photos);
        } catch (Missing missing) {
            return new Parsed(
                    null, faults.add(missing.field, page.t("cases.fault.choose", label(page, missing.field))));
        }
        for (var violation : validator.validate(command)) {
            var path = violation.getPropertyPath().toString();
            var field = path.contains("[") ? path.substring(0, path.indexOf('[')) : path;
            faults.add(field, sentence(page, field, violation));
        }
        return new Parsed(command, faults);
    }

    private static String label(Page page, String field) {
        return page.t("cases.input." + field);
    }

    private static String sentence(Page page, String field, ConstraintViolation<Command> violation) {
        var label = label(page, field);
        return switch (violation.getConstraintDescriptor().getAnnotation()) {
            case Size size -> page.t("cases.fault.long", label, size.max());
            case Min min -> page.t("cases.fault.least", label, min.value());
            case Max max -> page.t("cases.fault.most", label, max.value());
            default ->
                CHOSEN.contains(field) ? page.t("cases.fault.choose", label) : page.t("cases.fault.empty", label);
        };
    }

    /** Something had to be chosen and was not. */
    private static final class Missing extends RuntimeException {
        private final String field;

        Missing(String field) {
            super(field, null, false, false);
            this.field = field;
        }
    }

    /** Of one step; the fields are those its form asks. */
    Command command(Step step, CaseStore.Row row, Map<String, String> typed, List<UUID> photos) {
        return switch (step) {
            case ACCEPT -> new Command.Accept();
            case DECLINE -> new Command.Decline(text(typed, "reason"), text(typed, "basis"), text(typed, "channel"));
            case DECIDE_LOOK -> new Command.DecideLook(flag(typed, "accepted"), text(typed, "why"));
            case ASSIGN -> new Command.Assign(id(typed, "to"), optional(typed, "why"));
            case TAKE -> new Command.Take();
            case TAKE_ON -> new Command.TakeOn();
            case CONTACT -> new Command.Contact(text(typed, "how"), optional(typed, "note"));
            case SEND_BACK -> new Command.SendBack(text(typed, "why"));
            case DECIDE_SEND_BACK -> new Command.DecideSendBack(flag(typed, "granted"), text(typed, "why"));
            case OFFER -> new Command.Offer(id(typed, "to"), text(typed, "why"));
            case ESCALATE -> new Command.Escalate(text(typed, "why"));
            case ACCEPT_OFFER -> new Command.AcceptOffer();
            case REFUSE_OFFER -> new Command.RefuseOffer(text(typed, "why"));
            case INVITE -> new Command.Invite(id(typed, "to"), text(typed, "why"));
            case ASK ->
                new Command.Ask(
                        text(typed, "missing")
                                .lines()
                                .map(String::strip)
                                .filter(line -> !line.isEmpty())
                                .toList(),
                        number(typed, "days"));
            case ALLOW_ASKING_AGAIN -> new Command.AllowAskingAgain(text(typed, "why"));
            case SUPPLY -> new Command.Supply(text(typed, "how"), optional(typed, "note"), photos);
            case ASK_EXTENSION -> new Command.AskExtension(number(typed, "days"), text(typed, "why"));
            case DECIDE_EXTENSION -> new Command.DecideExtension(flag(typed, "granted"), text(typed, "why"));
            case ANSWER ->
                new Command.Answer(
                        choice(typed, "outcome", Outcome.class), text(typed, "done"), optional(typed, "reason"));
            case CONFIRM -> new Command.Confirm(null);
            case OBJECT -> new Command.Disagree(text(typed, "why"), null);
            case RECHECK -> new Command.Recheck(text(typed, "result"), optional(typed, "note"));
            case RATE ->
                new Command.Rate(number(typed, "score"), optional(typed, "comment"), ticked(typed, "show"), null);
            case WITHDRAW -> new Command.Withdraw(text(typed, "why"), null);
            case MERGE -> new Command.Merge(id(typed, "other"));
            case CHANGE_ITEM ->
                new Command.ChangeItem(
                        id(typed, "item"), choice(typed, "type", RequestType.class), ticked(typed, "urgent"));
            case CORRECT_PLACE -> new Command.CorrectPlace(place(row, typed));
            case PROTECT -> new Command.Protect();
            case CHANGE_CONTACT -> new Command.ChangeContact(id(typed, "to"), text(typed, "why"));
            case NOTE -> new Command.Note(text(typed, "note"));
            case PRINT -> new Command.Print();
            case UNDO -> new Command.Undo();
            // Those that no member of staff takes have no form.
            default -> throw new NotHere();
        };
    }

    /** Chosen from the list, or named in words where only one place bears that name. */
    private UUID place(CaseStore.Row row, Map<String, String> typed) {
        var named = text(typed, "named");
        if (named.isEmpty()) {
            return id(typed, "place");
        }
        var tree = regions.tree(row.county());
        var found = tree.all(Level.VILLAGE).stream()
                .filter(place -> place.name().equals(named) || place.code().equals(named))
                .toList();
        if (found.size() != 1) {
            throw new Missing("named");
        }
        return found.getFirst().id();
    }

    private static String text(Map<String, String> typed, String field) {
        return typed.getOrDefault(field, "").strip();
    }

    private static @Nullable String optional(Map<String, String> typed, String field) {
        var text = text(typed, field);
        return text.isEmpty() ? null : text;
    }

    private static boolean flag(Map<String, String> typed, String field) {
        var text = text(typed, field);
        if (text.isEmpty()) {
            throw new Missing(field);
        }
        return text.equals("true");
    }

    private static boolean ticked(Map<String, String> typed, String field) {
        return text(typed, field).equals("true");
    }

    private static UUID id(Map<String, String> typed, String field) {
        try {
            return UUID.fromString(text(typed, field));
        } catch (IllegalArgumentException e) {
            throw new Missing(field);
        }
    }

    private static int number(Map<String, String> typed, String field) {
        try {
            return Integer.parseInt(text(typed, field));
        } catch (NumberFormatException e) {
            throw new Missing(field);
        }
    }

    private static <E extends Enum<E>> E choice(Map<String, String> typed, String field, Class<E> type) {
        try {
            return Enum.valueOf(type, text(typed, field));
        } catch (IllegalArgumentException e) {
            throw new Missing(field);
        }
    }

    /** Where a refusal's sentence stands: at the field it is about, else above the form. */
    static String field(String key) {
        return switch (key) {
            case "cases.no.reason" -> "reason";
            case "cases.no.message" -> "note";
            case "cases.no.wait-long", "cases.no.extension-long" -> "days";
            case "cases.no.not-village", "cases.no.nobody-there", "cases.no.other-place", "cases.no.same-owner" -> "to";
            case "cases.no.merge-gone", "cases.no.merge-personal" -> "number";
            case "cases.no.not-issued", "cases.no.use-protect" -> "item";
            case "cases.file.place" -> "place";
            default -> "";
        };
    }

    /** Every answer by its name, the last one where a name comes twice. */
    static Map<String, String> typed(Map<String, String[]> parameters) {
        var typed = new LinkedHashMap<String, String>();
        parameters.forEach((name, values) -> typed.put(name, values[values.length - 1]));
        return typed;
    }
}
