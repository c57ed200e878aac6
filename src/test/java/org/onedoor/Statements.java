package org.onedoor;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.jdbc.datasource.DelegatingDataSource;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Counts what one request says to the database (foundations §4): a proxy before the pool notes each statement of a thread
 * that listens. {@code Statements.of(browser, b -> b.get("/desk/cases"))}.
 */
public final class Statements {

    /** One statement as it was sent, with what was set on it. */
    public record Said(String sql, List<Given> given) {
        public boolean about(String table) {
            return sql.contains(table);
        }
    }

    /** One parameter: the setter and its arguments. */
    public record Given(Method setter, Object[] arguments) {}

    private static final String HEADER = "X-Test-Statements";
    private static final ThreadLocal<List<Said>> LISTENING = new ThreadLocal<>();
    private static final Map<String, CompletableFuture<List<Said>>> HEARD = new ConcurrentHashMap<>();

    private Statements() {}

    /** What the request says; {@code send} makes exactly one. */
    public static List<Said> of(ADoor.Visitor browser, java.util.function.Function<ADoor.Visitor, ADoor.Answer> send) {
        var id = UUID.randomUUID().toString();
        var answer = send.apply(browser.copy().with(HEADER, id));
        if (answer.status() >= 400) {
            throw new AssertionError(answer.status() + " " + answer.body());
        }
        // The answer may be here before the last filter is through.
        return java.util.Objects.requireNonNull(HEARD.remove(id)).join();
    }

    /** What this thread says meanwhile. */
    public static List<Said> of(Supplier<?> work) {
        var heard = new ArrayList<Said>();
        LISTENING.set(heard);
        try {
            work.get();
        } finally {
            LISTENING.remove();
        }
        return heard;
    }

    @Component
    @Order(Ordered.HIGHEST_PRECEDENCE)
    static class Ear extends OncePerRequestFilter {
        @Override
        protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
                throws ServletException, IOException {
            var id = request.getHeader(HEADER);
            if (id == null) {
                chain.doFilter(request, response);
                return;
            }
            var heard = Collections.synchronizedList(new ArrayList<Said>());
            var whole = new CompletableFuture<List<Said>>();
            HEARD.put(id, whole);
            LISTENING.set(heard);
            try {
                chain.doFilter(request, response);
            } finally {
                LISTENING.remove();
                whole.complete(List.copyOf(heard));
            }
        }
    }

    @Component
    static class Tap implements BeanPostProcessor {
        @Override
        public Object postProcessAfterInitialization(Object bean, String name) {
            return bean instanceof DataSource pool && !(bean instanceof Tapped) ? new Tapped(pool) : bean;
        }
    }

    private static final class Tapped extends DelegatingDataSource {
        private Tapped(DataSource pool) {
            super(pool);
        }

        @Override
        public Connection getConnection() throws SQLException {
            var connection = super.getConnection();
            return LISTENING.get() == null ? connection : listening(connection);
        }
    }

    private static Connection listening(Connection connection) {
        return proxy(Connection.class, (_, method, arguments) -> {
            var made = call(connection, method, arguments);
            return switch (made) {
                case PreparedStatement prepared -> listening(prepared, (String) arguments[0]);
                case Statement plain -> listening(plain);
                case null, default -> made;
            };
        });
    }

    private static PreparedStatement listening(PreparedStatement prepared, String sql) {
        var given = new ArrayList<Given>();
        return proxy(PreparedStatement.class, (_, method, arguments) -> {
            if (method.getName().startsWith("set") && arguments != null && arguments.length > 1) {
                given.add(new Given(method, arguments));
            }
            if (method.getName().startsWith("execute")) {
                heard(new Said(sql, List.copyOf(given)));
            }
            return call(prepared, method, arguments);
        });
    }

    private static Statement listening(Statement plain) {
        return proxy(Statement.class, (_, method, arguments) -> {
            if (method.getName().startsWith("execute") && arguments != null) {
                heard(new Said(String.valueOf(arguments[0]), List.of()));
            }
            return call(plain, method, arguments);
        });
    }

    private static void heard(Said said) {
        var list = LISTENING.get();
        if (list != null) {
            list.add(said);
        }
    }

    private static <T> T proxy(Class<T> type, java.lang.reflect.InvocationHandler handler) {
        return type.cast(Proxy.newProxyInstance(Statements.class.getClassLoader(), new Class<?>[] {type}, handler));
    }

    private static Object call(Object target, Method method, Object[] arguments) throws Throwable {
        try {
            return method.invoke(target, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }
}
