package org.onedoor.accounts;

import java.time.Duration;
import org.onedoor.frame.Keeping;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Codes nobody can use any more, and forms nobody came back for. */
@Configuration(proxyBeanMethods = false)
class AccountKeeping {

    @Bean
    Keeping codesKept(Residents residents) {
        return new Keeping("accounts.keeping.code", Duration.ofDays(1), residents::forgetCodes);
    }

    @Bean
    Keeping formsKept(FormKeeper forms) {
        return new Keeping("accounts.keeping.form", FormKeeper.KEPT, forms::forget);
    }
}
