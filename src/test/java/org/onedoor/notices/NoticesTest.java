package org.onedoor.notices;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.onedoor.ACounty;
import org.onedoor.OneDoorTest;
import org.onedoor.frame.Ids;
import org.onedoor.frame.Now;
import org.onedoor.frame.Scope;
import org.onedoor.notices.NoticeStore.State;
import org.onedoor.regions.Counties;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mail.javamail.JavaMailSender;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** All moments lie in 2090, so that the program's own delivery job never touches these messages. */
@OneDoorTest
class NoticesTest {

    private static final Instant NOON = Instant.parse("2090-11-20T04:00:00Z");
    private static final Instant NIGHT = Instant.parse("2090-11-20T15:00:00Z");
    private static final String PHONE = "+8613800138000";

    private final Notices notices;
    private final NoticeStore store;
    private final SealedWords sealed;
    private final NoticeTemplates templates;
    private final Mailboxes mailboxes;
    private final Counties counties;
    private final SeedingCheck seeding;
    private final ACounty aCounty;
    private final JdbcClient db;
    private final PlatformTransactionManager transactions;
    private final TransactionTemplate transaction;
    private final List<Outgoing> handedOver = new ArrayList<>();

    NoticesTest(
            Notices notices,
            NoticeStore store,
            SealedWords sealed,
            NoticeTemplates templates,
            Mailboxes mailboxes,
            Counties counties,
            SeedingCheck seeding,
            ACounty aCounty,
            JdbcClient db,
            PlatformTransactionManager transactions) {
        this.notices = notices;
        this.store = store;
        this.sealed = sealed;
        this.templates = templates;
        this.mailboxes = mailboxes;
        this.counties = counties;
        this.seeding = seeding;
        this.aCounty = aCounty;
        this.db = db;
        this.transactions = transactions;
        this.transaction = new TransactionTemplate(transactions);
    }

    @Test
    void aMessageIsSentOnceHoweverOftenItIsSaid() {
        int county = aCounty.found().county();
        var event = Ids.next();
        at(NOON, () -> {
            send(code(county, event));
            send(code(county, event));
            var job = job(gateway(_ -> new Delivery.Sent(), false));
            assertThat(job.deliver(county)).isEqualTo(1);
            assertThat(job.deliver(county)).isZero();
        });
        assertThat(handedOver).singleElement().satisfies(out -> {
            assertThat(out.to()).isEqualTo(PHONE);
            assertThat(out.text()).contains("123456");
        });
        assertThat(rows(county, event)).singleElement().satisfies(row -> {
            assertThat(row.state()).isEqualTo(State.SENT);
            assertThat(row.words()).as("the words of a sent message are erased").isNull();
        });
        assertThat(in(county, () -> notices.delivered(county, event))).contains(NOON);
    }

    @Test
    void everyScopeOfACountyMayTellSomethingButNotReadIt() {
        int county = aCounty.found().county();
        for (var scope : List.of(
                new Scope.Place(county, 1, 9),
                new Scope.Office(county, 1, 9),
                new Scope.Resident(county, Ids.next()),
                new Scope.Receipt(county, "00"))) {
            var event = Ids.next();
            at(
                    NOON,
                    () -> Scope.in(scope, () -> {
                        notices.send(code(county, event));
                        notices.callBack(county, event);
                    }));
            assertThat(rows(county, event))
                    .singleElement()
                    .extracting(NoticeStore.Row::state)
                    .isEqualTo(State.WITHDRAWN);
            assertThatThrownBy(() -> Scope.in(
                            scope,
                            () -> transaction.execute(_ -> db.sql("select words from notices.message")
                                    .query()
                                    .listOfRows())))
                    .isInstanceOf(DataAccessException.class);
        }
    }

    @Test
    void whatAnUndoneStepWantedToSayIsNotSent() {
        int county = aCounty.found().county();
        var event = Ids.next();
        at(NOON, () -> {
            send(code(county, event).heldUntil(NOON.plusSeconds(20)));
            assertThat(job(gateway(_ -> new Delivery.Sent(), false)).deliver(county))
                    .isZero();
            in(county, () -> {
                notices.callBack(county, event);
                return 0;
            });
        });
        at(NOON.plusSeconds(30), () -> assertThat(
                        job(gateway(_ -> new Delivery.Sent(), false)).deliver(county))
                .isZero());
        assertThat(handedOver).isEmpty();
    }

