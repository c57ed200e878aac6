package org.onedoor.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.onedoor.accounts.DemoLogins;
import org.onedoor.calendar.OpeningHours;
import org.onedoor.calendar.WorkingCalendar;
import org.onedoor.cases.Figures;
import org.onedoor.cases.Following;
import org.onedoor.catalogue.Catalogue;
import org.onedoor.frame.CountySource;
import org.onedoor.frame.Now;
import org.onedoor.frame.Scope;
import org.onedoor.indicators.Indicators;
import org.onedoor.notices.Notices;
import org.onedoor.regions.Counties;
import org.onedoor.regions.Level;
import org.onedoor.regions.Place;
import org.onedoor.regions.Regions;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.annotation.Profile;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/**
 * 造县 · Builds the demo county at first start and goes on where it stopped: places, people and the demo logins' village
 * first, so that one can look around within a minute; then the other villages.
 *
 * <p>Seed and reference day (the day of the first start, or {@code demo.day}) give the same county again. {@code
 * demo.small} makes one case of each kind and no more, for tests; {@code demo.villages} says how many villages are filled.
 */
@Component
@Profile("demo")
class DemoCounty implements DemoLogins {

    static final String NAME = "禾川县";
    static final String CODE = "601101";
    private static final String NEIGHBOUR = "青浦岭县";
    private static final String NEIGHBOUR_CODE = "601102";
    private static final long SEED = 20261122;
    private static final int DAYS = 180;
    private static final int IN_DEMO_VILLAGE = 180;
    private static final int IN_OTHERS = 33;
    private static final Logger LOG = LoggerFactory.getLogger(DemoCounty.class);

    private final Counties counties;
    private final Regions regions;
    private final WorkingCalendar calendar;
    private final Catalogue catalogue;
    private final DemoPlaces places;
    private final DemoStaff staff;
    private final DemoParty party;
    private final DemoMembers members;
    private final DemoLife life;
    private final Notices notices;
    private final JsonMapper json;
    private final Following following;
    private final Indicators indicators;
    private final Figures figures;
    private final Path file;
    private final String zone;
    private final String day;
    private final boolean small;
    private final int most;
    private volatile List<Login> logins = List.of();
    private volatile int done;
    private volatile int all = 1;
    private volatile int building;

    DemoCounty(
            Counties counties,
            Regions regions,
            WorkingCalendar calendar,
            Catalogue catalogue,
            DemoPlaces places,
            DemoStaff staff,
            DemoParty party,
            DemoMembers members,
            DemoLife life,
            Notices notices,
            Following following,
            Indicators indicators,
            Figures figures,
            JsonMapper json,
            @Value("${onedoor.data}") Path data,
            @Value("${onedoor.zone:all}") String zone,
            @Value("${demo.day:}") String day,
            @Value("${demo.small:false}") boolean small,
            @Value("${demo.villages:1000}") int most) {
        this.counties = counties;
        this.regions = regions;
        this.calendar = calendar;
        this.catalogue = catalogue;
        this.places = places;
        this.staff = staff;
        this.party = party;
        this.members = members;
        this.life = life;
        this.notices = notices;
        this.following = following;
        this.indicators = indicators;
        this.figures = figures;
        this.json = json;
        this.file = data.resolve("demo-logins.json");
        this.zone = zone;
        this.day = day;
        this.small = small;
        this.most = most;
    }

    @Override
    public List<Login> logins(int county) {
        return counties.all().stream()
                        .anyMatch(home -> home.county() == county && home.code().equals(CODE))
                ? logins
                : List.of();
    }

    @Override
    public int percent(int county) {
        return county == building ? 100 * done / all : 100;
    }

    @EventListener(ApplicationReadyEvent.class)
    void build() {
        Thread.ofVirtual().name("demo").start(() -> {
            try {
                seed();
            } catch (RuntimeException e) {
                LOG.error("The demo county could not be finished; the next start goes on", e);
            }
        });
    }

    private void seed() {
        int county = number(CODE);
        var begun = county == 0 ? Optional.<Instant>empty() : counties.seededUntil(county);
        if (county != 0 && begun.isEmpty() && !regions.tree(county).isEmpty()) {
            logins = read();
            return;
        }
        // Interrupted: what is there stays, lives that were begun are left as they are, the rest follows.
        var reference = begun.orElseGet(this::reference);
        if (county == 0) {
            forget();
        }
        county = found(CODE, NAME, "*", county, reference);
        make(county, reference);
        foundNeighbour(reference);
        int made = county;
        internally(reference, () -> party.make(made));
        fill(county, reference);
    }

    private void fill(int county, Instant reference) {
        var villages = villages(county).stream().limit(most).toList();
        all = inDemoVillage() + (villages.size() - 1) * inOthers();
        building = county;
        boolean first = true;
        for (var village : villages) {
            lives(county, village, first ? inDemoVillage() : inOthers(), reference, first);
            if (first) {
                LOG.info("The demo county can be used; {} more villages are being filled", villages.size() - 1);
                figures(county, reference);
                internally(reference, () -> members.make(county, small));
            }
            first = false;
        }
        // Nobody wants the bell of half a year.
        Now.at(reference, () -> following.sweep(county));
        Scope.in(new Scope.County(county), () -> notices.settle(county, reference));
        figures(county, reference);
        counties.seededUntil(county, null);
        building = 0;
        LOG.info("The demo county is complete");
    }

