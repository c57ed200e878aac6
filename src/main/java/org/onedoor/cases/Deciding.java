package org.onedoor.cases;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.onedoor.catalogue.Catalogue;
import org.onedoor.catalogue.Kind;
import org.onedoor.frame.Now;
import org.onedoor.notices.Recipient;
import org.onedoor.organizations.Organizations;
import org.onedoor.organizations.Post;
import org.onedoor.organizations.Staffing;
import org.onedoor.regions.Level;
import org.onedoor.regions.Regions;
import org.springframework.stereotype.Component;

/** What follows from a command in the state the case is in, by the rules of its county: facts, or a no with its reason. */
@Component
class Deciding {

    private final RuleBook rules;
    private final Entitlement entitlement;
    private final HandingOver handing;
    private final Closing closing;
    private final Promises promises;
    private final Together together;
    private final Regions regions;
    private final Organizations organizations;
    private final Catalogue catalogue;
    private final CaseNotices notices;

    Deciding(
            RuleBook rules,
            Entitlement entitlement,
            HandingOver handing,
            Closing closing,
            Promises promises,
            Together together,
            Regions regions,
            Organizations organizations,
            Catalogue catalogue,
            CaseNotices notices) {
        this.rules = rules;
        this.entitlement = entitlement;
        this.handing = handing;
        this.closing = closing;
        this.promises = promises;
        this.together = together;
        this.regions = regions;
        this.organizations = organizations;
        this.catalogue = catalogue;
        this.notices = notices;
    }

