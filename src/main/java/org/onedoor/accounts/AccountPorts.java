package org.onedoor.accounts;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.onedoor.audit.ActorNames;
import org.onedoor.frame.Role;
import org.onedoor.regions.FirstAdministrator;
import org.onedoor.secrets.Rotatable;
import org.onedoor.secrets.Secrets;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What rooms below ask of this one. */
@Configuration(proxyBeanMethods = false)
class AccountPorts {

    private static final int MOST_FOUND = 20;

    /** The auditor reads names instead of ids. */
    @Bean
    ActorNames accountNames(Accounts accounts) {
        return new ActorNames() {
            @Override
            public Map<UUID, String> names(int county, Collection<UUID> actors) {
                var directory = accounts.directory(county);
                var names = new HashMap<UUID, String>();
                for (var actor : actors) {
                    directory.find(actor).ifPresent(person -> names.put(actor, person.name()));
                }
                return names;
            }

            @Override
            public List<UUID> find(int county, String words) {
                return accounts.directory(county).all().stream()
                        .filter(person ->
                                person.name().equals(words) || person.login().equals(words))
                        .map(Directory.Person::id)
                        .limit(MOST_FOUND)
                        .toList();
            }
        };
    }

    /** A new county begins with one system administrator; a weak password is changed at the first login. */
    @Bean
    FirstAdministrator firstAccount(Accounts accounts) {
        return (county, login, password) -> {
            var id = accounts.create(new NewAccount(county, login, login, null, Role.SYSTEM_ADMIN));
            accounts.password(
                    county, id, password, PasswordRules.fault(password, login).isEmpty());
        };
    }

    @Bean
    Rotatable secondFactors(AccountStore store, Secrets secrets) {
        return Rotatable.of("accounts.account", (county, batch) -> {
            var old = store.sealedBefore(county, secrets.header(), batch);
            for (var one : old) {
                store.reseal(county, one.id(), secrets.reseal(county, Logins.TOTP, one.id(), one.value()));
            }
            return old.size();
        });
    }

    @Bean
    Rotatable residentPhones(Residents residents) {
        return Rotatable.of("accounts.resident", residents::rotate);
    }
}
