package org.onedoor.cases;

import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.onedoor.accounts.Accounts;
import org.onedoor.calendar.WorkingCalendar;
import org.onedoor.catalogue.Catalogue;
import org.onedoor.catalogue.Item;
import org.onedoor.frame.Now;
import org.onedoor.frame.Page;
import org.onedoor.organizations.Organizations;
import org.onedoor.organizations.Staffing;
import org.onedoor.regions.Regions;
import org.onedoor.secrets.Phones;
import org.springframework.stereotype.Component;

/** Makes the pane of a case for whoever looks; no statement. */
@Component
class PaneMaker {

    /** Reasons for a look at personal data by somebody who is neither contact nor owner. */
    private static final List<String> REASONS = List.of("deputy", "check", "complaint", "safety");

    private final Organizations organizations;
    private final Regions regions;
    private final Catalogue catalogue;
    private final WorkingCalendar calendar;
    private final Accounts accounts;
    private final RuleBook rules;
    private final StepChoices choices;

    PaneMaker(
            Organizations organizations,
            Regions regions,
            Catalogue catalogue,
            WorkingCalendar calendar,
            Accounts accounts,
            RuleBook rules,
            StepChoices choices) {
        this.organizations = organizations;
        this.regions = regions;
        this.catalogue = catalogue;
        this.calendar = calendar;
        this.accounts = accounts;
        this.rules = rules;
        this.choices = choices;
    }

    CasePane pane(Page page, Desk.Opened opened) {
        var row = opened.row();
        var told = row.told();
        var county = row.county();
        var now = Now.instant();
        var timing = new Timing(page, now, from -> rules.of(county, from));
        var staffing = organizations.of(county);
        var item = catalogue.of(county).get(told.item());
        var next = next(page, opened, staffing);
        var taken = next == null ? EnumSet.noneOf(Step.class) : EnumSet.of(next.step());
        var help = CasePane.menu(opened, taken, true);
        var shown = EnumSet.copyOf(taken);
        shown.addAll(help);
        return new CasePane(
                opened,
                DeskList.named(page, opened.seats().own()),
                tag(page, told, timing, now),
                bar(page, row, item, timing, now),
                facts(page, opened, item),
                people(page, opened),
                clocks(page, told, timing, now),
                CasePane.materials(told, item),
                parties(page, told, staffing, now),
                history(page, county, timing).of(told.history()),
                next,
                help.stream().map(step -> action(page, opened, step)).toList(),
                CasePane.menu(opened, shown, false).stream()
                        .map(step -> action(page, opened, step))
                        .toList(),
                remarks(page, opened, staffing, now),
                guesses(page, opened),
                reasons(page, opened));
    }

    /** What she may not do because she would check herself, why it was begun again, and who was asked to take over. */
    private static List<String> remarks(Page page, Desk.Opened opened, Staffing staffing, Instant now) {
        var remarks = new ArrayList<String>();
        opened.seats()
                .instead()
                .forEach((step, who) ->
                        remarks.add(page.t("cases.desk.instead", page.t("cases.step." + step.path()), who)));
        var told = opened.row().told();
        if (told.round() > 1 && told.state().open()) {
            Case.valid(told.history()).reversed().stream()
                    .filter(entry -> entry.fact() instanceof Fact.Objected)
                    .findFirst()
                    .ifPresent(
                            entry -> remarks.add(page.t("cases.desk.objected", ((Fact.Objected) entry.fact()).why())));
        }
        if (told.unanswered() > 0) {
            remarks.add(page.t("cases.desk.unanswered", told.unanswered()));
        }
        if (toCall(opened)) {
            remarks.add(page.t("cases.desk.untold"));
        }
        if (told.offered() != null
                && !opened.seats().may(Step.ACCEPT_OFFER)
                && !opened.seats().may(Step.TAKE)) {
            remarks.add(page.t(
                    "cases.desk.offered", named(staffing, told.offered(), now), named(staffing, told.owner(), now)));
        }
        return remarks;
    }

    private static String named(Staffing staffing, UUID post, Instant now) {
        var held = staffing.post(post);
        return staffing.holder(post, now)
                .map(holder -> staffing.office(held.office()).name() + " " + holder.name())
                .orElse(held.title());
    }

    /** What happened after {@code version}, for somebody who was overtaken. */
    List<History.Line> since(Page page, CaseStore.Row row, int version) {
        var timing = new Timing(page, Now.instant(), from -> rules.of(row.county(), from));
        return history(page, row.county(), timing)
                .of(row.told().history().stream()
                        .filter(entry -> entry.seq() > version)
                        .toList());
    }

    private History history(Page page, int county, Timing timing) {
        return new History(
                page,
                timing,
                organizations.of(county),
                accounts.directory(county),
                regions.tree(county),
                catalogue.of(county));
    }

