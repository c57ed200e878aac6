package org.onedoor.notices;

import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.mail.MailAuthenticationException;
import org.springframework.mail.MailException;
import org.springframework.mail.MailSendException;
import org.springframework.mail.javamail.JavaMailSender;
import org.springframework.stereotype.Component;

/**
 * Sends mail by SMTP where {@code spring.mail.host} is set. A server that answers no, or is lost before the text was handed
 * over whole, has surely not sent it; one that is lost after that may have (foundations §20).
 */
@Component
class SmtpMail {

    private static final Pattern NO = Pattern.compile("([45][0-9]{2})[ -]");

    private final @Nullable JavaMailSender server;
    private final String from;

    @Autowired
    SmtpMail(ObjectProvider<JavaMailSender> server, @Value("${onedoor.mail.from:onedoor@localhost}") String from) {
        this(server.getIfAvailable(), from);
    }

    SmtpMail(@Nullable JavaMailSender server, String from) {
        this.server = server;
        this.from = from;
    }

    /** Whether a mail server is configured; without one staff are not offered mail. */
    boolean offered() {
        return server != null;
    }

    Delivery send(Outgoing message, String subject) {
        if (server == null) {
            return new Delivery.Kept();
        }
        var letter = new Letter(message);
        try {
            letter.setFrom(new InternetAddress(from));
            letter.setRecipient(jakarta.mail.Message.RecipientType.TO, new InternetAddress(message.to()));
            letter.setSubject(subject, StandardCharsets.UTF_8.name());
            letter.setText(message.text(), StandardCharsets.UTF_8.name());
            server.send(letter);
            return new Delivery.Sent();
        } catch (MessagingException e) {
            return new Delivery.Refused("address");
        } catch (MailAuthenticationException e) {
            return new Delivery.Refused("login");
        } catch (MailException e) {
            var cause = root(e);
            if (cause instanceof AuthenticationFailedException) {
                return new Delivery.Refused("login");
            }
            // A refusal carries the server's answer, a lost connection carries none.
            for (var no = cause; no instanceof MessagingException; no = ((MessagingException) no).getNextException()) {
                var answer = NO.matcher(String.valueOf(no.getMessage()));
                if (answer.lookingAt()) {
                    return new Delivery.Refused("smtp-" + answer.group(1));
                }
            }
            return letter.handedOver ? new Delivery.Unknown("lost") : new Delivery.Refused("not-reached");
        }
    }

    private static @Nullable Throwable root(MailException e) {
        return e instanceof MailSendException several && several.getMessageExceptions().length > 0
                ? several.getMessageExceptions()[0]
                : e.getCause();
    }

    /** Keeps its id at every attempt, and remembers whether the server has been given all of it. */
    private static final class Letter extends MimeMessage {
        private final Outgoing message;
        private boolean handedOver;

        Letter(Outgoing message) {
            super((jakarta.mail.@Nullable Session) null);
            this.message = Objects.requireNonNull(message);
        }

        @Override
        protected void updateMessageID() throws MessagingException {
            setHeader("Message-ID", "<" + message.id() + "@onedoor>");
        }

        @Override
        public void writeTo(OutputStream out, String[] ignored) throws IOException, MessagingException {
            super.writeTo(out, ignored);
            handedOver = true;
        }
    }
}
