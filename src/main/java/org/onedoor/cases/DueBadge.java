package org.onedoor.cases;

import java.util.List;
import org.onedoor.frame.Actor;
import org.onedoor.frame.Badge;
import org.onedoor.frame.Now;
import org.onedoor.frame.Remembered;
import org.onedoor.frame.Scope;
import org.onedoor.organizations.Hat;
import org.onedoor.organizations.ScopeKind;
import org.onedoor.organizations.StaffActor;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** How many cases one of her posts owes something by the end of today, what is late among them: beside 今日必办 in the rail. */
@Component
class DueBadge implements Badge {

    /** By the desk's own index, and no further than what is shown. A case about her is none of hers (R-REQ-14). */
    static final String DUE = """
        select count(distinct due.matter) from (
          select q.matter from cases.party q
          where q.county = :county and q.post = any(:posts::uuid[]) and q.until is null and q.open and q.step_due <= :end
            and (not q.guarded or q.post = any(:guarding::uuid[])
              and (select count(*) from cases.history h where h.county = q.county and h.matter = q.matter
                and h.kind in ('filed', 'protected') and jsonb_exists(h.fact -> 'accused', :account)) = 0)
          limit 200) due\
        """;

    private final JdbcClient db;
    private final TransactionTemplate readOnly;
    private final Remembered counted = new Remembered();

    DueBadge(JdbcClient db, PlatformTransactionManager transactions) {
        this.db = db;
        this.readOnly = new TransactionTemplate(transactions);
        this.readOnly.setReadOnly(true);
    }

    @Override
    public String path() {
        return "/desk/cases";
    }

    @Override
    public int waiting(Actor actor) {
        return actor instanceof StaffActor staff && !staff.hats().isEmpty() ? counted.of(actor, () -> due(staff)) : 0;
    }

    @Override
    public void acted(Actor actor) {
        counted.forget(actor);
    }

    int due(StaffActor staff) {
        var guarding = staff.hats().stream()
                .filter(hat -> hat.post().scopeKind() == ScopeKind.OFFICE)
                .toList();
        return Scope.in(
                new Scope.County(staff.county()),
                () -> readOnly.execute(_ -> db.sql(DUE)
                        .param("county", staff.county())
                        .param("posts", posts(staff.hats()))
                        .param("guarding", posts(guarding))
                        .param("account", staff.id().toString())
                        .param(
                                "end",
                                CaseStore.utc(Now.today()
                                        .plusDays(1)
                                        .atStartOfDay(Now.ZONE)
                                        .toInstant()))
                        .query(Integer.class)
                        .single()));
    }

    private static String posts(List<Hat> hats) {
        return CaseQueue.array(hats.stream().map(hat -> hat.post().id()).toList());
    }
}
