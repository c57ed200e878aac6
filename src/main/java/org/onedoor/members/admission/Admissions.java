package org.onedoor.members.admission;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.onedoor.audit.Audit;
import org.onedoor.calendar.WorkingCalendar;
import org.onedoor.calendar.WorkingTime;
import org.onedoor.frame.Actor;
import org.onedoor.frame.Cursors;
import org.onedoor.frame.Ids;
import org.onedoor.frame.NotHere;
import org.onedoor.frame.Now;
import org.onedoor.frame.Overtaken;
import org.onedoor.frame.Slice;
import org.onedoor.members.admission.AdmissionStore.Line;
import org.onedoor.members.admission.AdmissionStore.Open;
import org.onedoor.members.admission.AdmissionStore.Owed;
import org.onedoor.members.admission.AdmissionStore.Span;
import org.onedoor.organizations.party.Capability;
import org.onedoor.organizations.party.PartyOrganization;
import org.onedoor.organizations.party.PartyOrganizations;
import org.onedoor.secrets.IdNumbers;
import org.onedoor.secrets.Phones;
import org.onedoor.secrets.Secrets;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * 发展党员簿 · The files of admission: opened, carried on and read under the scope of a Party post, or of the Interior for
 * seeding. Which post may is the door's to ask ({@link AdmissionRights}); what lies outside the scope is not here.
 */
@Service
@Transactional(readOnly = true)
public class Admissions {

    static final String ID_NUMBER = "admission.file.id_number";
    static final String PHONE = "admission.file.phone";

    /** So that an applicant's ID number and a member's never meet in an index. */
    private static final String INDEX = "admission-id";

    /** First number of a county's own place: its calendar is the Party's. */
    private static final int COUNTY_PLACE = 1;

    private static final UUID FIRST = new UUID(0, 0);

    /** A file: who, and what the history says. */
    record Dossier(PersonOnPath person, AdmissionFile file) {}

    private final AdmissionStore store;
    private final PartyOrganizations organizations;
    private final WorkingCalendar calendar;
    private final Secrets secrets;
    private final Audit audit;
    private final Cursors cursors;

    Admissions(
            AdmissionStore store,
            PartyOrganizations organizations,
            WorkingCalendar calendar,
            Secrets secrets,
            Audit audit,
            Cursors cursors) {
        this.store = store;
        this.organizations = organizations;
        this.calendar = calendar;
        this.secrets = secrets;
        this.audit = audit;
        this.cursors = cursors;
    }

    /** Step 1. Refused below the age of R-DEV-1, in a branch that does not admit, and while the person is on the path already. */
    @Transactional
    Opening open(int county, OpenFile wish, @Nullable UUID post) {
        var number = IdNumbers.normalise(wish.idNumber());
        if (number.isEmpty()) {
            return no("idNumber", "admission.open.id");
        }
        var phone = wish.phone() == null ? Optional.<String>empty() : Phones.normalise(wish.phone());
        if (wish.phone() != null && phone.isEmpty()) {
            return no("phone", "admission.open.phone");
        }
        var branch = organizations.tree(county).find(wish.branch()).filter(Admissions::admits);
        if (branch.isEmpty()) {
            return no("branch", "admission.open.branch");
        }
        var born = born(number.get());
        var file = AdmissionFile.of(List.of(), born, terms(), time(county));
        var apply = new Fact.Taken(Step.APPLY, null);
        if (file.check(wish.day(), Now.today(), apply) instanceof Recording.Refused why) {
            return new Opening.Refused("day", why.key(), why.arguments());
        }
        var id = Ids.next();
        var person = new PersonOnPath(
                id,
                wish.name().strip(),
                born,
                secrets.seal(county, ID_NUMBER, id, number.get()),
                phone.map(one -> secrets.seal(county, PHONE, id, one)).orElse(null),
                wish.branch(),
                branch.get().lo(),
                wish.day(),
                Phase.APPLICANT,
                null,
                0);
        if (!store.insert(county, person, secrets.index(county, INDEX, number.get()))) {
            audit.record(new org.onedoor.audit.Entry(county, Actor.current().id(), post, "admission.known", null));
            return no("idNumber", "admission.open.known");
        }
        write(county, person, file, wish.day(), apply, post);
        audit.record(new org.onedoor.audit.Entry(county, Actor.current().id(), post, "admission.opened", id));
        return new Opening.Done(id);
    }

