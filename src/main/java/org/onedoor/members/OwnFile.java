package org.onedoor.members;

import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.onedoor.frame.Ids;
import org.onedoor.frame.NotHere;
import org.onedoor.frame.Now;
import org.onedoor.secrets.Phones;
import org.onedoor.secrets.Secrets;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a member does with her own file: reads it, and says what is no longer right; the branch confirms or declines with a
 * reason. Own reading and saying run under the Interior scope and only ever name the account's own file.
 */
@Service
@Transactional(readOnly = true)
class OwnFile {

    /** Which fields a member may correct, in the order of the page. */
    static final List<String> OWN =
            List.of("phone", "residence", "household", "unitAndPost", "category", "education", "degree", "workSince");

    static final String PROPOSED = "members.correction.proposed";
    private static final int LONGEST = 80;

    private final MemberStore store;
    private final Members members;
    private final Secrets secrets;
    private final JsonMapper json;

    OwnFile(MemberStore store, Members members, Secrets secrets, JsonMapper json) {
        this.store = store;
        this.members = members;
        this.secrets = secrets;
        this.json = json;
    }

    /** The file of whoever logs in as this member. */
    Optional<Member> of(int county, UUID account) {
        return store.byAccount(county, account);
    }

    /** What she says it should be now, by field; only fields of {@link #OWN}. Replaces what still waits. */
    @Transactional
    void suggest(int county, UUID account, Map<String, String> proposed) {
        var member = of(county, account).orElseThrow(NotHere::new);
        store.lock(county, member.id());
        var kept = new LinkedHashMap<String, String>();
        OWN.stream().filter(proposed::containsKey).forEach(field -> kept.put(field, proposed.get(field)));
        if (kept.isEmpty()) {
            return;
        }
        store.suggest(
                county,
                Ids.next(),
                member.id(),
                Now.instant(),
                kept.keySet(),
                secrets.seal(county, PROPOSED, member.id(), json.writeValueAsString(kept)));
        store.append(
                county, member.id(), Members.written("suggested", Map.of("fields", List.copyOf(kept.keySet())), null));
    }

    /** What waits for the branch, by field; empty when nothing does. */
    Map<String, String> waiting(int county, UUID member) {
        return store.waiting(county, member).map(one -> proposed(county, one)).orElse(Map.of());
    }

    /** The branch's last answer: why it declined, empty where it confirmed. */
    Optional<String> answered(int county, UUID member) {
        return store.answered(county, member);
    }

    /** The branch takes it over. Refused where it no longer fits the file. @throws NotHere when nothing waits */
    @Transactional
    Recording confirm(int county, UUID id, UUID post) {
        var before = store.lock(county, id).orElseThrow(NotHere::new);
        var waiting = store.waiting(county, id).orElseThrow(NotHere::new);
        var proposed = proposed(county, waiting);
        var now = before.details();
        var wish = new AmendMember(
                id,
                before.version(),
                new Details(
                        now.name(),
                        now.ethnicity(),
                        now.nativePlace(),
                        proposed.containsKey("education")
                                ? choice(Education.class, proposed.get("education"))
                                : now.education(),
                        proposed.containsKey("degree") ? choice(Degree.class, proposed.get("degree")) : now.degree(),
                        proposed.containsKey("workSince") ? day(proposed.get("workSince")) : now.workSince(),
                        proposed.containsKey("unitAndPost") ? text(proposed.get("unitAndPost")) : now.unitAndPost(),
                        proposed.containsKey("category")
                                ? Category.valueOf(proposed.getOrDefault("category", ""))
                                : now.category(),
                        now.joinedOn(),
                        now.fullOn(),
                        now.group()),
                null,
                proposed.get("phone"),
                proposed.get("household"),
                proposed.get("residence"));
        var done = members.amend(county, wish, post);
        if (done instanceof Recording.Done) {
            store.decide(county, waiting.id(), null, Now.instant());
            store.append(
                    county, id, Members.written("confirmed", Map.of("fields", List.copyOf(proposed.keySet())), post));
        }
        return done;
    }

    /** @throws NotHere when nothing waits */
    @Transactional
    void decline(int county, UUID id, String reason, UUID post) {
        var _ = store.lock(county, id).orElseThrow(NotHere::new);
        var waiting = store.waiting(county, id).orElseThrow(NotHere::new);
        store.decide(county, waiting.id(), reason, Now.instant());
        store.append(
                county,
                id,
                Members.written(
                        "declined",
                        Map.of("fields", List.copyOf(proposed(county, waiting).keySet())),
                        post));
    }

    /** Why a field cannot be so, as a message key; null when it can. Empty values take the field away where that is possible. */
    static @Nullable String fault(String field, String value) {
        return switch (field) {
            case "phone" -> Phones.normalise(value).isEmpty() ? "members.form.phone.wrong" : null;
            case "category" -> choice(Category.class, value) == null ? "members.form.category.wrong" : null;
            case "education" ->
                !value.isBlank() && choice(Education.class, value) == null ? "members.form.choice.wrong" : null;
            case "degree" ->
                !value.isBlank() && choice(Degree.class, value) == null ? "members.form.choice.wrong" : null;
            case "workSince" -> {
                var day = day(value);
                yield !value.isBlank() && (day == null || day.isAfter(Now.today())) ? "members.form.day.wrong" : null;
            }
            case "household", "residence" ->
                value.isBlank() || value.length() > LONGEST ? "members.form.address.wrong" : null;
            default -> value.length() > LONGEST ? "members.form.long" : null;
        };
    }

    static <E extends Enum<E>> @Nullable E choice(Class<E> type, @Nullable String name) {
        for (var value : type.getEnumConstants()) {
            if (value.name().equals(name)) {
                return value;
            }
        }
        return null;
    }

    static @Nullable LocalDate day(@Nullable String written) {
        try {
            return written == null || written.isBlank() ? null : LocalDate.parse(written.strip());
        } catch (DateTimeParseException e) {
            return null;
        }
    }

    static @Nullable String text(@Nullable String written) {
        return written == null || written.isBlank() ? null : written.strip();
    }

    @SuppressWarnings("unchecked")
    private Map<String, String> proposed(int county, MemberStore.Waiting waiting) {
        return json.readValue(
                secrets.open(county, PROPOSED, waiting.member(), waiting.proposed()), LinkedHashMap.class);
    }
}
