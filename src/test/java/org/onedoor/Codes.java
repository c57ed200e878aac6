package org.onedoor;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.onedoor.accounts.CodeSender;
import org.springframework.context.annotation.Primary;
import org.springframework.stereotype.Component;

/** Every phone of the tests: keeps the last code sent to it. */
@Component
@Primary
public class Codes implements CodeSender {

    private final Map<String, String> last = new ConcurrentHashMap<>();

    @Override
    public void send(int county, String phone, String code) {
        last.put(county + phone, code);
    }

    /** @param phone E.164 */
    public String last(int county, String phone) {
        return last.get(county + phone);
    }
}