    /**
     * Records what was done on that day, if the rules allow it.
     *
     * @param seen number of lines the person who records has seen
     * @throws NotHere outside the scope
     * @throws Overtaken when somebody else recorded meanwhile
     */
    @Transactional
    Recording record(int county, UUID id, int seen, LocalDate day, Fact fact, @Nullable UUID post) {
        var person = store.lock(county, id).orElseThrow(NotHere::new);
        if (person.version() != seen) {
            throw new Overtaken();
        }
        var file = file(county, person);
        var recording = file.check(day, Now.today(), fact);
        if (recording instanceof Recording.Done) {
            write(county, person, file, day, fact, post);
            audit.record(new org.onedoor.audit.Entry(county, Actor.current().id(), post, "admission.recorded", id));
        }
        return recording;
    }

    private void write(
            int county, PersonOnPath person, AdmissionFile file, LocalDate day, Fact fact, @Nullable UUID post) {
        var longer = file.with(day, Now.instant(), Actor.current().id(), post, fact);
        store.append(county, person.id(), longer.history().getLast());
        project(county, person, longer);
    }

    private void project(int county, PersonOnPath person, AdmissionFile file) {
        var open = new ArrayList<Open>();
        for (var next : file.next(Now.today())) {
            open.add(new Open(next.step(), Side.of(next.step(), file), next.from(), next.due()));
        }
        store.project(county, person, file.phase(), ended(file), file.history().size(), open);
    }

    static @Nullable String ended(AdmissionFile file) {
        if (file.end() instanceof End end) {
            return end.name();
        }
        return file.day(Step.ARCHIVE).isPresent() ? PersonOnPath.ARCHIVED : null;
    }

    Optional<Dossier> find(int county, UUID id) {
        return store.find(county, id).map(person -> new Dossier(person, file(county, person)));
    }

    /** What a side owes within an interval of the tree, without what others owe inside it; the earliest due first. */
    Slice<Owed> owed(int county, Side side, Span in, List<Span> without, @Nullable String cursor, int size) {
        var name = "admission:" + side + ":" + in.lo() + ":" + in.hi();
        var after = cursors.read(cursor, name);
        // The step stands in the milliseconds of the day.
        var lines = store.owed(
                county,
                side,
                in,
                without,
                after == null
                        ? LocalDate.EPOCH
                        : after.at().atZone(ZoneOffset.UTC).toLocalDate(),
                after == null ? FIRST : after.id(),
                after == null ? 0 : Math.toIntExact(after.at().toEpochMilli() % 1000),
                size + 1);
        if (lines.size() <= size) {
            return new Slice<>(lines, null);
        }
        var last = lines.get(size - 1);
        var at = last.dueOn().atStartOfDay(ZoneOffset.UTC).toInstant().plusMillis(last.step());
        return new Slice<>(lines.subList(0, size), cursors.after(at, last.file(), name));
    }

    /** Every file of an interval, in the order of the tree. */
    Slice<Line> list(int county, Span in, @Nullable String cursor, int size) {
        var name = "admission:" + in.lo() + ":" + in.hi();
        var after = cursors.read(cursor, name);
        var lines = store.list(
                county,
                in,
                after == null ? 0 : Math.toIntExact(after.at().toEpochMilli()),
                after == null ? FIRST : after.id(),
                size + 1);
        if (lines.size() <= size) {
            return new Slice<>(lines, null);
        }
        var last = lines.get(size - 1);
        return new Slice<>(
                lines.subList(0, size), cursors.after(Instant.ofEpochMilli(last.partyLo()), last.id(), name));
    }

    /** What a neighbour's port reads, in one transaction with its scope. */
    <T> T reading(java.util.function.Supplier<T> work) {
        return work.get();
    }

    /** Masked, as a page shows them (R-SEC-10). */
    String phone(int county, PersonOnPath person) {
        return person.phone() == null ? "" : Phones.masked(secrets.open(county, PHONE, person.id(), person.phone()));
    }

    String idNumber(int county, PersonOnPath person) {
        return IdNumbers.masked(secrets.open(county, ID_NUMBER, person.id(), person.idNumber()));
    }

    private AdmissionFile file(int county, PersonOnPath person) {
        return AdmissionFile.of(store.entries(county, person.id()), person.bornOn(), terms(), time(county));
    }

    WorkingTime time(int county) {
        return calendar.of(county, COUNTY_PLACE);
    }

    AdmissionTerms terms() {
        return AdmissionTerms.DEFAULT;
    }

    /** A branch that admits (R-ORG-8). */
    static boolean admits(PartyOrganization organization) {
        return organization.type().branch()
                && organization.type().can(Capability.ADMIT)
                && !organization.status().over();
    }

    private static Opening no(String field, String key) {
        return new Opening.Refused(field, key, List.of());
    }

    private static LocalDate born(String number) {
        return LocalDate.of(
                Integer.parseInt(number, 6, 10, 10),
                Integer.parseInt(number, 10, 12, 10),
                Integer.parseInt(number, 12, 14, 10));
    }
}
