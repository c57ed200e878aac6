package org.onedoor.notices;

import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** 通知事务 · Takes messages in the caller's transaction; what is said twice is sent once. */
@Service
@Transactional(readOnly = true)
public class Notices {

    @Transactional
    public void send(Message message) {
        sendAll(List.of(message));
    }

    /** All messages in one statement. */
    @Transactional
    public void sendAll(List<Message> messages) {}

    /** Takes back what this event wanted to say and has not been sent yet: the undo of a step (foundations §27). */
    @Transactional
    public void callBack(int county, UUID event) {}
}
