package org.onedoor.cases;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.onedoor.catalogue.Catalogue;
import org.onedoor.catalogue.Item;
import org.onedoor.frame.Page;
import org.onedoor.organizations.Hat;
import org.springframework.stereotype.Component;

/** The form of every step: what it asks. {@link StepAnswers} makes the command of what is answered. */
@Component
class StepForms {

    /** Reasons for 不予受理 (R-REQ-7), as codes in the history. */
    static final List<String> REASONS = List.of(
            "COURT", "PETITION", "DISCIPLINE", "REVIEW", "DISCLOSURE", "SECRET", "UNLAWFUL", "CONCLUDED", "OTHER");

    private final StepChoices choices;
    private final Catalogue catalogue;
    private final RuleBook rules;

    StepForms(StepChoices choices, Catalogue catalogue, RuleBook rules) {
        this.choices = choices;
        this.catalogue = catalogue;
        this.rules = rules;
    }

    /** Steps that ask nothing: one tap. */
    static boolean oneTap(Step step) {
        return switch (step) {
            case ACCEPT, TAKE, TAKE_ON, ACCEPT_OFFER, PRINT, UNDO -> true;
            default -> false;
        };
    }

    /** The form, filled with what was typed before. */
    StepForm form(Page page, Step step, Desk.Opened opened, List<Hat> hats, Map<String, String> typed) {
        return new StepForm(
                step,
                page.t("cases.step." + step.path()),
                (asked(page, step, opened.row().told()) + " " + explain(page, step)).strip(),
                page.t("cases.step." + step.path() + ".do"),
                inputs(page, step, opened, typed),
                hats.size() > 1 ? DeskList.posts(page, hats, null) : List.of(),
                step == Step.PROTECT);
    }

    /** What somebody asked for, in her words: nobody decides without having it before her eyes. */
    private static String asked(Page page, Step step, Case told) {
        var facts = Case.valid(told.history()).reversed().stream().map(Entry::fact);
        return switch (step) {
            case DECIDE_EXTENSION ->
                facts.filter(Fact.ExtensionAsked.class::isInstance)
                        .map(Fact.ExtensionAsked.class::cast)
                        .findFirst()
                        .map(asked -> page.t("cases.asked.extension", asked.workingDays(), asked.why()))
                        .orElse("");
            case DECIDE_SEND_BACK ->
                facts.filter(Fact.ReturnAsked.class::isInstance)
                        .map(Fact.ReturnAsked.class::cast)
                        .findFirst()
                        .map(asked -> page.t("cases.asked.return", asked.why()))
                        .orElse("");
            case DECIDE_LOOK ->
                facts.filter(Fact.LookAsked.class::isInstance)
                        .map(Fact.LookAsked.class::cast)
                        .findFirst()
                        .map(asked -> page.t("cases.asked.look", asked.why()))
                        .orElse("");
            default -> "";
        };
    }

    private static String explain(Page page, Step step) {
        return switch (step) {
            case DECLINE -> page.t("cases.explain.decline");
            case ASSIGN -> page.t("cases.explain.assign");
            case OFFER -> page.t("cases.explain.offer");
            case ESCALATE -> page.t("cases.explain.escalate");
            case INVITE -> page.t("cases.explain.invite");
            case SEND_BACK -> page.t("cases.explain.send-back");
            case CONTACT -> page.t("cases.explain.contact");
            case ASK -> page.t("cases.explain.ask");
            case ASK_EXTENSION -> page.t("cases.explain.ask-extension");
            case DECIDE_EXTENSION -> page.t("cases.explain.decide-extension");
            case ANSWER -> page.t("cases.explain.answer");
            case MERGE -> page.t("cases.explain.merge");
            case CHANGE_ITEM -> page.t("cases.explain.change-item");
            case PROTECT -> page.t("cases.explain.protect");
            case CHANGE_CONTACT -> page.t("cases.explain.change-contact");
            case RECHECK -> page.t("cases.explain.recheck");
            case CONFIRM, OBJECT, RATE, WITHDRAW -> page.t("cases.explain.callback");
            case PRINT -> page.t("cases.explain.print");
            default -> "";
        };
    }

