package org.onedoor.frame;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Locale;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;

/** 分区闸 · In the public zone the routes of internal rooms do not exist, and the other way round (R-SEC-11). */
@Component
class ZoneGate implements HandlerInterceptor {

    private final String zone;

    ZoneGate(@Value("${onedoor.zone:all}") String zone) {
        this.zone = zone;
    }

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        if (handler instanceof HandlerMethod method && !exists(method.getBeanType())) {
            throw new NotHere();
        }
        return true;
    }

    private boolean exists(Class<?> handler) {
        return "all".equals(zone)
                || handler.getPackageName().equals("org.onedoor.frame")
                || side(handler).name().toLowerCase(Locale.ROOT).equals(zone);
    }

    static Zone.Side side(Class<?> handler) {
        for (var name = handler.getPackageName();
                name.startsWith("org.onedoor");
                name = name.substring(0, Math.max(0, name.lastIndexOf('.')))) {
            var room = handler.getClassLoader().getDefinedPackage(name);
            if (room != null && room.isAnnotationPresent(Zone.class)) {
                return room.getAnnotation(Zone.class).value();
            }
        }
        return Zone.Side.PUBLIC;
    }
}