    /** What the nights of half a year would have read and rolled. */
    private void figures(int county, Instant reference) {
        if (small) {
            return;
        }
        var scope = new Scope.County(county);
        var today = Now.local(reference).toLocalDate();
        Now.at(reference, () -> {
            for (var indicator : indicators.all()) {
                Scope.in(scope, () -> today.minusDays(DAYS)
                        .datesUntil(today)
                        .forEach(night -> indicators.take(county, indicator, night)));
            }
            Scope.in(scope, () -> {
                for (int back = 1; back <= DAYS / 30; back++) {
                    figures.rollMonth(county, today.minusMonths(back));
                }
                figures.roll(county);
            });
        });
    }

    private int inDemoVillage() {
        return small ? Fate.values().length : IN_DEMO_VILLAGE;
    }

    private int inOthers() {
        return small ? 0 : IN_OTHERS;
    }

    /** The day of the first start, or the one asked for, at noon. */
    private Instant reference() {
        return day.isEmpty()
                ? Now.instant()
                : LocalDate.parse(day)
                        .atTime(LocalTime.of(10, 40))
                        .atZone(Now.ZONE)
                        .toInstant();
    }

    /** Its row says from the first moment that it is being made: no other job works on it. */
    private int found(String code, String name, String host, int there, Instant reference) {
        if (there == 0) {
            return counties.found(code, name, host, reference);
        }
        counties.seededUntil(there, reference);
        return there;
    }

    private void make(int county, Instant reference) {
        Now.at(reference, () -> {
            places.make(county, NAME, "Hechuan County", CODE, 3);
            Scope.in(new Scope.County(county), () -> {
                calendar.loadShipped();
                calendar.open(new OpeningHours(LocalTime.of(17, 30), OpeningHours.USUAL.spans()));
                catalogue.load(county);
                staff.make(county, SEED);
            });
        });
        var kept = read();
        if (kept.isEmpty()) {
            // Kept nowhere else: passwords that were drawn before a kill are drawn anew.
            kept = Scope.in(new Scope.County(county), () -> Now.at(reference, () -> staff.passwords(county)));
            write(kept);
        }
        logins = kept;
    }

    /** What belongs to internal rooms is left out where those do not exist (R-SEC-11). */
    private void internally(Instant reference, Runnable work) {
        if (!"public".equals(zone)) {
            Now.at(reference, work);
        }
    }

    /** A second, tiny county beside it. */
    private void foundNeighbour(Instant reference) {
        int there = number(NEIGHBOUR_CODE);
        if (there != 0
                && counties.seededUntil(there).isEmpty()
                && !regions.tree(there).isEmpty()) {
            return;
        }
        int neighbour = found(NEIGHBOUR_CODE, NEIGHBOUR, "qingpuling.localhost", there, reference);
        Now.at(reference, () -> {
            places.make(neighbour, NEIGHBOUR, "Qingpuling County", NEIGHBOUR_CODE, 1);
            Scope.in(new Scope.County(neighbour), () -> {
                calendar.loadShipped();
                catalogue.load(neighbour);
                staff.make(neighbour, SEED + 1);
            });
        });
        counties.seededUntil(neighbour, null);
    }

    /** 0: not there. */
    private int number(String code) {
        return counties.all().stream()
                .filter(home -> home.code().equals(code))
                .map(CountySource.Home::county)
                .findFirst()
                .orElse(0);
    }

    private List<Place> villages(int county) {
        var all = new ArrayList<>(regions.tree(county).all(Level.VILLAGE));
        all.sort(java.util.Comparator.comparing(place -> !place.name().equals(Names.VILLAGE)));
        return all;
    }

    /** {@code demo}: the first ones are one of each kind, so that a small county has every state too. */
    private void lives(int county, Place village, int number, Instant reference, boolean demo) {
        var fates = Fate.values();
        for (int n = 0; n < number; n++) {
            long seed = village.code().hashCode() * 1000L + n;
            var random = new Random(SEED ^ village.code().hashCode() * 31L ^ n);
            var fate = demo && n < fates.length ? fates[n] : Fate.ANY;
            life.live(county, village, fate.filed(random, reference), seed, reference, fate);
            done++;
        }
    }

    /** Logins of a county that is not there any more. */
    private void forget() {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            LOG.warn("The demo logins of before could not be removed", e);
        }
    }

    private List<Login> read() {
        try {
            return Files.exists(file)
                    ? Arrays.asList(json.readValue(Files.readString(file), Login[].class))
                    : List.of();
        } catch (IOException e) {
            LOG.warn("The demo logins could not be read", e);
            return List.of();
        }
    }

    private void write(List<Login> logins) {
        try {
            Files.deleteIfExists(file);
            Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            Files.writeString(file, json.writeValueAsString(logins));
        } catch (IOException e) {
            LOG.warn("The demo logins could not be kept", e);
        }
    }
}