    Decision decide(CaseStore.Row row, Command command, By by) {
        var county = row.county();
        var told = row.told();
        var now = Now.instant();
        var numbers = rules.of(county, told.filedAt());
        var staffing = organizations.of(county);
        return switch (command) {
            case Command.Accept _ -> Decision.yes(new Fact.Accepted());
            case Command.Decline no -> Decision.yes(new Fact.Declined(no.reason(), no.basis(), no.channel()));
            case Command.LookAgain look -> {
                var declined = Entitlement.lastBy(told, Fact.Declined.class);
                var above = entitlement.superior(row, told.contact(), declined, staffing);
                yield above.isEmpty() && told.guarded()
                        ? Decision.no("cases.no.look-outside")
                        : Decision.yes(new Fact.LookAsked(
                                look.why(), above.map(Post::id).orElse(null)));
            }
            case Command.DecideLook look ->
                Decision.yes(new Fact.LookDecided(
                        look.accepted(), look.why(), look.accepted() ? promises.from(row, now) : told.due()));
            case Command.Assign assign -> handing.assign(row, assign, staffing);
            case Command.Take _ -> Decision.yes(new Fact.Taken(Objects.requireNonNull(by.post())));
            case Command.TakeOn _ -> HandingOver.takeOn(told, Objects.requireNonNull(by.post()), staffing);
            case Command.Contact contact -> contact(told, contact, numbers, now);
            case Command.SendBack back -> handing.sendBack(row, back, by, numbers, staffing, now);
            case Command.DecideSendBack decision ->
                Decision.yes(new Fact.ReturnDecided(decision.granted(), decision.why()));
            case Command.Offer offer -> handing.offer(row, offer.to(), offer.why(), false, staffing);
            case Command.Escalate up ->
                staffing.above(staffing.post(told.owner()))
                        .map(above -> handing.offer(row, above.id(), up.why(), true, staffing))
                        .orElseGet(() -> Decision.no("cases.no.top"));
            case Command.AcceptOffer _ -> Decision.yes(new Fact.OfferAccepted(Objects.requireNonNull(by.post())));
            case Command.RefuseOffer refuse ->
                Decision.yes(new Fact.OfferRefused(Objects.requireNonNull(by.post()), refuse.why()));
            case Command.Invite invite ->
                handing.given(row, staffing.post(invite.to()), staffing)
                        .orElseGet(() -> Decision.yes(new Fact.Invited(
                                invite.to(), staffing.post(invite.to()).office(), invite.why())));
            case Command.Ask ask -> ask(row, ask, numbers, now);
            case Command.AllowAskingAgain allow -> Decision.yes(new Fact.AskingAllowed(allow.why()));
            case Command.Supply supply -> supply(row, supply.how(), supply.note(), now);
            case Command.AskExtension extension -> askExtension(row, extension, by, numbers, staffing);
            case Command.DecideExtension decision ->
                Decision.yes(new Fact.ExtensionDecided(
                        decision.granted(),
                        decision.why(),
                        decision.granted() ? promises.days(row).later(told.due(), told.extensionDays()) : told.due()));
            case Command.Answer answer -> Closing.answer(told, answer, numbers, now);
            case Command.Deliver _ ->
                told.delivered() ? Decision.no("cases.no.delivered") : Decision.yes(Closing.delivered(numbers, now));
            case Command.Confirm _ ->
                Closing.late(told, now, numbers)
                        ? Decision.no("cases.no.window")
                        : Decision.yes(new Fact.Confirmed(Closing.how(by)));
            case Command.Disagree object -> closing.disagree(row, object, by, numbers, now, staffing);
            case Command.Recheck recheck -> closing.recheck(row, recheck, now, staffing);
            case Command.Rate rate -> Closing.rate(told, rate, by, numbers, now);
            case Command.Withdraw withdraw -> Decision.yes(new Fact.Withdrawn(Closing.how(by), withdraw.why()));
            case Command.Merge merge -> merge(row, merge, by);
            case Command.ChangeItem change -> changeItem(row, change);
            case Command.CorrectPlace correct -> correctPlace(row, correct);
            case Command.Protect _ -> {
                // Whoever had a part until now may be whom it is about.
                var named = Accused.named(row.words(), staffing, now);
                var people = Accused.holders(named, staffing, now);
                people.addAll(accused(told, staffing, now));
                var post = Accused.of(told, staffing)
                        .with(people, named.stream().map(staffing::post).toList())
                        .post(staffing);
                yield Decision.yes(new Fact.Protected(post.id(), post.office(), named, List.copyOf(people)));
            }
            case Command.ChangeContact change ->
                handing.given(row, staffing.post(change.to()), staffing)
                        .orElseGet(() -> Decision.yes(new Fact.ContactChanged(change.to(), change.why())));
            case Command.Note note -> Decision.yes(new Fact.Noted(note.note()));
            case Command.Print _ ->
                row.hasPhone()
                        ? Decision.no("cases.no.print-phone")
                        : Decision.yes(new Fact.Printed(told.codeIssue() + 1));
            case Command.Correct(var words, var deadline) ->
                Decision.yes(new Fact.Corrected(
                        words, deadline != null && deadline.isBefore(told.due()) ? deadline : told.due()));
            case Command.Say(var words, var _) -> Decision.yes(new Fact.Said(words.strip()));
            case Command.ChangeTelling telling -> telling(row, telling);
            case Command.Nudge _ -> Decision.yes(new Fact.Nudged());
            case Command.Undo _ -> {
                int from = told.undoableBy(by.actor(), now.minus(Cases.UNDO));
                yield from == 0 ? Decision.no("cases.no.undo") : Decision.yes(new Fact.Undone(from));
            }
        };
    }

    /** Whoever asks for more time does not grant it (R-ROLE-3). */
    private Decision askExtension(
            CaseStore.Row row, Command.AskExtension extension, By by, Rules numbers, Staffing staffing) {
        if (extension.days() > numbers.extensionDays()) {
            return Decision.no("cases.no.extension-long");
        }
        return entitlement
                .superior(row, row.told().owner(), by.actor(), staffing)
                .map(post -> Decision.yes(new Fact.ExtensionAsked(extension.days(), extension.why(), post.id())))
                .orElseGet(() -> Decision.no("cases.no.nobody-decides"));
    }