    @Test
    void atNightOnlyDangerAndCodesAreSent() {
        int county = aCounty.found().county();
        var ordinary = Ids.next();
        var danger = Ids.next();
        var job = job(gateway(_ -> new Delivery.Sent(), false));
        at(NIGHT, () -> {
            send(code(county, ordinary));
            send(code(county, danger).urgent());
            assertThat(job.deliver(county)).isEqualTo(1);
        });
        assertThat(rows(county, danger).getFirst().state()).isEqualTo(State.SENT);
        at(
                NIGHT.plus(Duration.ofHours(7)),
                () -> assertThat(job.deliver(county)).as("06:00").isZero());
        at(
                NIGHT.plus(Duration.ofHours(8)),
                () -> assertThat(job.deliver(county)).as("07:00").isEqualTo(1));
    }

    @Test
    void aClearRefusalIsTriedAgainByTheLadderAndThenShownToAnOperator() {
        int county = aCounty.found().county();
        var event = Ids.next();
        var job = job(gateway(_ -> new Delivery.Refused("busy"), false));
        at(NOON, () -> send(code(county, event)));
        var moment = NOON;
        for (var wait : List.of(0, 1, 5, 30, 120)) {
            moment = moment.plus(Duration.ofMinutes(wait));
            at(moment.minusSeconds(1), () -> assertThat(job.deliver(county)).isZero());
            at(moment, () -> assertThat(job.deliver(county)).isEqualTo(1));
        }
        assertThat(rows(county, event)).singleElement().satisfies(row -> {
            assertThat(row.state()).isEqualTo(State.STUCK);
            assertThat(row.attempts()).isEqualTo(5);
            assertThat(row.problem()).isEqualTo("busy");
        });
        var later = moment.plus(Duration.ofHours(1));
        at(later, () -> {
            var id = rows(county, event).getFirst().id();
            Boolean again = in(county, () -> transaction.execute(_ -> store.again(county, id, later)));
            assertThat(again).isTrue();
            assertThat(job(gateway(_ -> new Delivery.Sent(), false)).deliver(county))
                    .isEqualTo(1);
        });
        assertThat(rows(county, event).getFirst().state()).isEqualTo(State.SENT);
    }

    @Test
    void anUnknownOutcomeIsNotRepeatedUnlessTheGatewayKnowsOurIds() {
        int county = aCounty.found().county();
        var careless = Ids.next();
        at(NOON, () -> {
            send(code(county, careless));
            job(gateway(_ -> new Delivery.Unknown("timeout"), false)).deliver(county);
        });
        assertThat(rows(county, careless).getFirst().state()).isEqualTo(State.STUCK);

        var careful = Ids.next();
        at(NOON, () -> {
            send(code(county, careful));
            job(gateway(
                            _ -> {
                                throw new IllegalStateException("connection lost");
                            },
                            true))
                    .deliver(county);
        });
        assertThat(rows(county, careful).getFirst().state()).isEqualTo(State.WAITING);
    }

    @Test
    void aSenderKilledBetweenSendingAndNotingLeavesATraceAndSendsNothingTwice() {
        int county = aCounty.found().county();
        var event = Ids.next();
        var job = job(gateway(_ -> new Delivery.Sent(), false));
        at(NOON, () -> {
            send(code(county, event));
            // Killed here: taken, perhaps sent, never settled.
            assertThat(job.claim(county)).hasSize(1);
            assertThat(job.deliver(county))
                    .as("a second instance leaves it alone")
                    .isZero();
        });
        at(NOON.plus(Duration.ofMinutes(11)), () -> assertThat(job.deliver(county))
                .isZero());
        assertThat(handedOver).isEmpty();
        assertThat(rows(county, event)).singleElement().satisfies(row -> {
            assertThat(row.state()).isEqualTo(State.STUCK);
            assertThat(row.problem()).isEqualTo("unknown-killed");
        });
    }

