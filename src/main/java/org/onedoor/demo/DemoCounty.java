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
import java.util.Random;
import org.onedoor.accounts.DemoLogins;
import org.onedoor.calendar.OpeningHours;
import org.onedoor.calendar.WorkingCalendar;
import org.onedoor.cases.Figures;
import org.onedoor.catalogue.Catalogue;
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
 * <p>Seed and reference day (the day of the first start, or {@code demo.day}) give the same county again;
 * {@code demo.villages} says how many villages are filled with cases (all).
 */
@Component
@Profile("demo")
class DemoCounty implements DemoLogins {

    static final String NAME = "禾川县";
    static final String CODE = "601101";
    private static final String NEIGHBOUR = "青浦岭县";
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
    private final DemoLife life;
    private final Notices notices;
    private final JsonMapper json;
    private final Indicators indicators;
    private final Figures figures;
    private final Path file;
    private final Path figuresDone;
    private final String day;
    private final int most;
    private volatile List<Login> logins = List.of();
    private volatile int done;
    private volatile int all = 1;

    DemoCounty(
            Counties counties,
            Regions regions,
            WorkingCalendar calendar,
            Catalogue catalogue,
            DemoPlaces places,
            DemoStaff staff,
            DemoLife life,
            Notices notices,
            JsonMapper json,
            Indicators indicators,
            Figures figures,
            @Value("${onedoor.data}") Path data,
            @Value("${demo.day:}") String day,
            @Value("${demo.villages:1000}") int most) {
        this.counties = counties;
        this.regions = regions;
        this.calendar = calendar;
        this.catalogue = catalogue;
        this.places = places;
        this.staff = staff;
        this.life = life;
        this.notices = notices;
        this.json = json;
        this.indicators = indicators;
        this.figures = figures;
        this.file = data.resolve("demo-logins.json");
        this.figuresDone = data.resolve("demo-figures");
        this.day = day;
        this.most = most;
    }

    @Override
    public List<Login> logins(int county) {
        return counties.all().stream()
                        .anyMatch(home -> home.county() == county && home.code().equals(CODE))
                ? logins
                : List.of();
    }

    /** How much of the county is there, in percent. */
    int percent() {
        return 100 * done / all;
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
        var reference = reference();
        int county = found(reference);
        counties.seededUntil(county, reference);
        var villages = villages(county).stream().limit(most).toList();
        all = villages.size();
        for (var village : villages) {
            var here = village.name().equals(Names.VILLAGE) ? IN_DEMO_VILLAGE : IN_OTHERS;
            lives(county, village, here, reference);
            done++;
            if (done == 1) {
                LOG.info("The demo county can be used; {} more villages are being filled", all - 1);
                figures(county, reference);
            }
        }
        // Nobody wants the bell of half a year.
        Scope.in(new Scope.County(county), () -> notices.settle(county, reference));
        figures(county, reference);
        write(figuresDone, "");
        counties.seededUntil(county, null);
        LOG.info("The demo county is complete");
    }

    /** What the nights of half a year would have read and rolled; once. */
    private void figures(int county, Instant reference) {
        if (Files.exists(figuresDone)) {
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

    /** The day of the first start, or the one asked for, at noon. */
    private Instant reference() {
        return day.isEmpty()
                ? Now.instant()
                : LocalDate.parse(day)
                        .atTime(LocalTime.of(10, 40))
                        .atZone(Now.ZONE)
                        .toInstant();
    }

    private int found(Instant reference) {
        for (var home : counties.all()) {
            if (home.code().equals(CODE)) {
                logins = read();
                return home.county();
            }
        }
        var random = new Random(SEED);
        int county = counties.found(CODE, NAME, "*");
        Now.at(reference, () -> {
            places.make(county, NAME, CODE, 3);
            Scope.in(new Scope.County(county), () -> {
                calendar.loadShipped();
                calendar.open(new OpeningHours(LocalTime.of(17, 30), OpeningHours.USUAL.spans()));
                catalogue.load(county);
                logins = staff.make(county, random);
            });
        });
        write(file, json.writeValueAsString(logins));
        int neighbour = counties.found("601102", NEIGHBOUR, "qingpuling.localhost");
        Now.at(reference, () -> {
            places.make(neighbour, NEIGHBOUR, "601102", 1);
            Scope.in(new Scope.County(neighbour), () -> {
                calendar.loadShipped();
                catalogue.load(neighbour);
                staff.make(neighbour, new Random(SEED + 1));
            });
        });
        return county;
    }

    private List<Place> villages(int county) {
        var all = new ArrayList<>(regions.tree(county).all(Level.VILLAGE));
        all.sort(java.util.Comparator.comparing(place -> !place.name().equals(Names.VILLAGE)));
        return all;
    }

    private void lives(int county, Place village, int number, Instant reference) {
        var today = Now.local(reference).toLocalDate();
        for (int n = 0; n < number; n++) {
            var random = new Random(SEED ^ village.code().hashCode() * 31L ^ n);
            // More lately than long ago, and a handful today.
            int ago = n % 18 == 0 ? random.nextInt(3) : (int) (DAYS * Math.pow(random.nextDouble(), 1.5));
            life.live(county, village, today.minusDays(ago), village.code().hashCode() * 1000L + n, reference);
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

    private void write(Path file, String text) {
        try {
            Files.deleteIfExists(file);
            Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            Files.writeString(file, text);
        } catch (IOException e) {
            LOG.warn("{} could not be kept", file.getFileName(), e);
        }
    }
}
