package org.onedoor.members;

import java.time.Instant;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.onedoor.audit.Audit;
import org.onedoor.audit.Entry;
import org.onedoor.frame.Actor;
import org.onedoor.frame.Cursors;
import org.onedoor.frame.Ids;
import org.onedoor.frame.NotHere;
import org.onedoor.frame.Now;
import org.onedoor.frame.Overtaken;
import org.onedoor.frame.Slice;
import org.onedoor.members.MemberStore.Line;
import org.onedoor.members.MemberStore.Sealed;
import org.onedoor.members.MemberStore.Seat;
import org.onedoor.members.MemberStore.Written;
import org.onedoor.organizations.party.Capability;
import org.onedoor.organizations.party.PartyOrganization;
import org.onedoor.organizations.party.PartyOrganizations;
import org.onedoor.secrets.IdNumbers;
import org.onedoor.secrets.Phones;
import org.onedoor.secrets.Secrets;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * 党员名册 · The members' files: enrolled, kept and found under the scope of a Party post, or of the Interior for imports and
 * seeding. Which post may do what is the door's to ask ({@link MemberRights}); what lies outside the scope is not here.
 */
@Service
@Transactional(readOnly = true)
public class Members {

    static final String ID_NUMBER = "members.member.id_number";
    static final String PHONE = "members.member.phone";
    static final String HOUSEHOLD = "members.member.household";
    static final String RESIDENCE = "members.member.residence";

    /** So that an ID number and a resident's never meet in an index. */
    private static final String INDEX = "member-id";

    private static final UUID FIRST = new UUID(0, 0);

    /** One sealed value at a time is looked at. */
    enum Field {
        ID_NUMBER("members.id-number.viewed"),
        PHONE("members.phone.viewed"),
        HOUSEHOLD("members.household.viewed"),
        RESIDENCE("members.residence.viewed");

        private final String action;

        Field(String action) {
            this.action = action;
        }
    }

    /** What a page shows of the sealed values without a look: masked, or whether there is one (R-SEC-10). */
    record Masked(String idNumber, String phone, boolean household, boolean residence) {}

    private final MemberStore store;
    private final PartyOrganizations organizations;
    private final Secrets secrets;
    private final Audit audit;
    private final Cursors cursors;

    Members(MemberStore store, PartyOrganizations organizations, Secrets secrets, Audit audit, Cursors cursors) {
        this.store = store;
        this.organizations = organizations;
        this.secrets = secrets;
        this.audit = audit;
        this.cursors = cursors;
    }

    /**
     * A member comes onto the roster of a branch, probationary or full as the dates say. Refused when the branch has no members
     * of its own, the dates contradict each other, or the ID number is on the county's roster.
     */
    @Transactional
    public Recording enrol(int county, EnrolMember wish, @Nullable UUID post) {
        var number = IdNumbers.normalise(wish.idNumber());
        if (number.isEmpty()) {
            return new Recording.Refused("idNumber", "members.form.id.wrong");
        }
        var bornOn = born(number.get());
        var fault = fault(wish.details(), bornOn, wish.phone());
        if (fault != null) {
            return fault;
        }
        var seat = seat(county, wish.branch(), wish.details().group());
        if (seat.isEmpty()) {
            return new Recording.Refused("group", "members.form.branch.wrong");
        }
        var id = Ids.next();
        var sealed = sealed(county, id, number.get(), wish.phone(), wish.household(), wish.residence());
        var status = wish.details().fullOn() == null ? MemberStatus.PROBATIONARY : MemberStatus.FULL;
        var fact = Map.of("status", status.name(), "branch", wish.branch().toString());
        if (!store.insert(
                county,
                id,
                wish.details(),
                sex(number.get()),
                bornOn,
                status,
                seat.get(),
                sealed,
                written("enrolled", fact, post))) {
            // Who tries numbers to learn who is a member leaves a line each time.
            audit.record(new Entry(county, Actor.current().id(), post, "members.known", null));
            return new Recording.Known();
        }
        audit.record(new Entry(county, Actor.current().id(), post, "members.enrolled", id));
        return new Recording.Done(id);
    }

