package org.onedoor.regions;

import java.time.Duration;
import org.onedoor.frame.Keeping;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Files an administrator uploaded and did not take in. */
@Configuration(proxyBeanMethods = false)
class UploadKeeping {

    @Bean
    Keeping uploadsKept(Uploads uploads) {
        return new Keeping("regions.keeping.upload", Duration.ofDays(1), uploads::forget);
    }
}
