package org.onedoor.frame;

import org.aspectj.lang.ProceedingJoinPoint;
import org.aspectj.lang.annotation.Around;
import org.aspectj.lang.annotation.Aspect;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** 监听范围 · Binds the event's county around each module listener, between the async and the transaction interceptor. */
@Aspect
@Component
@Order(Ordered.LOWEST_PRECEDENCE - 100)
class ListenerScope {

    @Around("@annotation(org.springframework.modulith.events.ApplicationModuleListener) && args(event)")
    Object inCountyOf(ProceedingJoinPoint listener, CountyEvent event) throws Throwable {
        return Scope.calling(new Scope.County(event.county()), () -> {
            try {
                return listener.proceed();
            } catch (Exception e) {
                throw e;
            } catch (Throwable e) {
                throw new IllegalStateException(e);
            }
        });
    }
}
