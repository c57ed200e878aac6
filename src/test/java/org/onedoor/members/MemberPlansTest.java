package org.onedoor.members;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.onedoor.OneDoorTest;
import org.onedoor.Statements;
import org.onedoor.frame.Scope;
import org.onedoor.organizations.party.AParty;
import org.onedoor.organizations.party.PartyOrganizations;
import org.springframework.boot.flyway.autoconfigure.FlywayConnectionDetails;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceUtils;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Every list of members is read by an index, planned as the scoped role and with its policies (foundations §8). */
@OneDoorTest
class MemberPlansTest {

    private static final Pattern WALKS =
            Pattern.compile("Seq Scan on (member|piece|affiliation|history|correction)\\b|Sort");

    private static AParty.Tree tree;
    private static String idNumber;

    private final AParty aParty;
    private final AMember aMember;
    private final Members members;
    private final PartyOrganizations organizations;
    private final DataSource dataSource;
    private final JdbcClient db;
    private final FlywayConnectionDetails owner;
    private final TransactionTemplate transaction;

    MemberPlansTest(
            AParty aParty,
            AMember aMember,
            Members members,
            PartyOrganizations organizations,
            DataSource dataSource,
            JdbcClient db,
            FlywayConnectionDetails owner,
            PlatformTransactionManager transactions) {
        this.aParty = aParty;
        this.aMember = aMember;
        this.members = members;
        this.organizations = organizations;
        this.dataSource = dataSource;
        this.db = db;
        this.owner = owner;
        this.transaction = new TransactionTemplate(transactions);
    }

    /** Two branches of ten thousand, in which one of a hundred is called 建国, and the statistics of it. */
    @BeforeEach
    void aFullCounty() throws SQLException {
        if (tree != null) {
            return;
        }
        var made = aParty.found();
        var wish = AMember.wish(made.branch(), "王建国");
        idNumber = wish.idNumber();
        aMember.enrolled(made, wish);
        bulk(made, made.branch());
        bulk(made, made.neighbour());
        try (var connection =
                        DriverManager.getConnection(owner.getJdbcUrl(), owner.getUsername(), owner.getPassword());
                var statement = connection.createStatement()) {
            statement.execute("analyze members.member, members.piece, members.affiliation, members.history");
        }
        tree = made;
    }

    private void bulk(AParty.Tree made, UUID branch) {
        var lo = organizations.tree(made.number()).get(branch).lo();
        Scope.in(
                new Scope.Interior(made.number()),
                () -> transaction.execute(_ -> db.sql("""
                    with m as (
                      insert into members.member (county, id, name, id_number, id_index, sex, born_on, ethnicity, category,
                        joined_on, full_on, branch, party_lo, status, in_party, identity_checked, contact_checked,
                        work_checked, party_checked)
                      select :county, gen_random_uuid(), case when n % 100 = 0 then '王建国' else '李小' || n end, '\\x00',
                        decode(md5(:branch::text || n) || md5(n::text), 'hex'), 1 + n % 2, :day, '01', 'FARMER', :day,
                        case when n % 40 > 0 then :day end, :branch, :lo,
                        case when n % 40 > 0 then 'FULL' else 'PROBATIONARY' end, true, :day, :day, :day, :day
                      from generate_series(1, 10000) n
                      returning id, name)
                    insert into members.piece (county, term, party_lo, member)
                    select :county, t, :lo, m.id from m, unnest(case when name = '王建国'
                      then array['王建', '建国', '王建国', 'wj', 'jg', 'wjg'] else array['李小', 'lx', name] end) t\
                    """.replace("'FARMER', :day,", "'FARMER', :day::date + 1,")
                                .replace("then :day end", "then :day::date + 366 end"))
                        .param("county", made.number())
                        .param("branch", branch)
                        .param("lo", lo)
                        .param("day", LocalDate.of(1990, 1, 1))
                        .update()));
    }

    private List<String> plans(Scope scope, Supplier<?> work) {
        var plans = new ArrayList<String>();
        for (var said : Statements.of(() -> Scope.in(scope, work))) {
            if (said.about("members.") && said.sql().stripLeading().startsWith("select")) {
                plans.add(Scope.in(scope, () -> transaction.execute(_ -> plan(said))));
            }
        }
        return plans;
    }

    private String plan(Statements.Said said) {
        var connection = DataSourceUtils.getConnection(dataSource);
        try (var explain = connection.prepareStatement("explain (costs off) " + said.sql())) {
            for (var given : said.given()) {
                given.setter().invoke(explain, given.arguments());
            }
            var plan = new StringBuilder(said.sql()).append('\n');
            try (var lines = explain.executeQuery()) {
                while (lines.next()) {
                    plan.append(lines.getString(1)).append('\n');
                }
            }
            return plan.toString();
        } catch (SQLException | ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        } finally {
            DataSourceUtils.releaseConnection(connection, dataSource);
        }
    }

    private void byIndex(String what, List<String> plans) {
        assertThat(plans).as(what).hasSize(1);
        for (var plan : plans) {
            assertThat(WALKS.matcher(plan.substring(plan.indexOf('\n'))).find())
                    .as(what + "\n" + plan)
                    .isFalse();
            assertThat(plan).as(what).containsPattern("Index (Only )?Scan");
        }
    }

    @Test
    void everyListOfMembersIsReadInTheOrderOfAnIndex() {
        for (var seen : List.of(tree.branch(), tree.town(), tree.county())) {
            var one = organizations.tree(tree.number()).get(seen);
            var scope = new Scope.Party(tree.number(), one.lo(), one.hi());
            byIndex(
                    one.name() + " roster",
                    plans(scope, () -> members.roster(tree.number(), one.lo(), one.hi(), null, null, 50)));
            byIndex(
                    one.name() + " probationary",
                    plans(
                            scope,
                            () -> members.roster(
                                    tree.number(), one.lo(), one.hi(), MemberStatus.PROBATIONARY, null, 50)));
            for (var words : List.of("建国", "wjg", "李小", idNumber)) {
                byIndex(
                        one.name() + " " + words,
                        plans(scope, () -> members.search(tree.number(), one.lo(), one.hi(), words, 50)));
            }
        }
    }

    @Test
    void theLaterPagesToo() {
        var town = organizations.tree(tree.number()).get(tree.town());
        var scope = new Scope.Party(tree.number(), town.lo(), town.hi());
        var first = Scope.in(scope, () -> members.roster(tree.number(), town.lo(), town.hi(), null, null, 50));
        assertThat(first.next()).isNotNull();
        byIndex(
                "second page",
                plans(scope, () -> members.roster(tree.number(), town.lo(), town.hi(), null, first.next(), 50)));
    }
}