    /** Who was told of the answer by a person has it; a message on the page is seen when the page is. */
    private static Decision contact(Case told, Command.Contact contact, Rules numbers, Instant now) {
        var contacted = new Fact.Contacted(contact.how(), contact.note());
        return switch (contact.how()) {
            case Fact.Contacted.PAGE ->
                contact.note() == null || contact.note().isBlank()
                        ? Decision.no("cases.no.message")
                        : Decision.yes(contacted);
            case "call", "visit", "message" ->
                told.state() == State.ANSWERED && !told.delivered()
                        ? Decision.yes(contacted, Closing.delivered(numbers, now))
                        : Decision.yes(contacted);
            default -> Decision.no("cases.no.how");
        };
    }

    /** An address that could be one, where letters can be sent; a call only where there is somewhere to call at. */
    private Decision telling(CaseStore.Row row, Command.ChangeTelling telling) {
        var mail = telling.mail() == null ? "" : telling.mail().strip();
        return switch (telling.by()) {
            case MAIL -> {
                if (!notices.mails()) {
                    yield Decision.no("cases.no.mail-off");
                }
                yield Recipient.Mail.fits(mail)
                        ? Decision.yes(new Fact.TellingChanged(ToldBy.MAIL))
                        : Decision.no("cases.no.mail");
            }
            case SMS ->
                row.hasPhone() ? Decision.yes(new Fact.TellingChanged(ToldBy.SMS)) : Decision.no("cases.no.no-mobile");
            case PAGE, CALL -> Decision.yes(new Fact.TellingChanged(telling.by()));
        };
    }

    private Decision ask(CaseStore.Row row, Command.Ask ask, Rules numbers, Instant now) {
        return ask.days() > numbers.waitDays()
                ? Decision.no("cases.no.wait-long")
                : Decision.yes(new Fact.Asked(
                        List.copyOf(ask.missing()), promises.days(row).later(now, ask.days())));
    }

    Decision supply(CaseStore.Row row, String how, @Nullable String note, Instant now) {
        if (!Set.of("given", "not-needed", "fetch", "expired").contains(how)) {
            return Decision.no("cases.no.how");
        }
        var told = row.told();
        var due = promises.days(row)
                .extend(told.due(), promises.item(row).promise(), Objects.requireNonNull(told.pausedSince()), now);
        return Decision.yes(new Fact.Supplied(how, note, due));
    }

    private Decision merge(CaseStore.Row row, Command.Merge merge, By by) {
        if (!row.publicMatter()) {
            return Decision.no("cases.no.merge-personal");
        }
        var lead = together.lead(row, merge.other(), by);
        if (lead.isEmpty()) {
            return Decision.no("cases.no.merge-gone");
        }
        return lead.get().publicMatter()
                ? new Decision.Yes(List.of(new Fact.MergedInto(lead.get().id())), lead.get())
                : Decision.no("cases.no.merge-personal");
    }

    /** Never lengthens what the resident was told. */
    private Decision changeItem(CaseStore.Row row, Command.ChangeItem change) {
        var told = row.told();
        var item = catalogue.of(row.county()).get(change.item());
        if (item.kind() == Kind.NOT_ISSUED) {
            return Decision.no("cases.no.not-issued");
        }
        if (item.protectedPath() || change.type() == RequestType.REPORT) {
            return Decision.no("cases.no.use-protect");
        }
        var due = promises.days(row).due(told.filedAt(), item.promise());
        return Decision.yes(new Fact.ItemChanged(
                item.id(), change.type(), change.urgent(), due.isBefore(told.due()) ? due : told.due()));
    }

    private Decision correctPlace(CaseStore.Row row, Command.CorrectPlace correct) {
        var place = regions.tree(row.county()).find(correct.place());
        return place.isEmpty()
                        || place.get().level().compareTo(Level.VILLAGE) < 0
                        || place.get().closed()
                ? Decision.no("cases.file.place")
                : Decision.yes(new Fact.PlaceCorrected(correct.place()));
    }

    private static Set<UUID> accused(Case told, Staffing staffing, Instant now) {
        var accused = new java.util.HashSet<UUID>();
        for (var party : told.parties()) {
            staffing.holder(party.post(), now).ifPresent(holder -> accused.add(holder.account()));
        }
        return accused;
    }
}