    private List<StepForm.Input> inputs(Page page, Step step, Desk.Opened opened, Map<String, String> typed) {
        var in = new Inputs(page, typed);
        var row = opened.row();
        var told = row.told();
        switch (step) {
            case DECLINE ->
                in.select("reason", REASONS.stream().map(code -> new String[] {code, reason(page, code)}))
                        .text("basis", 500)
                        .text("channel", 500);
            case DECIDE_LOOK ->
                in.radio("accepted", yes(page, "cases.said.look-yes"), no(page, "cases.said.look-no"))
                        .text("why", 2000);
            case ASSIGN -> in.select("to", choices.posts(page, row).stream()).optional("why", 500);
            case CONTACT ->
                in.radio(
                                "how",
                                choice(page, "call", "cases.how.call"),
                                choice(page, "visit", "cases.how.visit"),
                                choice(page, "message", "cases.how.message"),
                                choice(page, Fact.Contacted.PAGE, "cases.how.page"))
                        .optional("note", 2000);
            case SEND_BACK, ESCALATE, REFUSE_OFFER, ALLOW_ASKING_AGAIN, WITHDRAW -> in.text("why", 500);
            case OBJECT -> in.text("why", 2000);
            case DECIDE_SEND_BACK, DECIDE_EXTENSION ->
                in.radio("granted", yes(page, "cases.said.granted"), no(page, "cases.said.refused"))
                        .text("why", 500);
            case OFFER, INVITE ->
                in.select("to", choices.posts(page, row).stream()).text("why", 500);
            case ASK ->
                in.lines("missing", item(row)).number("days", "5", rules(row).waitDays());
            case SUPPLY ->
                in.called(
                                "how-supplied",
                                "how",
                                choice(page, "given", "cases.supplied.given"),
                                choice(page, "not-needed", "cases.supplied.not-needed"),
                                choice(page, "fetch", "cases.supplied.fetch"))
                        .optional("note", 2000)
                        .photos("photos");
            case ASK_EXTENSION ->
                in.number("days", "5", rules(row).extensionDays()).text("why", 500);
            case ANSWER ->
                in.radio(
                                "outcome",
                                choice(page, "SOLVED", "cases.outcome.solved"),
                                choice(page, "PARTLY", "cases.outcome.partly"),
                                choice(page, "NOT_POSSIBLE", "cases.outcome.not-possible"))
                        .text("done", 2000)
                        .optional("reason", 500);
            case RECHECK ->
                in.radio(
                                "result",
                                choice(page, "solved", "cases.recheck.solved"),
                                choice(page, "not-solved", "cases.recheck.not-solved"),
                                choice(page, "not-reached", "cases.recheck.not-reached"))
                        .optional("note", 2000);
            case RATE ->
                in.radio(
                                "score",
                                choice(page, "5", "cases.score.5"),
                                choice(page, "4", "cases.score.4"),
                                choice(page, "3", "cases.score.3"),
                                choice(page, "2", "cases.score.2"),
                                choice(page, "1", "cases.score.1"))
                        .optional("comment", 500)
                        .tick("show");
            case MERGE -> {
                if (!opened.same().isEmpty()) {
                    in.radio(
                            "other",
                            opened.same().stream()
                                    .map(other ->
                                            new String[] {other.id().toString(), other.number() + "  " + other.title()})
                                    .toArray(String[][]::new));
                }
                in.line("number", !opened.same().isEmpty(), 12);
            }
            case CHANGE_ITEM ->
                in.select("item", choices.items(page, row))
                        .select(
                                "type",
                                Arrays.stream(RequestType.values())
                                        .filter(type -> type != RequestType.REPORT)
                                        .map(type -> new String[] {type.name(), page.t(type.text())}))
                        .tick("urgent");
            case CORRECT_PLACE -> in.select("place", choices.places(page, row)).line("named", true, 40);
            case CHANGE_CONTACT ->
                in.select("to", choices.contacts(page, row).stream()).text("why", 500);
            case NOTE -> in.text("note", 2000);
            default -> {}
        }
        if (step == Step.CHANGE_ITEM && !typed.containsKey("type")) {
            in.preset("type", told.type().name());
            in.preset(
                    "item",
                    choices.suggestions(row, 1).stream()
                            .findFirst()
                            .map(item -> item.id().toString())
                            .orElse(""));
        }
        if (step == Step.CHANGE_ITEM && told.urgent() && typed.isEmpty()) {
            in.preset("urgent", "true");
        }
        if (step == Step.CHANGE_ITEM
                && !row.told()
                        .item()
                        .equals(catalogue.of(row.county()).general().id())) {
            in.preset("item", typed.getOrDefault("item", told.item().toString()));
        }
        return in.list;
    }