    @Test
    void numbersAndWordsAreSealedInTheDatabase() {
        int county = aCounty.found().county();
        at(NOON, () -> send(code(county, Ids.next())));
        String everything = in(
                county,
                () -> transaction.execute(
                        _ -> db.sql("select string_agg(m::text, ' ') from notices.message m where county = :county")
                                .param("county", county)
                                .query(String.class)
                                .single()));
        assertThat(everything).doesNotContain("13800138000").doesNotContain("123456");
        assertThat(everything).doesNotContain(hex("13800138000")).doesNotContain(hex("123456"));
    }

    @Test
    void anUnknownTemplateOrAMissingValueIsADefectOfTheCaller() {
        int county = aCounty.found().county();
        assertThatThrownBy(() -> send(Message.sms(county, Ids.next(), PHONE, "notices.nothing", Map.of())))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> send(Message.sms(county, Ids.next(), PHONE, "notices.code", Map.of())))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void nothingGoesOutOfACountyThatIsBeingSeeded() {
        int county = aCounty.found().county();
        counties.seededUntil(county, NOON);
        var event = Ids.next();
        at(NOON, () -> {
            send(code(county, event));
            assertThat(job(gateway(_ -> new Delivery.Sent(), false)).deliver(county))
                    .isZero();
        });
        assertThat(rows(county, event).getFirst().state()).isEqualTo(State.KEPT);
        counties.seededUntil(county, null);
    }

    @Test
    void staffSeeTheirNoticesNewestFirstAndNobodyElses() {
        int county = aCounty.found().county();
        var mine = Ids.next();
        at(NOON, () -> send(staff(county, mine, "1120-0001")));
        at(NOON.plusSeconds(60), () -> send(staff(county, mine, "1120-0002")));
        at(NOON.plusSeconds(61), () -> send(staff(county, Ids.next(), "1120-0003")));
        at(NOON.plusSeconds(90), () -> {
            var inbox = in(county, () -> notices.inbox(county, mine, null));
            assertThat(inbox.items())
                    .extracting(Notices.Notice::text)
                    .satisfiesExactly(text -> assertThat(text).contains("1120-0002"), text -> assertThat(text)
                            .contains("1120-0001"));
            assertThat(in(county, () -> notices.unread(county, mine))).isEqualTo(2);
            in(county, () -> {
                notices.read(county, mine, null);
                return 0;
            });
            assertThat(in(county, () -> notices.unread(county, mine))).isZero();
        });
    }

    @Test
    void aStaffNoticeGoesByMailOnlyToAConfirmedMailbox() {
        int county = aCounty.found().county();
        var account = Ids.next();
        var without = Ids.next();
        var with = Ids.next();
        at(NOON, () -> send(staff(county, account, "1120-0001", without)));
        var code = at(NOON, () -> in(county, () -> mailboxes.give(county, account, "chen@example.org")));
        at(NOON, () -> {
            send(staff(county, account, "1120-0002", without));
            assertThat(in(county, () -> mailboxes.confirm(county, account, "000000x")))
                    .isFalse();
            assertThat(in(county, () -> mailboxes.confirm(county, account, code)))
                    .isTrue();
            send(staff(county, account, "1120-0003", with));
        });
        assertThat(rows(county, without)).extracting(NoticeStore.Row::channel).containsOnly(Channel.PAGE);
        assertThat(rows(county, with))
                .extracting(NoticeStore.Row::channel)
                .containsExactlyInAnyOrder(Channel.PAGE, Channel.MAIL);
    }