    /**
     * The branch writes a file anew; the day counts as looked at for each group of fields that changed.
     *
     * @throws NotHere outside the scope
     * @throws Overtaken when somebody else wrote meanwhile
     * @throws org.springframework.dao.DuplicateKeyException when the new ID number is another member's
     */
    @Transactional
    public Recording amend(int county, AmendMember wish, @Nullable UUID post) {
        var before = store.lock(county, wish.id()).orElseThrow(NotHere::new);
        if (before.version() != wish.version()) {
            throw new Overtaken();
        }
        var number = wish.idNumber() == null ? Optional.<String>empty() : IdNumbers.normalise(wish.idNumber());
        if (wish.idNumber() != null && number.isEmpty()) {
            return new Recording.Refused("idNumber", "members.form.id.wrong");
        }
        var bornOn = number.map(Members::born).orElse(before.bornOn());
        var fault = fault(wish.details(), bornOn, wish.phone());
        if (fault != null) {
            return fault;
        }
        if ((before.fullOn() == null) != (wish.details().fullOn() == null)) {
            return new Recording.Refused("fullOn", "members.form.full.fixed");
        }
        var seat = seat(county, before.branch(), wish.details().group());
        if (seat.isEmpty()) {
            return new Recording.Refused("group", "members.form.branch.wrong");
        }
        var turned = before.turned(wish.details());
        var hidden = hidden(wish);
        if (turned.isEmpty() && hidden.isEmpty()) {
            return new Recording.Done(wish.id());
        }
        Set<FieldGroup> groups = EnumSet.noneOf(FieldGroup.class);
        turned.keySet().forEach(field -> groups.add(FieldGroup.of(field)));
        hidden.forEach(field -> groups.add(FieldGroup.of(field)));
        var sealed = sealed(county, wish.id(), number.orElse(null), wish.phone(), wish.household(), wish.residence());
        if (!store.update(
                county,
                before,
                wish.details(),
                number.map(Members::sex).orElse(before.sex()),
                bornOn,
                seat.get(),
                sealed,
                groups,
                Now.today())) {
            throw new Overtaken();
        }
        var fact = new LinkedHashMap<String, Object>();
        fact.put("fields", turned);
        fact.put("sealed", hidden);
        store.append(county, wish.id(), written("changed", fact, post));
        audit.record(new Entry(county, Actor.current().id(), post, "members.changed", wish.id()));
        return new Recording.Done(wish.id());
    }

    /** Somebody of the branch looked: these fields are still right. */
    @Transactional
    void checked(int county, UUID id, FieldGroup group, @Nullable UUID post) {
        var _ = store.lock(county, id).orElseThrow(NotHere::new);
        store.checked(county, id, group, Now.today());
        store.append(county, id, written("checked", Map.of("group", group.name()), post));
    }

    /** Who logs in as this member; null takes the account away. */
    @Transactional
    void account(int county, UUID id, @Nullable UUID account, @Nullable UUID post) {
        var _ = store.lock(county, id).orElseThrow(NotHere::new);
        store.account(county, id, account);
        store.append(county, id, written("account", Map.of("given", account != null), post));
    }

    /** @throws NotHere outside the scope, as for what does not exist */
    Member get(int county, UUID id) {
        return find(county, id).orElseThrow(NotHere::new);
    }

    Optional<Member> find(int county, UUID id) {
        return store.find(county, id);
    }

    List<MemberStore.Past> history(int county, UUID id) {
        return store.history(county, id);
    }

