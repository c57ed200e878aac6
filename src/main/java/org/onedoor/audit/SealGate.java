package org.onedoor.audit;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.util.Set;
import org.onedoor.frame.NotNow;
import org.onedoor.frame.WriteGate;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/**
 * 封账闸 · When entries have waited for their seal more than five minutes nothing more is taken in: what is done without a
 * trail that can be trusted could be denied later (trust B3.6). Reading goes on; so do logging in and out and the auditor's
 * check, without which nobody could look after it. Jobs wait as requests do ({@link JobGate}). It opens by itself when the
 * sealer, which is none of them, has caught up.
 */
@Configuration(proxyBeanMethods = false)
class SealGate implements WebMvcConfigurer, HandlerInterceptor, WriteGate {

    private static final Set<String> READS = Set.of("GET", "HEAD", "OPTIONS");
    private static final Duration AGAIN = Duration.ofSeconds(30);

    private final SealingJob job;

    SealGate(SealingJob job) {
        this.job = job;
    }

    @Override
    public void addInterceptors(InterceptorRegistry registry) {
        // Behind the doorkeeper: who may not, is told that and no more.
        registry.addInterceptor(this)
                .excludePathPatterns("/accounts/login/**", "/accounts/logout", "/admin/audit/verify", "/error")
                .order(Ordered.LOWEST_PRECEDENCE);
    }

    @Override
    public boolean open() {
        return job.age().compareTo(UnsealedHealth.DOWN) <= 0;
    }

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        if (!READS.contains(request.getMethod()) && !open()) {
            throw new NotNow("audit.stopped", AGAIN);
        }
        return true;
    }
}