    /** Collects inputs with their labels ({@code cases.input.*}) and what was typed. */
    private static final class Inputs {
        private final Page page;
        private final Map<String, String> typed;
        private final List<StepForm.Input> list = new ArrayList<>();

        Inputs(Page page, Map<String, String> typed) {
            this.page = page;
            this.typed = typed;
        }

        private Inputs add(
                String name,
                StepForm.Kind kind,
                boolean optional,
                int most,
                List<DeskList.Choice> choices,
                String empty) {
            list.add(new StepForm.Input(
                    name,
                    page.t("cases.input." + name),
                    page.t("cases.input." + name + ".hint"),
                    kind,
                    optional,
                    most,
                    choices,
                    typed.getOrDefault(name, empty)));
            return this;
        }

        Inputs text(String name, int most) {
            return add(name, StepForm.Kind.TEXT, false, most, List.of(), "");
        }

        Inputs optional(String name, int most) {
            return add(name, StepForm.Kind.TEXT, true, most, List.of(), "");
        }

        Inputs line(String name, boolean optional, int most) {
            return add(name, StepForm.Kind.LINE, optional, most, List.of(), "");
        }

        Inputs lines(String name, Item item) {
            return add(name, StepForm.Kind.TEXT, false, 1100, List.of(), String.join("\n", item.materials()));
        }

        Inputs number(String name, String empty, int most) {
            return add(name, StepForm.Kind.NUMBER, false, most, List.of(), empty);
        }

        Inputs tick(String name) {
            return add(name, StepForm.Kind.TICK, true, 0, List.of(), "");
        }

        Inputs photos(String name) {
            return add(name, StepForm.Kind.PHOTOS, true, 0, List.of(), "");
        }

        Inputs radio(String name, String[]... choices) {
            return add(name, StepForm.Kind.RADIO, false, 0, chosen(name, Arrays.stream(choices)), "");
        }

        /** Under another label than its name has. */
        Inputs called(String label, String name, String[]... choices) {
            list.add(new StepForm.Input(
                    name,
                    page.t("cases.input." + label),
                    "",
                    StepForm.Kind.RADIO,
                    false,
                    0,
                    chosen(name, Arrays.stream(choices)),
                    typed.getOrDefault(name, "")));
            return this;
        }

        Inputs select(String name, java.util.stream.Stream<String[]> choices) {
            return add(name, StepForm.Kind.SELECT, false, 0, chosen(name, choices), "");
        }

        private List<DeskList.Choice> chosen(String name, java.util.stream.Stream<String[]> choices) {
            var value = typed.getOrDefault(name, "");
            return choices.map(choice -> new DeskList.Choice(choice[0], choice[1], choice[0].equals(value)))
                    .toList();
        }

        /** Chooses beforehand what is known already. */
        void preset(String name, String value) {
            list.replaceAll(input -> !input.name().equals(name)
                    ? input
                    : new StepForm.Input(
                            name,
                            input.label(),
                            input.hint(),
                            input.kind(),
                            input.optional(),
                            input.most(),
                            input.choices().stream()
                                    .map(choice -> new DeskList.Choice(
                                            choice.value(),
                                            choice.text(),
                                            choice.value().equals(value)))
                                    .toList(),
                            value));
        }
    }

    private static String[] choice(Page page, String value, String key) {
        return new String[] {value, page.t(key)};
    }

    private static String[] yes(Page page, String key) {
        return choice(page, "true", key);
    }

    private static String[] no(Page page, String key) {
        return choice(page, "false", key);
    }

    /** The code's words; an unknown code of an import stands as it came. */
    static String reason(Page page, String code) {
        return REASONS.contains(code) ? page.t("cases.decline." + code) : code;
    }

    /** Those of the day the case was filed. */
    private Rules rules(CaseStore.Row row) {
        return rules.of(row.county(), row.told().filedAt());
    }

    private Item item(CaseStore.Row row) {
        return catalogue.of(row.county()).get(row.told().item());
    }
}
