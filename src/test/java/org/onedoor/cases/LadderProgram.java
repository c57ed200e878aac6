package org.onedoor.cases;

import java.util.Scanner;
import java.util.UUID;
import org.onedoor.ACounty;
import org.onedoor.OneDoor;
import org.onedoor.Staff;
import org.onedoor.frame.Scope;
import org.onedoor.organizations.PostKind;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The real program as a process of its own, on a data folder of its own and with its own PostgreSQL, told what to do line by
 * line: so that a test can kill it between two batches of a sweep and start it again.
 */
final class LadderProgram {

    private final ConfigurableApplicationContext context;
    private final Scanner lines = new Scanner(System.in);
    private final TransactionTemplate transaction;

    private LadderProgram(ConfigurableApplicationContext context) {
        this.context = context;
        this.transaction = new TransactionTemplate(context.getBean(PlatformTransactionManager.class));
    }

    /** {@code folder} and further properties as {@code --name=value}. */
    public static void main(String[] arguments) {
        var program = new LadderProgram(SpringApplication.run(OneDoor.class, arguments));
        program.say("port " + program.context.getEnvironment().getProperty("local.server.port"));
        try {
            program.obey();
        } catch (RuntimeException e) {
            e.printStackTrace(System.out);
            System.exit(1);
        }
    }

    private void say(String line) {
        System.out.println("> " + line);
        System.out.flush();
    }

    private void obey() {
        while (lines.hasNextLine()) {
            var words = lines.nextLine().split(" ");
            switch (words[0]) {
                case "found" -> found(Integer.parseInt(words[1]), words[2], words[3]);
                case "sweep" -> sweep(Integer.parseInt(words[1]), words[2], words.length > 3);
                case "count" -> count(Integer.parseInt(words[1]));
                default -> {
                    context.close();
                    System.exit(0);
                }
            }
        }
    }

    /** A village whose clerk owes {@code number} answers, asked and due at the given moments. */
    private void found(int number, String asked, String due) {
        var staff = context.getBean(Staff.class);
        var cases = context.getBean(ACase.class);
        var people = ACase.at("2026-01-05T09:00", () -> {
            var home = context.getBean(ACounty.class).found();
            int county = home.county();
            return new Object() {
                final ACounty.Home place = home;
                final Staff.Member clerk = staff.named("陈小满", county, home.village(), PostKind.CLERK);
                final Staff.Member secretary = staff.named("罗守田", county, home.village(), PostKind.SECRETARY);
                final Staff.Member town = staff.named("彭立夏", county, home.town(), PostKind.SUPERVISOR);
                final Staff.Member countySeat = staff.named("程知远", county, home.root(), PostKind.SUPERVISOR);
                final Staff.Member elsewhere = staff.named("苏晚", county, home.community(), PostKind.CLERK);
            };
        });
        int county = people.place.county();
        UUID first = ACase.at(asked, () -> {
            UUID one = null;
            for (int n = 0; n < number; n++) {
                one = cases.filed(
                                county,
                                ARequest.at(people.place.village().id(), "第 " + n + " 户门口的水沟堵了")
                                        .due(ACase.moment(due))
                                        .form())
                        .id();
            }
            return one;
        });
        say("county " + county + " " + first + " " + people.secretary.login() + " " + people.town.login() + " "
                + people.countySeat.login() + " " + people.elsewhere.login() + " " + people.clerk.login());
    }

    /** The ladder as the minute's sweep climbs it; when {@code halting}, each batch waits for a word. */
    private void sweep(int county, String at, boolean halting) {
        ACase.at(at, () -> {
            if (!halting) {
                say("sweeping");
                context.getBean(Following.class).sweep(county);
                say("swept");
                return;
            }
            var climbing = context.getBean(Climbing.class);
            var after = Climbing.After.START;
            while (after != null) {
                var from = after;
                var swept = Scope.in(
                        new Scope.County(county), () -> transaction.execute(_ -> climbing.stretch(county, from, null)));
                say("batch " + swept.cases());
                lines.nextLine();
                after = swept.last();
            }
        });
    }

    /** Rungs by name, and what each person was told of at the desk. */
    private void count(int county) {
        Scope.in(
                new Scope.County(county),
                () -> transaction.execute(_ -> {
                    var db = context.getBean(JdbcClient.class);
                    db.sql("""
                        select rung || ' ' || count(*) || ' ' || count(distinct matter) from cases.escalation
                        where county = :county group by rung order by rung\
                        """)
                            .param("county", county)
                            .query(String.class)
                            .list()
                            .forEach(line -> say("rung " + line));
                    db.sql("""
                        select (fact ->> 'rung') || ' ' || count(*) from cases.history
                        where county = :county and kind = 'climbed' group by fact ->> 'rung' order by fact ->> 'rung'\
                        """)
                            .param("county", county)
                            .query(String.class)
                            .list()
                            .forEach(line -> say("told " + line));
                    return true;
                }));
        say("counted");
    }
}
