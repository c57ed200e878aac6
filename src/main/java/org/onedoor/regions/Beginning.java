package org.onedoor.regions;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.onedoor.frame.CountySource;
import org.onedoor.frame.Ids;
import org.onedoor.frame.Now;
import org.onedoor.frame.Scope;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Sets up the first county of an empty installation (foundations §17). While there is none, the log shows an address that
 * only somebody with the log can know; afterwards it answers 404.
 */
@Component
class Beginning {

    private static final Logger LOG = LoggerFactory.getLogger(Beginning.class);

    private final CountySource known;
    private final Counties counties;
    private final Regions regions;
    private final ObjectProvider<FirstCalendar> calendars;
    private final ObjectProvider<FirstAdministrator> administrators;
    private final TransactionTemplate transaction;
    private volatile @Nullable String secret;

    Beginning(
            CountySource known,
            Counties counties,
            Regions regions,
            ObjectProvider<FirstCalendar> calendars,
            ObjectProvider<FirstAdministrator> administrators,
            PlatformTransactionManager transactions) {
        this.known = known;
        this.counties = counties;
        this.regions = regions;
        this.calendars = calendars;
        this.administrators = administrators;
        this.transaction = new TransactionTemplate(transactions);
    }

    /** What the set-up page asks. */
    record BeginCounty(String name, String code, int year, String login, String password) {}

    @EventListener
    void invite(ApplicationReadyEvent started) {
        var environment = started.getApplicationContext().getEnvironment();
        if (nothingYet() && !Set.of(environment.getActiveProfiles()).contains("demo")) {
            LOG.warn("There is no county yet. Set up the first one at {}", address(environment, open()));
        }
    }

    /** Makes the one-time secret, or tells the one there is. */
    synchronized String open() {
        var made = secret;
        if (made == null) {
            made = Ids.longId();
            secret = made;
        }
        return made;
    }

    boolean opens(String given) {
        var mine = secret;
        return mine != null
                && MessageDigest.isEqual(mine.getBytes(StandardCharsets.UTF_8), given.getBytes(StandardCharsets.UTF_8))
                && nothingYet();
    }

    List<Integer> years() {
        var years = calendars.getIfAvailable();
        return years == null ? List.of(Now.today().getYear()) : years.years();
    }

    /** County, its place, its calendar and its first administrator; the address is used up. */
    synchronized int begin(BeginCounty wish) {
        var there = known.all();
        int county = there.isEmpty()
                ? counties.found(wish.code(), wish.name(), "*")
                : there.getFirst().county();
        Scope.in(
                new Scope.County(county),
                () -> transaction.executeWithoutResult(_ -> {
                    regions.add(
                            new AddPlace(null, Level.COUNTY, PlaceCode.full(wish.code()), wish.name(), null, false));
                    calendars.ifAvailable(calendar -> calendar.begin(county, wish.year()));
                    administrators.ifAvailable(first -> first.create(county, wish.login(), wish.password()));
                }));
        secret = null;
        return county;
    }

    /** No county, or one whose set-up broke off before it had a place: the rest is one transaction. */
    private boolean nothingYet() {
        var there = known.all();
        return there.isEmpty()
                || there.size() == 1 && regions.tree(there.getFirst().county()).isEmpty();
    }

    private static String address(Environment environment, String secret) {
        return "http://localhost:" + environment.getProperty("local.server.port", "8080") + "/regions/begin/" + secret;
    }
}
