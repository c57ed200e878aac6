package org.onedoor.notices;

import java.util.Map;
import org.onedoor.accounts.CodeSender;
import org.onedoor.frame.Ids;
import org.springframework.stereotype.Component;

/** One-time codes by short message; somebody is waiting for them, so they know no silent hours. */
@Component
class CodeNotices implements CodeSender {

    private final Notices notices;

    CodeNotices(Notices notices) {
        this.notices = notices;
    }

    @Override
    public void send(int county, String phone, String code) {
        notices.send(Message.sms(county, Ids.next(), phone, "notices.code", Map.of("code", code))
                .urgent());
    }
}
