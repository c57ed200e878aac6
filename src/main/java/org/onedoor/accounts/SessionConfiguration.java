package org.onedoor.accounts;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.convert.ConversionService;
import org.springframework.core.convert.support.GenericConversionService;
import org.springframework.jdbc.core.JdbcOperations;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.session.config.annotation.web.http.EnableSpringHttpSession;
import org.springframework.session.jdbc.JdbcIndexedSessionRepository;
import org.springframework.session.jdbc.PostgreSqlJdbcIndexedSessionRepositoryCustomizer;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionOperations;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.json.JsonMapper;

/**
 * 会话接线 · Sessions in the database. An attribute is a login as JSON or a plain text: nothing else is stored and no class
 * name is read back (no Java serialization, no type tags).
 */
@Configuration(proxyBeanMethods = false)
@EnableSpringHttpSession
class SessionConfiguration {

    /** Attribute under which a session keeps its login. */
    static final String LOGIN = "login";

    private static final byte TEXT = 't';
    private static final byte JSON = 'j';

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

    /** In a transaction of its own: a request's session outlives what its face does. */
    @Bean
    QuietSessions<?> quietSessions(
            JdbcOperations db,
            PlatformTransactionManager transactions,
            ConversionService springSessionConversionService,
            @Value("${spring.session.jdbc.table-name}") String table,
            @Value("${spring.session.timeout}") Duration idle) {
        var apart = new TransactionTemplate(transactions);
        apart.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
        var stored = stored(db, apart, springSessionConversionService, table, idle);
        return new QuietSessions<>(
                stored,
                stored(db, TransactionOperations.withoutTransaction(), springSessionConversionService, table, idle),
                apart,
                stored::cleanUpExpiredSessions);
    }

    private static JdbcIndexedSessionRepository stored(
            JdbcOperations db,
            TransactionOperations transactions,
            ConversionService conversion,
            String table,
            Duration idle) {
        var stored = new JdbcIndexedSessionRepository(db, transactions);
        stored.setTableName(table);
        stored.setDefaultMaxInactiveInterval(idle);
        stored.setConversionService(conversion);
        stored.setCleanupCron(Scheduled.CRON_DISABLED);
        new PostgreSqlJdbcIndexedSessionRepositoryCustomizer().customize(stored);
        stored.afterPropertiesSet();
        return stored;
    }

    private static byte[] tagged(byte tag, byte[] bytes) {
        var tagged = new byte[bytes.length + 1];
        tagged[0] = tag;
        System.arraycopy(bytes, 0, tagged, 1, bytes.length);
        return tagged;
    }
}
