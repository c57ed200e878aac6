package org.onedoor.frame;

import java.time.Duration;
import org.aspectj.lang.ProceedingJoinPoint;
import org.aspectj.lang.annotation.Around;
import org.aspectj.lang.annotation.Aspect;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/**
 * 监听范围 · Binds the event's county around each module listener, between the async and the transaction interceptor; while
 * nothing is taken in, nothing is heard either.
 */
@Aspect
@Component
@Order(Ordered.LOWEST_PRECEDENCE - 100)
class ListenerScope {

    private final ObjectProvider<WriteGate> gate;

    ListenerScope(ObjectProvider<WriteGate> gate) {
        this.gate = gate;
    }

    @Around("@annotation(org.springframework.modulith.events.ApplicationModuleListener) && args(event)")
    Object inCountyOf(ProceedingJoinPoint listener, CountyEvent event) throws Throwable {
        var open = gate.getIfAvailable();
        if (open != null && !open.open()) {
            // Stays in the registry, and is told again when something is taken in again.
            throw new NotNow("audit.stopped", Duration.ofMinutes(1));
        }
        return Scope.calling(scope(listener, event), () -> {
            try {
                return listener.proceed();
            } catch (Exception e) {
                throw e;
            } catch (Throwable e) {
                throw new IllegalStateException(e);
            }
        });
    }

    /** An internal room hears with its own tables in reach. */
    private static Scope scope(ProceedingJoinPoint listener, CountyEvent event) {
        return ZoneGate.side(listener.getTarget().getClass()) == Zone.Side.INTERNAL
                ? new Scope.Interior(event.county())
                : new Scope.County(event.county());
    }
}
