package org.onedoor.cases.imports;

import java.time.Duration;
import org.onedoor.frame.Keeping;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What came in a file and was not taken goes after a month; orders that became cases stay with them. */
@Configuration(proxyBeanMethods = false)
class ImportKeeping {

    @Bean
    Keeping importedLinesKept(ImportStore store) {
        return new Keeping("imports.keeping.line", Duration.ofDays(30), store::forget);
    }
}