    private static CasePane.Tag tag(Page page, Case told, Timing timing, Instant now) {
        var state = told.state();
        if (state.open() && state != State.WAITING) {
            if (told.due().isBefore(now)) {
                return new CasePane.Tag(page.t("cases.tag.late"), "late", "alert");
            }
            if (timing.light(told.promisedAt(), told.due(), false).equals("soon")) {
                return new CasePane.Tag(page.t("cases.tag.soon"), "soon", "clock");
            }
        }
        return switch (state) {
            case REGISTERED, ACCEPTED -> new CasePane.Tag(page.t(state.tag()), "", "dashed-circle");
            case ASSIGNED, TAKEN, WORKING -> new CasePane.Tag(page.t(state.tag()), "go", "hourglass");
            case WAITING -> new CasePane.Tag(page.t(state.tag()), "soon", "paperclip");
            case ANSWERED -> new CasePane.Tag(page.t("cases.tag.answered.staff"), "go", "message");
            case CLOSED ->
                told.outcome() == Outcome.NOT_POSSIBLE
                        ? new CasePane.Tag(page.t("cases.tag.not-done"), "line", "x")
                        : new CasePane.Tag(page.t(state.tag()), "ok", "check");
            case DECLINED, WITHDRAWN, MERGED -> new CasePane.Tag(page.t(state.tag()), "line", "");
        };
    }

    private CasePane.Bar bar(Page page, CaseStore.Row row, Item item, Timing timing, Instant now) {
        var told = row.told();
        var days = calendar.of(row.county(), row.placeLo());
        var blocks = CasePane.blocks(told, item, days, now);
        var paused = told.pausedSince() != null;
        var open = told.state().open();
        var left = !open
                ? told.answeredAt() == null ? "" : page.t(told.keptInTime() ? "cases.bar.kept" : "cases.bar.missed")
                : paused ? page.t("cases.time.paused") : timing.left(told.due());
        var step = open && told.stepDue().isBefore(told.due()) && !paused
                ? page.t("cases.bar.step", timing.brief(told.stepDue()))
                : paused ? page.t("cases.bar.wait", timing.brief(told.stepDue())) : "";
        return new CasePane.Bar(
                open ? timing.light(told.promisedAt(), told.due(), paused) : "on",
                blocks[0],
                blocks[1],
                left,
                step,
                page.t(
                        told.provisional() ? "cases.bar.promise.provisional" : "cases.bar.promise",
                        timing.brief(told.due())),
                page.t("cases.bar.label", blocks[0], blocks[1], left));
    }

    private List<CasePane.Pair> facts(Page page, Desk.Opened opened, Item item) {
        var row = opened.row();
        var told = row.told();
        var tree = regions.tree(row.county());
        var facts = new ArrayList<CasePane.Pair>();
        facts.add(new CasePane.Pair(page.t("cases.facts.item"), page.name(item.name(), item.nameEn())));
        facts.add(new CasePane.Pair(
                page.t("cases.facts.kind"),
                page.t(told.type().text()) + " · "
                        + page.t(row.publicMatter() ? "cases.facts.public" : "cases.facts.personal")));
        facts.add(new CasePane.Pair(
                page.t("cases.facts.place"),
                page.english() ? tree.englishPath(told.place()) : tree.path(told.place())));
        facts.add(new CasePane.Pair(
                page.t("cases.facts.filed"),
                page.moment(told.filedAt()) + " · " + page.t(told.channel().text())));
        if (row.sourceNo() != null) {
            facts.add(new CasePane.Pair(page.t("cases.facts.source"), row.sourceNo()));
        }
        if (row.wantsVisit()) {
            facts.add(new CasePane.Pair(page.t("cases.facts.visit"), page.t("cases.facts.visit.yes")));
        }
        // The count comes from the history, which an office sees too; the numbers only as far as she sees the cases.
        if (!told.joined().isEmpty()) {
            facts.add(new CasePane.Pair(
                    page.t("cases.facts.joined"),
                    page.t(
                            "cases.facts.together",
                            told.joined().size() + 1,
                            String.join(page.t("cases.said.comma"), opened.joined()))));
        }
        if (opened.lead() != null) {
            facts.add(
                    new CasePane.Pair(page.t("cases.facts.lead"), opened.lead().number()));
        }
        if (told.answeredAt() != null && told.outcome() != null) {
            facts.add(new CasePane.Pair(
                    page.t("cases.facts.answer"), page.t(History.outcome(told.outcome())) + " · " + told.done()));
        }
        return facts;
    }

    private static List<CasePane.Person> people(Page page, Desk.Opened opened) {
        var people = new ArrayList<CasePane.Person>();
        for (var someone : opened.people()) {
            var forOther = someone.role().equals("FOR");
            var remark = new ArrayList<String>();
            if (someone.relation() != null) {
                remark.add(someone.relation());
            }
            if (forOther) {
                remark.add(knows(page, someone.knows()));
            }
            if (!someone.told()) {
                remark.add(page.t("cases.person.not-told"));
            } else if (someone.toldBy() != ToldBy.SMS) {
                remark.add(page.t(someone.toldBy().text()));
            }
            var guarded = opened.row().told().guarded();
            people.add(new CasePane.Person(
                    someone.role(),
                    page.t(forOther ? "cases.person.for" : "cases.person.asker"),
                    someone.name() == null
                            ? page.t("cases.desk.person.anonymous")
                            : guarded ? page.t("cases.desk.person.guarded") : someone.masked(),
                    someone.name() != null,
                    someone.phone(),
                    someone.address(),
                    String.join(" · ", remark)));
        }
        return people;
    }

