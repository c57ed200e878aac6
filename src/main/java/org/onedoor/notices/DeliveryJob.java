package org.onedoor.notices;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.onedoor.frame.Now;
import org.onedoor.frame.Scope;
import org.onedoor.notices.NoticeStore.Outcome;
import org.onedoor.notices.NoticeStore.Row;
import org.onedoor.notices.NoticeStore.State;
import org.onedoor.regions.Counties;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Hands over what is due. An attempt is written down before it is made: a sender that is killed leaves a row that says so,
 * and nothing is sent twice unless the gateway knows our id (foundations §20).
 */
@Component
class DeliveryJob {

    private static final Logger LOG = LoggerFactory.getLogger(DeliveryJob.class);
    private static final int BATCH = 25;
    /** Longer than the longest attempt of a whole batch. */
    private static final Duration LEASE = Duration.ofMinutes(10);

    private final NoticeStore store;
    private final SealedWords sealed;
    private final Mailboxes mailboxes;
    private final NoticeTemplates templates;
    private final SmsSender sms;
    private final SmtpMail mail;
    private final Counties counties;
    private final SeedingCheck seeding;
    private final TransactionTemplate transaction;

    @Autowired
    DeliveryJob(
            NoticeStore store,
            SealedWords sealed,
            Mailboxes mailboxes,
            NoticeTemplates templates,
            SmsSender sms,
            SmtpMail mail,
            Counties counties,
            SeedingCheck seeding,
            PlatformTransactionManager transactions) {
        this.store = store;
        this.sealed = sealed;
        this.mailboxes = mailboxes;
        this.templates = templates;
        this.sms = sms;
        this.mail = mail;
        this.counties = counties;
        this.seeding = seeding;
        this.transaction = new TransactionTemplate(transactions);
    }

    void everywhere() {
        for (var home : counties.all()) {
            if (!seeding.of(home.county())) {
                while (deliver(home.county()) == BATCH) {
                    LOG.debug("County {} has more to send", home.county());
                }
            }
        }
    }

    /** One batch; returns how many messages were taken. */
    int deliver(int county) {
        var taken = claim(county);
        if (taken.isEmpty()) {
            return 0;
        }
        var outcomes = new ArrayList<Outcome>();
        for (var row : taken) {
            outcomes.add(outcome(row, attempt(county, row)));
        }
        inCounty(county, () -> store.settle(county, outcomes));
        return taken.size();
    }

    List<Row> claim(int county) {
        var now = Now.instant();
        var taken = new ArrayList<Row>();
        inCounty(county, () -> {
            store.recover(county, now, sms.repeatable());
            taken.addAll(store.claim(county, now, now.plus(LEASE), QuietHours.USUAL.quiet(now), BATCH));
        });
        return taken;
    }

    private Delivery attempt(int county, Row row) {
        try {
            var text = templates.of(county, row.template()).fill(sealed.words(county, row));
            return switch (row.channel()) {
                case SMS -> sms.send(new Outgoing(county, row.id(), sealed.phone(county, row), text));
                case MAIL -> mailed(county, row, text);
                case PAGE -> new Delivery.Sent();
            };
        } catch (IllegalArgumentException e) {
            return new Delivery.Refused("words");
        } catch (RuntimeException e) {
            LOG.warn(
                    "A message of county {} by {} failed: {}",
                    county,
                    row.channel(),
                    e.getClass().getSimpleName());
            return new Delivery.Unknown("failed");
        }
    }

    private Delivery mailed(int county, Row row, String text) {
        if (row.mail() == null && row.address() == null) {
            return new Delivery.Refused("no-mailbox");
        }
        var address = row.mail() != null ? sealed.mail(county, row) : mailboxes.address(county, row);
        return mail.send(
                new Outgoing(county, row.id(), address, text), text.length() > 40 ? text.substring(0, 40) + "…" : text);
    }

    private Outcome outcome(Row row, Delivery delivery) {
        var now = Now.instant();
        return switch (delivery) {
            case Delivery.Sent _ -> new Outcome(row.id(), State.SENT, now, null, now);
            case Delivery.Kept _ -> new Outcome(row.id(), State.KEPT, now, null, now);
            case Delivery.Refused refused -> later(row, now, refused.problem());
            case Delivery.Unknown unknown ->
                row.channel() == Channel.SMS && sms.repeatable()
                        ? later(row, now, "unknown-" + unknown.problem())
                        : new Outcome(row.id(), State.STUCK, now, "unknown-" + unknown.problem(), null);
        };
    }

    private static Outcome later(Row row, Instant now, String problem) {
        return Ladder.next(now, row.attempts())
                .map(next -> new Outcome(row.id(), State.WAITING, next, problem, null))
                .orElseGet(() -> new Outcome(row.id(), State.STUCK, now, problem, null));
    }

    private void inCounty(int county, Runnable work) {
        Scope.in(new Scope.County(county), () -> transaction.executeWithoutResult(_ -> work.run()));
    }

    @Configuration(proxyBeanMethods = false)
    static class Schedule {

        @Bean
        RecurringTask<Void> noticesDelivery(DeliveryJob job) {
            return Tasks.recurring("notices-delivery", FixedDelay.ofSeconds(5)).execute((_, _) -> job.everywhere());
        }
    }
}
