package org.onedoor.cases;

import jakarta.validation.ConstraintViolation;
import jakarta.validation.Validator;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Size;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.onedoor.catalogue.Catalogue;
import org.onedoor.catalogue.Item;
import org.onedoor.catalogue.Kind;
import org.onedoor.frame.Faults;
import org.onedoor.frame.Now;
import org.onedoor.frame.Page;
import org.onedoor.organizations.Hat;
import org.onedoor.organizations.Organizations;
import org.onedoor.organizations.Post;
import org.onedoor.organizations.PostKind;
import org.onedoor.organizations.ScopeKind;
import org.onedoor.organizations.Staffing;
import org.onedoor.regions.Level;
import org.onedoor.regions.Place;
import org.onedoor.regions.Regions;
import org.springframework.stereotype.Component;

/** The form of every step: what it asks, and the {@link Command} that its answers make. */
@Component
class StepForms {

    /** Reasons for 不予受理 (R-REQ-7), as codes in the history. */
    static final List<String> REASONS = List.of(
            "COURT", "PETITION", "DISCIPLINE", "REVIEW", "DISCLOSURE", "SECRET", "UNLAWFUL", "CONCLUDED", "OTHER");

    /** What one picks and does not type. */
    private static final Set<String> CHOSEN = Set.of("how", "result");

    private final Validator validator;
    private final Organizations organizations;
    private final Regions regions;
    private final Catalogue catalogue;
    private final RuleBook rules;

