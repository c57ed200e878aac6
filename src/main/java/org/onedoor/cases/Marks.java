package org.onedoor.cases;

import java.sql.Types;
import java.time.Instant;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.onedoor.calendar.Limit;
import org.onedoor.calendar.WorkingCalendar;
import org.onedoor.frame.Now;
import org.onedoor.organizations.NoProtectedPost;
import org.onedoor.organizations.Organizations;
import org.onedoor.organizations.Post;
import org.onedoor.organizations.PostKind;
import org.onedoor.organizations.Staffing;
import org.onedoor.regions.Regions;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * What a mark leaves beside the case, in the step's own transaction: a line for the monthly sums of the office that answered
 * and, when it is one of the two lowest, a follow-up by a post of another office (R-REQ-11).
 */
@Component
class Marks {

    /** The two lowest of five are followed up (R-REQ-10). */
    static final int LOW = 2;

    private final JdbcClient db;
    private final MonthlyMarks sums;
    private final CaseNotices notices;
    private final RuleBook rules;
    private final WorkingCalendar calendar;
    private final Organizations organizations;
    private final Regions regions;

    Marks(
            JdbcClient db,
            MonthlyMarks sums,
            CaseNotices notices,
            RuleBook rules,
            WorkingCalendar calendar,
            Organizations organizations,
            Regions regions) {
        this.db = db;
        this.sums = sums;
        this.notices = notices;
        this.rules = rules;
        this.calendar = calendar;
        this.organizations = organizations;
        this.regions = regions;
    }

    /**
     * What a first mark writes along with its step, in the step's own statement.
     *
     * @param office whose answer it is about
     * @param month first day of the month it counts in
     * @param comment null unless she lets it be shown
     * @param post who follows a low one up
     * @param barred accounts that had a part in the case
     */
    record Given(
            UUID office,
            String month,
            int score,
            @Nullable String comment,
            boolean low,
            @Nullable UUID post,
            List<UUID> barred,
            Instant begin,
            Instant mend) {}

    /** Null when the step gives no first mark. */
    @Nullable
    Given given(CaseStore.Row row, Case after, Step step) {
        if (step != Step.RATE
                || after.ratings() != 1
                || !(after.history().getLast().fact() instanceof Fact.Rated rated)) {
            return null;
        }
        var county = row.county();
        var at = after.history().getLast().at();
        var numbers = rules.of(county, after.filedAt());
        var days = calendar.of(county, row.placeLo());
        var low = rated.score() <= LOW;
        var follower = low ? follows(county, after).map(Post::id).orElse(null) : null;
        return new Given(
                organizations.of(county).post(after.owner()).office(),
                Now.local(at).toLocalDate().withDayOfMonth(1).toString(),
                rated.score(),
                rated.show() ? rated.comment() : null,
                low,
                follower,
                List.copyOf(worked(county, after).accounts()),
                days.due(at, Limit.workingDays(numbers.markBeginDays())),
                days.due(at, Limit.workingDays(numbers.markMendDays())));
    }

    /** After a step was saved. */
    void after(CaseStore.Row before, Case after, Step step) {
        switch (step) {
            case UNDO -> takenBack(before, after);
            case PROTECT -> hidden(before, after);
            default -> {}
        }
    }

    /** The post that follows up a low mark is told. */
    void told(CaseStore.Row row, Case after, Given given) {
        if (given.post() != null) {
            notices.toFollower(row, after, given.post(), "cases.staff.mark", given.begin());
        }
    }

    private void takenBack(CaseStore.Row row, Case after) {
        if (row.told().firstRating() != null && after.firstRating() == null) {
            drop(row);
            db.sql("delete from cases.low_mark where county = :county and matter = :matter")
                    .param("county", row.county())
                    .param("matter", row.id())
                    .update();
        }
    }

    /** A case that becomes protected: its follow-up goes along, its mark leaves sums that were not shown yet. */
    private void hidden(CaseStore.Row row, Case after) {
        if (after.firstRating() == null) {
            return;
        }
        var county = row.county();
        if (!sums.shown(county, row.id())) {
            drop(row);
        }
        db.sql("""
            update cases.low_mark set guarded = true, post = :post::uuid, barred = :barred::uuid[], version = version + 1
            where county = :county and matter = :matter and ended_at is null\
            """)
                .param("county", county)
                .param("matter", row.id())
                .param("post", follows(county, after).map(Post::id).orElse(null), Types.OTHER)
                .param(
                        "barred",
                        CaseQueue.array(List.copyOf(worked(county, after).accounts())))
                .update();
    }

    private void drop(CaseStore.Row row) {
        db.sql("delete from cases.mark where county = :county and matter = :matter")
                .param("county", row.county())
                .param("matter", row.id())
                .update();
    }

    /** Offices and people that worked on a case. */
    record Worked(Set<UUID> offices, Set<UUID> accounts) {}

    /** Of a protected case whoever did something; of others also those who have a part in it. */
    Worked worked(int county, Case told) {
        var staffing = organizations.of(county);
        var offices = new HashSet<UUID>();
        var accounts = new LinkedHashSet<UUID>();
        for (var entry : Case.valid(told.history())) {
            var post = entry.post();
            if (post != null && works(entry.fact())) {
                accounts.add(entry.actor());
                joined(staffing, post, offices, accounts);
            }
        }
        for (var party : told.parties()) {
            if (!told.guarded() && party.part() != Part.RECHECK && party.part() != Part.DECIDER) {
                joined(staffing, party.post(), offices, accounts);
            }
        }
        return new Worked(offices, accounts);
    }

    private static boolean works(Fact fact) {
        return switch (fact) {
            case Fact.Answered _, Fact.Contacted _, Fact.Taken _, Fact.OfferAccepted _ -> true;
            default -> false;
        };
    }

    private static void joined(Staffing staffing, UUID post, Set<UUID> offices, Set<UUID> accounts) {
        staffing.find(post).ifPresent(found -> offices.add(found.office()));
        staffing.holder(post, Now.instant()).ifPresent(holder -> accounts.add(holder.account()));
    }

    /**
     * Who follows up: a post outside the offices that worked on it, held by nobody who did (R-ROLE-3). A protected case stays
     * with the posts for such cases; where there is only one, with the head of its office.
     */
    Optional<Post> follows(int county, Case told) {
        var staffing = organizations.of(county);
        var worked = worked(county, told);
        if (!told.guarded()) {
            return staffing.caller(regions.tree(county).get(told.place()), worked.offices(), worked.accounts());
        }
        try {
            return Optional.of(staffing.protectedPost(worked.accounts(), worked.offices()))
                    .filter(post -> free(staffing, post, worked.accounts(), Now.instant()))
                    .or(() -> head(staffing, told, worked.accounts()));
        } catch (NoProtectedPost _) {
            return head(staffing, told, worked.accounts());
        }
    }

    private static Optional<Post> head(Staffing staffing, Case told, Set<UUID> accounts) {
        return staffing.postsIn(staffing.post(told.owner()).office()).stream()
                .filter(post -> post.kind() == PostKind.OFFICE_HEAD)
                .filter(post -> free(staffing, post, accounts, Now.instant()))
                .findFirst();
    }

    /** Somebody is there, and not one of those who worked on it. */
    static boolean free(Staffing staffing, Post post, Set<UUID> accounts, Instant at) {
        return staffing.holder(post.id(), at)
                .filter(holder -> !accounts.contains(holder.account()))
                .isPresent();
    }
}
