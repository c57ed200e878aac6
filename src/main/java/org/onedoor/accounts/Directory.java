package org.onedoor.accounts;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.onedoor.frame.Role;
import org.onedoor.secrets.Phones;

/** 通讯录 · The county's accounts by id: an immutable snapshot (foundations §22). Residents are never in it. */
public final class Directory {

    /**
     * 人员 · Who an account belongs to.
     *
     * @param phone work phone, empty when none is given
     * @param admin administrator role, if any
     * @param active not locked for good
     * @param epoch sessions begun under another number have ended
     */
    public record Person(
            UUID id,
            String login,
            String name,
            String phone,
            @Nullable Role admin,
            boolean active,
            int epoch) {}

    private final Map<UUID, Person> people;
    private final Map<String, Person> byLogin;
    private final Set<String> phones;

    public Directory(List<Person> people) {
        this.people = HashMap.newHashMap(people.size());
        this.byLogin = HashMap.newHashMap(people.size());
        this.phones = HashSet.newHashSet(people.size());
        for (var person : people) {
            this.people.put(person.id(), person);
            this.byLogin.put(person.login(), person);
            Phones.normalise(person.phone()).ifPresent(phones::add);
        }
    }

    public Optional<Person> find(UUID account) {
        return Optional.ofNullable(people.get(account));
    }

    public Optional<Person> byLogin(String login) {
        return Optional.ofNullable(byLogin.get(login));
    }

    /** Whether {@code phone} (E.164) is somebody's work phone; asked at each filing, so it does not go through them all. */
    public boolean hasPhone(String phone) {
        return phones.contains(phone);
    }

    public Collection<Person> all() {
        return people.values();
    }
}