    StepForms(Validator validator, Organizations organizations, Regions regions, Catalogue catalogue, RuleBook rules) {
        this.validator = validator;
        this.organizations = organizations;
        this.regions = regions;
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

    /** Steps staff may be offered at all; the rest belongs to residents or to time. */
    static boolean forStaff(Step step) {
        return switch (step) {
            case LOOK_AGAIN,
                    EXPIRE_WAITING,
                    DELIVER,
                    CLOSE_SILENT,
                    DRAW_RECHECK,
                    SAY,
                    CHANGE_TELLING,
                    NUDGE,
                    CLIMB,
                    FALL_BACK,
                    CORRECT,
                    MOVE_PROMISE,
                    PASS_ON -> false;
            default -> true;
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
            case ASSIGN -> in.select("to", posts(page, row).stream()).optional("why", 500);
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
            case OFFER, INVITE -> in.select("to", posts(page, row).stream()).text("why", 500);
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
                in.select("item", items(page, row))
                        .select(
                                "type",
                                Arrays.stream(RequestType.values())
                                        .filter(type -> type != RequestType.REPORT)
                                        .map(type -> new String[] {type.name(), page.t(type.text())}))
                        .tick("urgent");
            case CORRECT_PLACE -> in.select("place", places(page, row)).line("named", true, 40);
            case CHANGE_CONTACT -> in.select("to", contacts(page, row).stream()).text("why", 500);
            case NOTE -> in.text("note", 2000);
            default -> {}
        }
        if (step == Step.CHANGE_ITEM && !typed.containsKey("type")) {
            in.preset("type", told.type().name());
            in.preset(
                    "item",
                    suggestions(row, 1).stream()
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

    /** Items that fit the person's words, best first. */
    List<Item> suggestions(CaseStore.Row row, int max) {
        return catalogue.of(row.county()).search(row.words(), max + 2).stream()
                .filter(item -> item.kind() == Kind.SERVICE && !item.protectedPath())
                .filter(item -> !item.id().equals(row.told().item()))
                .limit(max)
                .toList();
    }

    private java.util.stream.Stream<String[]> items(Page page, CaseStore.Row row) {
        var all = catalogue.of(row.county());
        var first = suggestions(row, 3);
        return java.util.stream.Stream.concat(
                        first.stream(),
                        all.all().stream()
                                .filter(item -> item.kind() == Kind.SERVICE && !item.protectedPath())
                                .filter(item -> !first.contains(item)))
                .map(item -> new String[] {item.id().toString(), page.name(item.name(), item.nameEn())});
    }

    /** The post that rules name for this item and place; empty when they name none, or the owner already. */
    Optional<Post> suggested(CaseStore.Row row) {
        if (row.told().guarded()) {
            return Optional.empty();
        }
        var item = item(row);
        var place = regions.tree(row.county()).get(row.told().place());
        return organizations
                .of(row.county())
                .handler(item.officeKind(), item.authority(), place)
                .filter(post -> reaches(row, post));
    }

    private boolean reaches(CaseStore.Row row, Post post) {
        var tree = regions.tree(row.county());
        return post.scopeKind() == ScopeKind.OFFICE
                || tree.get(post.place()).holds(tree.get(row.told().place()));
    }

    /** Posts the work may be given to: the suggested one first, then from the village upward; only where somebody is. */
    List<String[]> posts(Page page, CaseStore.Row row) {
        var first = suggested(row).map(Post::id).orElse(null);
        return candidates(row).stream()
                .filter(post ->
                        !post.id().equals(row.told().owner()) || row.told().state() == State.ACCEPTED)
                .sorted(Comparator.<Post>comparingInt(post -> post.id().equals(first) ? 0 : 1)
                        .thenComparing(post -> level(row, post), Comparator.reverseOrder()))
                .map(post -> named(page, row.county(), post, post.id().equals(first)))
                .toList();
    }

    private Level level(CaseStore.Row row, Post post) {
        return organizations.of(row.county()).office(post.office()).level();
    }

    private List<Post> candidates(CaseStore.Row row) {
        var staffing = organizations.of(row.county());
        var tree = regions.tree(row.county());
        var place = tree.get(row.told().place());
        return staffing.posts().stream()
                .filter(post -> switch (post.kind()) {
                    case CLERK, GRID_WORKER, SECRETARY, DISPATCHER, HANDLER, OFFICE_HEAD -> true;
                    case SUPERVISOR, CALLBACK, PROTECTED -> false;
                })
                .filter(post -> tree.get(staffing.office(post.office()).place()).holds(place)
                        || tree.get(post.place()).holds(place))
                .filter(post -> reaches(row, post))
                .filter(post -> staffing.holder(post.id(), Now.instant()).isPresent())
                .toList();
    }

    private String[] named(Page page, int county, Post post, boolean suggested) {
        var staffing = organizations.of(county);
        var text = shown(page, staffing, post);
        return new String[] {post.id().toString(), suggested ? page.t("cases.form.suggested", text) : text};
    }

    /** 柳渡镇民政办 承办 何岸. */
    static String shown(Page page, Staffing staffing, Post post) {
        var office = staffing.office(post.office());
        return (page.name(office.name(), office.nameEn()) + " " + page.name(post.title(), post.titleEn()) + " "
                        + staffing.holder(post.id(), Now.instant())
                                .map(holder -> holder.name())
                                .orElse(""))
                .strip();
    }

    /** Who may be the contact: those who sit where the resident comes, then the town's dispatcher. */
    private List<String[]> contacts(Page page, CaseStore.Row row) {
        var kinds = List.of(PostKind.CLERK, PostKind.GRID_WORKER, PostKind.SECRETARY, PostKind.DISPATCHER);
        return candidates(row).stream()
                .filter(post -> kinds.contains(post.kind())
                        && !post.id().equals(row.told().contact()))
                .sorted(Comparator.comparing(post -> level(row, post), Comparator.reverseOrder()))
                .map(post -> named(page, row.county(), post, false))
                .toList();
    }

    /** The town's villages and the grids of this one; others are named in words. */
    private java.util.stream.Stream<String[]> places(Page page, CaseStore.Row row) {
        var tree = regions.tree(row.county());
        var here = row.told().place();
        var near = new ArrayList<Place>();
        tree.above(here, Level.VILLAGE).ifPresent(village -> near.addAll(tree.children(village.id())));
        tree.above(here, Level.TOWN).ifPresent(town -> near.addAll(tree.children(town.id())));
        return near.stream().filter(place -> !place.id().equals(here)).map(place -> new String[] {
            place.id().toString(), page.english() ? tree.englishPath(place.id()) : tree.path(place.id())
        });
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

    private Command command(Step step, CaseStore.Row row, Map<String, String> typed, List<UUID> photos) {
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
            case LOOK_AGAIN,
                    EXPIRE_WAITING,
                    DELIVER,
                    CLOSE_SILENT,
                    DRAW_RECHECK,
                    SAY,
                    CHANGE_TELLING,
                    NUDGE,
                    CLIMB,
                    FALL_BACK,
                    CORRECT,
                    MOVE_PROMISE,
                    PASS_ON -> throw new org.onedoor.frame.NotHere();
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
