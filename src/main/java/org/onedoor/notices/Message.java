package org.onedoor.notices;

import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * 消息 · One thing to tell one recipient by one channel.
 *
 * @param event the event told of; the same event, recipient and channel are told once
 * @param template code of a text in some room's {@code notices.properties}
 * @param values what stands in its {@code {names}}; longer values are cut to the length the template allows
 * @param danger ignores the silent hours 21:00–07:00: danger to life, or a code the person is waiting for
 * @param notBefore held until then, so that an undo can call it back; null = at once
 */
public record Message(
        int county,
        UUID event,
        Recipient to,
        Channel channel,
        String template,
        Map<String, String> values,
        boolean danger,
        @Nullable Instant notBefore) {

    public Message {
        values = Map.copyOf(values);
    }

    public static Message sms(int county, UUID event, String e164, String template, Map<String, String> values) {
        return new Message(county, event, new Recipient.Phone(e164), Channel.SMS, template, values, false, null);
    }

    public static Message mail(int county, UUID event, String address, String template, Map<String, String> values) {
        return new Message(county, event, new Recipient.Mail(address), Channel.MAIL, template, values, false, null);
    }

    public static Message page(int county, UUID event, UUID account, String template, Map<String, String> values) {
        return new Message(county, event, new Recipient.Staff(account), Channel.PAGE, template, values, false, null);
    }

    public Message heldUntil(Instant moment) {
        return new Message(county, event, to, channel, template, values, danger, moment);
    }

    public Message urgent() {
        return new Message(county, event, to, channel, template, values, true, notBefore);
    }
}
