package org.onedoor.notices;

import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.GreenMailUtil;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.MessagingException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.mail.javamail.JavaMailSenderImpl;

/** Mail by a real SMTP server, also one that is killed in the middle (foundations §20). */
class MailTest {

    private static final Outgoing MESSAGE = new Outgoing(
            7, UUID.fromString("01930000-0000-7000-8000-000000000001"), "chen@example.org", "1120-0482 到您这里，请签收");

    @Test
    void aNoticeArrivesOnceWithItsOwnIdAtEveryAttempt() throws MessagingException {
        var server = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
        server.start();
        try {
            var mail = mail(server.getSmtp().getPort());
            assertThat(mail.send(MESSAGE, "新办件")).isEqualTo(new Delivery.Sent());
            assertThat(server.waitForIncomingEmail(5_000, 1)).isTrue();
            var letter = server.getReceivedMessages()[0];
            assertThat(letter.getSubject()).isEqualTo("新办件");
            assertThat(letter.getHeader("Message-ID")[0]).isEqualTo("<" + MESSAGE.id() + "@onedoor>");
            assertThat(GreenMailUtil.getBody(letter)).isNotBlank();
        } finally {
            server.stop();
        }
    }

    @Test
    void noServerIsAClearRefusal() throws IOException {
        int closed;
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            closed = socket.getLocalPort();
        }
        assertThat(mail(closed).send(MESSAGE, "新办件")).isEqualTo(new Delivery.Refused("not-reached"));
    }

    @Test
    void aServerThatSaysNoIsAClearRefusal() throws IOException {
        try (var server = new Killed("RCPT", "550 5.1.1 no such mailbox")) {
            assertThat(mail(server.port()).send(MESSAGE, "新办件")).isEqualTo(new Delivery.Refused("smtp-550"));
        }
    }

    @Test
    void aServerKilledBeforeTheTextHasNotSentIt() throws IOException {
        try (var server = new Killed("DATA", "")) {
            assertThat(mail(server.port()).send(MESSAGE, "新办件")).isEqualTo(new Delivery.Refused("not-reached"));
        }
    }

    @Test
    void aServerKilledAfterTheTextMayHaveSentIt() throws IOException {
        try (var server = new Killed(".", "")) {
            assertThat(mail(server.port()).send(MESSAGE, "新办件")).isEqualTo(new Delivery.Unknown("lost"));
        }
    }

    @Test
    void aServerThatRefusesTheWholeTextIsAClearRefusal() throws IOException {
        try (var server = new Killed(".", "552 5.3.4 too big")) {
            assertThat(mail(server.port()).send(MESSAGE, "新办件")).isEqualTo(new Delivery.Refused("smtp-552"));
        }
    }

    @Test
    void withoutAServerNothingIsOffered() {
        assertThat(new SmtpMail((org.springframework.mail.javamail.JavaMailSender) null, "a@b.cn").offered())
                .isFalse();
    }

    private static SmtpMail mail(int port) {
        var sender = new JavaMailSenderImpl();
        sender.setHost("127.0.0.1");
        sender.setPort(port);
        sender.getJavaMailProperties().setProperty("mail.smtp.timeout", "5000");
        return new SmtpMail(sender, "onedoor@example.org");
    }

    /** A mail server that answers {@code answer} to the line beginning with {@code at}, or dies there when it is empty. */
    private static final class Killed implements AutoCloseable {
        private final ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());

        Killed(String at, String answer) throws IOException {
            Thread.startVirtualThread(() -> serve(at, answer));
        }

        int port() {
            return socket.getLocalPort();
        }

        private void serve(String at, String answer) {
            try (var client = socket.accept();
                    var in =
                            new BufferedReader(new InputStreamReader(client.getInputStream(), StandardCharsets.UTF_8));
                    var out = client.getOutputStream()) {
                out.write("220 here\r\n".getBytes(StandardCharsets.US_ASCII));
                boolean text = false;
                for (var line = in.readLine(); line != null; line = in.readLine()) {
                    boolean ends = text && line.equals(".");
                    if (text && !ends) {
                        continue;
                    }
                    text = false;
                    String said = "250 ok";
                    if (line.startsWith(at)) {
                        if (answer.isEmpty()) {
                            return;
                        }
                        said = answer;
                    } else if (line.startsWith("DATA")) {
                        said = "354 go on";
                        text = true;
                    }
                    out.write((said + "\r\n").getBytes(StandardCharsets.US_ASCII));
                    out.flush();
                }
            } catch (IOException e) {
                // The client hung up.
            }
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }
}