    /** A page of the organizations numbered lo to hi, in the order of the tree; {@code status} null: all in the Party. */
    Slice<Line> roster(int county, int lo, int hi, @Nullable MemberStatus status, @Nullable String cursor, int size) {
        var name = "members:" + lo + ":" + hi + ":" + status;
        // The number of the tree stands where other lists have a moment.
        var after = cursors.read(cursor, name);
        var lines = store.roster(
                county,
                lo,
                hi,
                status,
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

    /** By name from two signs on, pinyin initials, or a whole ID number; at most {@code limit}. */
    List<Line> search(int county, int lo, int hi, String words, int limit) {
        var number = IdNumbers.normalise(words);
        if (number.isPresent()) {
            return store.byIdNumber(county, lo, hi, index(county, number.get()));
        }
        return Pieces.asked(words)
                .map(term -> store.byPiece(county, lo, hi, term, limit))
                .orElse(List.of());
    }

    Masked masked(int county, Member member) {
        var phone = opened(county, member, Field.PHONE);
        return new Masked(
                IdNumbers.masked(opened(county, member, Field.ID_NUMBER).orElseThrow()),
                phone.map(Phones::masked).orElse(""),
                member.household() != null,
                member.residence() != null);
    }

    /** Opens one sealed value and writes down who looked and why (R-SEC-10). The caller has decided that she may. */
    @Transactional
    Optional<String> reveal(int county, Member member, Field field, UUID post, String why) {
        var value = opened(county, member, field);
        if (value.isPresent()) {
            audit.record(new Entry(county, Actor.current().id(), post, field.action, member.id(), why, Map.of()));
        }
        return field == Field.PHONE ? value.map(Phones::atHome) : value;
    }

    Optional<String> opened(int county, Member member, Field field) {
        var sealed =
                switch (field) {
                    case ID_NUMBER -> member.idNumber();
                    case PHONE -> member.phone();
                    case HOUSEHOLD -> member.household();
                    case RESIDENCE -> member.residence();
                };
        return Optional.ofNullable(sealed).map(value -> secrets.open(county, column(field), member.id(), value));
    }

    static String column(Field field) {
        return switch (field) {
            case ID_NUMBER -> ID_NUMBER;
            case PHONE -> PHONE;
            case HOUSEHOLD -> HOUSEHOLD;
            case RESIDENCE -> RESIDENCE;
        };
    }

    /** Where a member of the branch and group stands; empty where there can be none. */
    Optional<Seat> seat(int county, UUID branch, @Nullable UUID group) {
        var tree = organizations.tree(county);
        var home = tree.find(branch).filter(Members::hasMembers);
        if (home.isEmpty() || group == null) {
            return home.map(one -> new Seat(branch, null, one.lo()));
        }
        return tree.find(group)
                .filter(one -> branch.equals(one.parent()) && !one.status().over())
                .map(one -> new Seat(branch, group, one.lo()));
    }

    /** A branch that admits; others, such as functional ones, are taken part in (R-ORG-8). */
    static boolean hasMembers(PartyOrganization organization) {
        return organization.type().branch()
                && organization.type().can(Capability.ADMIT)
                && !organization.status().over();
    }

    private static Recording.@Nullable Refused fault(Details details, LocalDate bornOn, @Nullable String phone) {
        return phone != null && Phones.normalise(phone).isEmpty()
                ? new Recording.Refused("phone", "members.form.phone.wrong")
                : Member.fault(details, bornOn, Now.today());
    }

    private Sealed sealed(
            int county,
            UUID id,
            @Nullable String number,
            @Nullable String phone,
            @Nullable String household,
            @Nullable String residence) {
        return new Sealed(
                number == null ? null : secrets.seal(county, ID_NUMBER, id, number),
                number == null ? null : index(county, number),
                phone == null
                        ? null
                        : secrets.seal(
                                county, PHONE, id, Phones.normalise(phone).orElseThrow()),
                household == null ? null : secrets.seal(county, HOUSEHOLD, id, household),
                residence == null ? null : secrets.seal(county, RESIDENCE, id, residence));
    }

    private byte[] index(int county, String number) {
        return secrets.index(county, INDEX, number);
    }

    private static Set<String> hidden(AmendMember wish) {
        var hidden = new LinkedHashSet<String>();
        if (wish.idNumber() != null) {
            hidden.add("idNumber");
        }
        if (wish.phone() != null) {
            hidden.add("phone");
        }
        if (wish.household() != null) {
            hidden.add("household");
        }
        if (wish.residence() != null) {
            hidden.add("residence");
        }
        return hidden;
    }

    static Written written(String kind, Map<String, ?> fact, @Nullable UUID post) {
        return new Written(Now.instant(), Now.today(), Actor.current().id(), post, kind, fact);
    }

    private static LocalDate born(String number) {
        return LocalDate.of(
                Integer.parseInt(number, 6, 10, 10),
                Integer.parseInt(number, 10, 12, 10),
                Integer.parseInt(number, 12, 14, 10));
    }

    private static int sex(String number) {
        return (number.charAt(16) - '0') % 2 == 1 ? 1 : 2;
    }
}
