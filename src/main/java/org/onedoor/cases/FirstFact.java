package org.onedoor.cases;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.onedoor.calendar.Limit;
import org.onedoor.calendar.WorkingCalendar;
import org.onedoor.calendar.WorkingTime;
import org.onedoor.catalogue.Item;
import org.onedoor.catalogue.Kind;
import org.onedoor.catalogue.Urgency;
import org.onedoor.frame.Actor;
import org.onedoor.frame.Now;
import org.onedoor.organizations.Organizations;
import org.onedoor.regions.Place;
import org.springframework.stereotype.Component;

/** The fact a case begins with: what is promised, by when, and who is asked first and owns the work (R-REQ-5, R-REQ-6). */
@Component
class FirstFact {

    private final RuleBook rules;
    private final WorkingCalendar calendar;
    private final Organizations organizations;

    FirstFact(RuleBook rules, WorkingCalendar calendar, Organizations organizations) {
        this.rules = rules;
        this.calendar = calendar;
        this.organizations = organizations;
    }

    /** The first asked and the owner of the work: the desk's own post, the post on duty, or the county's protected post. */
    Case of(int county, FileCase request, Item item, Place place, Instant at, By.@Nullable Staff by) {
        var staffing = organizations.of(county);
        var type = request.type() != null
                ? request.type()
                : item.kind() == Kind.REPORT ? RequestType.REPORT : RequestType.HELP;
        var guarded = request.aboutStaff() || item.protectedPath() || type == RequestType.REPORT;
        var named = new LinkedHashSet<UUID>();
        Set<UUID> accused = Set.of();
        UUID first;
        if (guarded) {
            named.addAll(request.named());
            named.addAll(Accused.named(request.words(), staffing, at));
            accused = Accused.holders(named, staffing, at);
            first = new Accused(accused, Set.of())
                    .with(Set.of(), named.stream().map(staffing::post).toList())
                    .post(staffing)
                    .id();
        } else {
            first = by != null
                    ? by.post()
                    : (request.urgent() || item.safety() == Urgency.SAFETY
                                    ? staffing.urgent(place, at)
                                    : staffing.contact(place, at))
                            .id();
        }
        var days = calendar.of(county, place.lo());
        var numbers = rules.of(county);
        var urgent = request.urgent() || item.safety() == Urgency.SAFETY;
        int dispatch =
                switch (item.safety()) {
                    case SAFETY -> numbers.dispatchSafetyHours();
                    case UTILITY -> numbers.dispatchUtilityHours();
                    case ORDINARY -> numbers.dispatchHours();
                };
        var promised = days.due(at, item.promise());
        var due = request.deadline() != null
                        && request.deadline().isAfter(at)
                        && request.deadline().isBefore(promised)
                ? request.deadline()
                : promised;
        var filed = new Fact.Filed(
                request.channel(),
                type,
                item.id(),
                place.id(),
                guarded,
                urgent,
                first,
                first,
                days.due(at, Limit.workingDays(numbers.acceptDays())),
                days.due(at, Limit.hours(dispatch)),
                contactDue(request, days, at, urgent ? numbers.contactUrgentHours() : numbers.contactHours()),
                due,
                days.provisional(days.dueDay(due)),
                guarded ? List.copyOf(named) : null,
                guarded ? List.copyOf(accused) : null);
        var actor = by != null ? by.actor() : request.person() != null ? request.person() : Actor.NOBODY;
        return Case.of(List.of(new Entry(1, at, actor, by == null ? null : by.post(), filed)));
    }

    /** Who asked to be called is called on the same working day, or sooner where the limit says so. */
    private static Instant contactDue(FileCase request, WorkingTime days, Instant at, int hours) {
        var due = days.due(at, Limit.hours(hours));
        if (request.callAt() == null) {
            return due;
        }
        var called = days.close(days.nextOpen(Now.local(at).toLocalDate()));
        return called.isAfter(at) && called.isBefore(due) ? called : due;
    }

    /** Registered, answered and handed over at once (A10); the history holds each step. */
    static Case answered(Case told, Instant at, By.Staff by, Command.Answer answer, Rules numbers) {
        var post = by.post();
        var window = at.plus(Duration.ofDays(numbers.windowDays()));
        return told.with(
                at,
                by.actor(),
                post,
                new Fact.Accepted(),
                new Fact.Assigned(post, by.hat().office().id(), null),
                new Fact.Taken(post),
                new Fact.Contacted("visit", null),
                new Fact.Answered(answer.outcome(), answer.done(), answer.reason(), window),
                new Fact.Delivered(window));
    }
}