    private static String knows(Page page, @Nullable Boolean knows) {
        return knows == null
                ? page.t("cases.person.knows-unsaid")
                : page.t(knows ? "cases.person.knows" : "cases.person.knows-not");
    }

    private static List<CasePane.Clock> clocks(Page page, Case told, Timing timing, Instant now) {
        return List.of(
                clock(page.t("cases.clock.accept"), told.acceptDue(), told.acceptedAt(), timing, now),
                clock(page.t("cases.clock.dispatch"), told.dispatchDue(), told.dispatchedAt(), timing, now),
                clock(page.t("cases.clock.contact"), told.contactDue(), told.contactedAt(), timing, now),
                clock(page.t("cases.clock.finish"), told.due(), told.answeredAt(), timing, now));
    }

    private static CasePane.Clock clock(String name, Instant due, @Nullable Instant done, Timing timing, Instant now) {
        return new CasePane.Clock(
                name,
                timing.brief(due),
                done == null ? "" : timing.brief(done),
                (done == null ? now : done).isAfter(due));
    }

    private static List<CasePane.Party> parties(Page page, Case told, Staffing staffing, Instant now) {
        var parties = new ArrayList<CasePane.Party>();
        for (var party : told.parties()) {
            var post = staffing.find(party.post());
            if (post.isEmpty()) {
                continue;
            }
            var office = staffing.office(post.get().office());
            var holder = staffing.holder(party.post(), now);
            parties.add(new CasePane.Party(
                    page.t("cases.part." + party.part().name().toLowerCase(java.util.Locale.ROOT)),
                    page.name(office.name(), office.nameEn()) + " "
                            + page.name(post.get().title(), post.get().titleEn()),
                    holder.map(one -> one.name()).orElse(page.t("cases.part.nobody")),
                    Phones.atHome(holder.map(one -> one.phone())
                            .filter(phone -> !phone.isBlank())
                            .orElse(office.phone()))));
        }
        return parties;
    }

    private CasePane.@Nullable Action next(Page page, Desk.Opened opened, Staffing staffing) {
        var suggested = choices.suggested(opened.row())
                .filter(post -> !post.id().equals(opened.seats().own().post().id()));
        var step = CasePane.next(opened, suggested.isPresent());
        if (step == null) {
            return null;
        }
        if (step == Step.ASSIGN && suggested.isPresent()) {
            var to = suggested.get();
            var office = staffing.office(to.office());
            return new CasePane.Action(
                    step,
                    step.path(),
                    page.t("cases.next.assign", page.name(office.name(), office.nameEn())),
                    opened.seats().seat(step, null).isPresent(),
                    Map.of("to", to.id().toString()));
        }
        return action(page, opened, step);
    }

    private static CasePane.Action action(Page page, Desk.Opened opened, Step step) {
        return new CasePane.Action(
                step,
                step.path(),
                page.t("cases.step." + step.path()),
                StepForms.oneTap(step)
                        && step != Step.PRINT
                        && opened.seats().seat(step, null).isPresent(),
                Map.of());
    }

    /** Items her words fit, to be taken over by one tap while nobody knows the item. */
    private List<CasePane.Action> guesses(Page page, Desk.Opened opened) {
        var row = opened.row();
        var unknown =
                row.told().item().equals(catalogue.of(row.county()).general().id());
        if (!unknown || row.told().guarded() || !opened.seats().may(Step.CHANGE_ITEM)) {
            return List.of();
        }
        return choices.suggestions(row, 3).stream()
                .map(item -> new CasePane.Action(
                        Step.CHANGE_ITEM,
                        Step.CHANGE_ITEM.path(),
                        page.name(item.name(), item.nameEn()),
                        opened.seats().seat(Step.CHANGE_ITEM, null).isPresent(),
                        Map.of(
                                "item", item.id().toString(),
                                "type", row.told().type().name(),
                                "urgent", String.valueOf(row.told().urgent()))))
                .toList();
    }

    /** There is news, and somebody who wants to be called has not been. */
    private static boolean toCall(Desk.Opened opened) {
        return opened.row().told().untold()
                && opened.people().stream().anyMatch(person -> person.told() && person.toldBy() == ToldBy.CALL);
    }

    /** The two named people of an open case, and of one whose answer is to be told by telephone, need no reason: it is it. */
    static boolean named(Desk.Opened opened) {
        var told = opened.row().told();
        var post = opened.seats().own().post().id();
        return (told.state().open() || toCall(opened)) && (post.equals(told.contact()) || post.equals(told.owner()))
                || post.equals(told.recheckPost());
    }

    /** Reasons to choose from; empty for the named people. */
    private static List<DeskList.Choice> reasons(Page page, Desk.Opened opened) {
        return named(opened)
                ? List.of()
                : REASONS.stream()
                        .map(code -> new DeskList.Choice(code, page.t("cases.reveal.why." + code), false))
                        .toList();
    }

    static boolean reason(String code) {
        return REASONS.contains(code);
    }
}