    @Test
    void aLetterToAResidentGoesOnceAndIsSealed() {
        int county = aCounty.found().county();
        var event = Ids.next();
        at(NOON, () -> {
            var letter = Message.mail(county, event, "lin@example.cn", "notices.code", Map.of("code", "123456"));
            send(letter);
            send(letter);
            assertThat(job(gateway(_ -> new Delivery.Sent(), false)).deliver(county))
                    .isEqualTo(1);
        });
        assertThat(rows(county, event)).singleElement().satisfies(row -> {
            assertThat(row.state()).as("no server: it stays here").isEqualTo(State.KEPT);
            assertThat(sealed.mail(county, row)).isEqualTo("lin@example.cn");
            assertThat(row.phone()).isNull();
        });
        assertThatThrownBy(() -> Message.mail(county, event, "lin@", "notices.code", Map.of()))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void withoutAServerResidentsAreOfferedNoMail() {
        var bare = new Notices(
                store,
                sealed,
                templates,
                null,
                seeding,
                new SmtpMail((JavaMailSender) null, "onedoor@example.org"),
                new org.springframework.core.env.StandardEnvironment());
        assertThat(bare.mails()).isFalse();
        assertThat(notices.mails())
                .as("the demo and the tests keep letters here")
                .isTrue();
    }

    /** Somebody with a copy of the database tries all the million codes. */
    @Test
    void aCodeForAMailboxIsNotGuessedFromWhatIsStored() throws Exception {
        int county = aCounty.found().county();
        var account = Ids.next();
        var code = in(county, () -> mailboxes.give(county, account, "chen@example.org"));
        var stored = in(
                county,
                () -> transaction.execute(
                        _ -> db.sql("select code from notices.mailbox where county = :county and account = :account")
                                .param("county", county)
                                .param("account", account)
                                .query(String.class)
                                .single()));
        for (var algorithm : new String[] {"SHA-256", "SHA-1", "MD5"}) {
            for (var plain : new String[] {code, account + code, county + code, account + ":" + code}) {
                var hash = java.security.MessageDigest.getInstance(algorithm)
                        .digest(plain.getBytes(java.nio.charset.StandardCharsets.UTF_8));
                assertThat(stored).isNotEqualTo(java.util.HexFormat.of().formatHex(hash));
            }
        }
        assertThat(in(county, () -> mailboxes.confirm(county, account, code))).isTrue();
        assertThat(in(county, () -> mailboxes.confirm(county, account, code)))
                .as("used up")
                .isFalse();
        assertThat(in(county, () -> mailboxes.of(county, account)))
                .hasValueSatisfying(mailbox -> assertThat(mailbox.confirmed()).isTrue());
    }

    @Test
    void aCodeForAMailboxCanBeTriedFiveTimesOnly() {
        int county = aCounty.found().county();
        var account = Ids.next();
        at(NOON, () -> {
            var code = in(county, () -> mailboxes.give(county, account, "chen@example.org"));
            for (int i = 0; i < 5; i++) {
                assertThat(in(county, () -> mailboxes.confirm(county, account, "no")))
                        .isFalse();
            }
            assertThat(in(county, () -> mailboxes.confirm(county, account, code)))
                    .isFalse();
        });
    }

    private Message code(int county, UUID event) {
        return Message.sms(county, event, PHONE, "notices.code", Map.of("code", "123456"));
    }

    private static Message staff(int county, UUID account, String number) {
        return staff(county, account, number, Ids.next());
    }

    private static Message staff(int county, UUID account, String number, UUID event) {
        return Message.page(county, event, account, "notices.staff.mail-code", Map.of("code", number));
    }

    private void send(Message message) {
        Scope.in(new Scope.County(message.county()), () -> notices.send(message));
    }

    private List<NoticeStore.Row> rows(int county, UUID event) {
        return in(county, () -> transaction.execute(_ -> store.of(county, event)));
    }

    private DeliveryJob job(SmsSender gateway) {
        return new DeliveryJob(
                store,
                sealed,
                mailboxes,
                templates,
                gateway,
                new SmtpMail((JavaMailSender) null, "onedoor@example.org"),
                counties,
                seeding,
                transactions);
    }

    private SmsSender gateway(Function<Outgoing, Delivery> answer, boolean repeatable) {
        return new SmsSender() {
            @Override
            public Delivery send(Outgoing message) {
                var said = answer.apply(message);
                if (said instanceof Delivery.Sent) {
                    handedOver.add(message);
                }
                return said;
            }

            @Override
            public boolean repeatable() {
                return repeatable;
            }
        };
    }

    private static String hex(String text) {
        return java.util.HexFormat.of().formatHex(text.getBytes(java.nio.charset.StandardCharsets.UTF_8));
    }

    private <T> T in(int county, Supplier<T> work) {
        return Scope.in(new Scope.County(county), work);
    }

    private static void at(Instant moment, Runnable work) {
        Now.at(moment, work);
    }

    private static <T> T at(Instant moment, Supplier<T> work) {
        return Now.at(moment, work);
    }
}
