package org.onedoor.notices;

import java.time.Duration;
import org.onedoor.frame.Keeping;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What was said is not kept: short messages lose their words when they are sent, and the rest goes after three months. */
@Configuration(proxyBeanMethods = false)
class NoticeKeeping {

    @Bean
    Keeping messagesKept(NoticeStore store) {
        return new Keeping("notices.keeping.message", Duration.ofDays(90), store::forget);
    }
}
