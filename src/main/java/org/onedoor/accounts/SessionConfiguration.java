package org.onedoor.accounts;

import java.nio.charset.StandardCharsets;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;
import org.springframework.core.convert.ConversionService;
import org.springframework.core.convert.support.GenericConversionService;
import org.springframework.session.jdbc.JdbcIndexedSessionRepository;
import tools.jackson.databind.json.JsonMapper;

/**
 * 会话接线 · Sessions in the database. An attribute is a login as JSON or a plain text: nothing else is stored and no class
 * name is read back (no Java serialization, no type tags).
 */
@Configuration(proxyBeanMethods = false)
class SessionConfiguration {

    /** Attribute under which a session keeps its login. */
    static final String LOGIN = "login";

    private static final byte TEXT = 't';
    private static final byte JSON = 'j';

    /** Found by its name. */
    @Bean
    ConversionService springSessionConversionService(JsonMapper json) {
        var conversion = new GenericConversionService();
        conversion.addConverter(Object.class, byte[].class, value -> switch (value) {
            case Login login -> tagged(JSON, json.writeValueAsBytes(login));
            case String text -> tagged(TEXT, text.getBytes(StandardCharsets.UTF_8));
            default ->
                throw new IllegalArgumentException("A session keeps a login or a text, not "
                        + value.getClass().getSimpleName());
        });
        conversion.addConverter(byte[].class, Object.class, bytes -> switch (bytes[0]) {
            case JSON -> json.readValue(bytes, 1, bytes.length - 1, Login.class);
            case TEXT -> new String(bytes, 1, bytes.length - 1, StandardCharsets.UTF_8);
            default -> throw new IllegalArgumentException("Not a session attribute of ours");
        });
        return conversion;
    }

    @Bean
    @Primary
    QuietSessions<?> quietSessions(JdbcIndexedSessionRepository stored) {
        return new QuietSessions<>(stored);
    }

    private static byte[] tagged(byte tag, byte[] bytes) {
        var tagged = new byte[bytes.length + 1];
        tagged[0] = tag;
        System.arraycopy(bytes, 0, tagged, 1, bytes.length);
        return tagged;
    }
}
