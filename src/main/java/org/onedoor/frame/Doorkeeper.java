package org.onedoor.frame;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.FilterChain;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import java.lang.reflect.Method;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;

/**
 * 门口 · Binds the actor to the request, and lets nobody through a handler that does not list her role.
 *
 * <p>Runs as the last filter of the security chain, so that sessions and tokens are already read.
 */
@Component
public class Doorkeeper extends OncePerRequestFilter implements HandlerInterceptor {

    private final List<ActorSource> sources;
    private final Map<Method, Role[]> known = new ConcurrentHashMap<>();

    Doorkeeper(List<ActorSource> sources) {
        this.sources = sources;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        var away = away(request);
        var actor = away ? new Actor.Visitor(county(request)) : identify(request);
        try {
            Scope.calling(new Scope.Operator(), () -> ScopedValue.where(Actor.Binding.CURRENT, actor)
                    .call(() -> {
                        chain.doFilter(away ? new Sessionless(request) : request, response);
                        return null;
                    }));
        } catch (ServletException | IOException | RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new ServletException(e);
        }
    }

    @Override
    protected boolean shouldNotFilterErrorDispatch() {
        return false;
    }

    /** The page that says that the database is away asks it for nobody's name. */
    private static boolean away(HttpServletRequest request) {
        return request.getDispatcherType() == DispatcherType.ERROR
                && request.getAttribute(RequestDispatcher.ERROR_EXCEPTION) instanceof Throwable fault
                && Outage.of(fault) != Outage.NONE;
    }

    private static int county(HttpServletRequest request) {
        return request.getAttribute(Visit.COUNTY) instanceof Integer number ? number : 0;
    }

    private Actor identify(HttpServletRequest request) {
        int county = county(request);
        for (var source : sources) {
            var actor = source.of(request, county);
            if (actor.isPresent()) {
                return actor.get();
            }
        }
        return new Actor.Visitor(county);
    }

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        if (!(handler instanceof HandlerMethod method)) {
            return true;
        }
        var roles = known.computeIfAbsent(method.getMethod(), _ -> allowed(method));
        var actor = Actor.current();
        for (var role : roles) {
            if (role == Role.VISITOR || actor.is(role)) {
                return true;
            }
        }
        if (roles.length == 0) {
            throw new NotHere();
        }
        throw actor.is(Role.VISITOR)
                ? new NotLoggedIn()
                : new NotYours("frame.who." + roles[0].name().toLowerCase(java.util.Locale.ROOT));
    }

    /** The roles a handler lists; none when it lists nobody. */
    public static Role[] allowed(HandlerMethod method) {
        var onMethod = AnnotatedElementUtils.findMergedAnnotation(method.getMethod(), Allowed.class);
        var allowed = onMethod != null
                ? onMethod
                : AnnotatedElementUtils.findMergedAnnotation(method.getBeanType(), Allowed.class);
        if (allowed != null) {
            return allowed.value();
        }
        return method.getBeanType().getPackageName().startsWith("org.onedoor")
                ? new Role[0]
                : new Role[] {Role.VISITOR};
    }

    /** Spring looks for a session of its own accord. */
    private static final class Sessionless extends HttpServletRequestWrapper {

        Sessionless(HttpServletRequest request) {
            super(request);
        }

        @Override
        public @Nullable HttpSession getSession(boolean create) {
            return create ? super.getSession(true) : null;
        }
    }
}
