package org.onedoor.cases;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.onedoor.audit.Origin;
import org.onedoor.calendar.WorkingCalendar;
import org.onedoor.calendar.WorkingTime;
import org.onedoor.catalogue.Catalogue;
import org.onedoor.catalogue.Item;
import org.onedoor.catalogue.Items;
import org.onedoor.files.Files;
import org.onedoor.files.Kind;
import org.onedoor.files.Storing;
import org.onedoor.frame.Actor;
import org.onedoor.frame.Faults;
import org.onedoor.frame.NotHere;
import org.onedoor.frame.NotYours;
import org.onedoor.frame.Now;
import org.onedoor.frame.Page;
import org.onedoor.frame.Role;
import org.onedoor.frame.Throttle;
import org.onedoor.organizations.Holder;
import org.onedoor.organizations.Organizations;
import org.onedoor.organizations.Post;
import org.onedoor.organizations.Staffing;
import org.onedoor.regions.Place;
import org.onedoor.regions.Regions;
import org.onedoor.secrets.Phones;
import org.springframework.stereotype.Component;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.util.UriComponentsBuilder;

/** What the residents' pages have in common: who may, how often, what is promised, whom to call. */
@Component
class ResidentDoor {

    private static final int FORMS_PER_HOUR = 120;

    /** Somebody to call: with her office, and a phone that is never empty where one is known. */
    record Person(String name, String title, String office, String phone) {}

    private final Regions regions;
    private final WorkingCalendar calendar;
    private final Organizations organizations;
    private final Catalogue catalogue;
    private final Files files;
    private final Throttle throttle;

    ResidentDoor(
            Regions regions,
            WorkingCalendar calendar,
            Organizations organizations,
            Catalogue catalogue,
            Files files,
            Throttle throttle) {
        this.regions = regions;
        this.calendar = calendar;
        this.organizations = organizations;
        this.catalogue = catalogue;
        this.files = files;
        this.throttle = throttle;
    }

    /** The county one is at; staff and administrators are told where they do this. */
    int enter() {
        var actor = Actor.current();
        if (working(actor)) {
            throw new NotYours("cases.door.staff");
        }
        return actor.county();
    }

    /** Logged in for work: neither files here nor sees an answer code. */
    static boolean working(Actor actor) {
        return actor.is(Role.STAFF)
                || actor.is(Role.SUPERVISOR)
                || actor.is(Role.SYSTEM_ADMIN)
                || actor.is(Role.SECURITY_ADMIN)
                || actor.is(Role.AUDIT_ADMIN);
    }

    /** As {@link #enter}, with one more form from this address. */
    int submit() {
        int county = enter();
        throttle.take("cases.form", county + ":" + Origin.ip(), FORMS_PER_HOUR, Duration.ofHours(1));
        return county;
    }

    /** Looking up numbers: ten an hour from one address, thirty a day for one number. */
    void lookUp(int county, String number) {
        throttle.take("cases.find", county + ":" + Origin.ip(), 10, Duration.ofHours(1));
        throttle.take("cases.find.number", county + ":" + number, 30, Duration.ofDays(1));
    }

    /** Acts on one receipt. */
    void act(String longId) {
        throttle.take("cases.receipt", longId, 30, Duration.ofHours(1));
    }

    Items items(int county) {
        return catalogue.of(county);
    }

    Optional<Item> item(int county, @Nullable String code) {
        return code == null || code.isEmpty()
                ? Optional.empty()
                : catalogue.of(county).byCode(code);
    }

    Place place(int county, UUID id) {
        return regions.tree(county).get(id);
    }

    Optional<Place> village(int county, String code) {
        return code.isEmpty()
                ? Optional.empty()
                : regions.tree(county).byCode(code).filter(place -> !place.closed());
    }

    Place county(int county) {
        return regions.tree(county).root();
    }

    Staffing staffing(int county) {
        return organizations.of(county);
    }

    WorkingTime days(int county, Place place) {
        return calendar.of(county, place.lo());
    }

    Person person(int county, Post post, Page page) {
        var staffing = organizations.of(county);
        var office = staffing.office(post.office());
        var holder = staffing.holder(post.id(), Now.instant());
        return new Person(
                holder.map(Holder::name).orElse(""),
                page.name(post.title(), post.titleEn()),
                page.name(office.name(), office.nameEn()),
                Phones.atHome(holder.map(Holder::phone)
                        .filter(phone -> !phone.isBlank())
                        .orElse(office.phone())));
    }

    /** Who takes what cannot wait, in this village at this moment. */
    Person urgent(int county, Place village, Page page) {
        return person(county, organizations.of(county).urgent(village, Now.instant()), page);
    }

    /** 5 个工作日 · 24 小时. */
    static String promise(Item item, Page page) {
        int amount = item.promise().amount();
        return switch (item.promise().unit()) {
            case HOURS -> page.t("cases.promise.hours", amount);
            case WORKING_DAYS -> page.t(amount == 1 ? "cases.promise.day" : "cases.promise.days", amount);
        };
    }

    Instant due(int county, Place place, Item item) {
        return days(county, place).due(Now.instant(), item.promise());
    }

    /** Keeps what was uploaded under its owner; what is not kept is a fault at its field. */
    List<UUID> keep(
            int county, UUID owner, Kind kind, List<MultipartFile> sent, String field, Faults faults, Page page) {
        var kept = new java.util.ArrayList<UUID>();
        for (var file : sent) {
            if (file.isEmpty()) {
                continue;
            }
            switch (files.store(county, kind, bytes(file), owner)) {
                case Storing.Stored stored -> kept.add(stored.id().id());
                case Storing.Refused(var key) -> faults.add(field, page.t(key));
            }
        }
        return kept;
    }

    private static byte[] bytes(MultipartFile file) {
        try {
            return file.getBytes();
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    /** The address of a receipt as others can open it. */
    static String link(HttpServletRequest request, String longId) {
        return UriComponentsBuilder.newInstance()
                .scheme(request.getScheme())
                .host(request.getServerName())
                .port(standard(request) ? -1 : request.getServerPort())
                .path(request.getContextPath() + "/r/" + longId)
                .build()
                .toUriString();
    }

    private static boolean standard(HttpServletRequest request) {
        return request.getServerPort() == ("https".equals(request.getScheme()) ? 443 : 80);
    }

    /** Not a person's number or code: nothing here. */
    static void mustBeKey(String longId) {
        if (!longId.matches("[A-Za-z0-9_-]{22}")) {
            throw new NotHere();
        }
    }
}
