package org.onedoor.audit;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import org.springframework.stereotype.Component;

/** {@code onedoor_audit_unsealed_seconds}: how long entries have been waiting for their seal. */
@Component
class UnsealedGauge implements MeterBinder {

    private final SealingJob job;

    UnsealedGauge(SealingJob job) {
        this.job = job;
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        Gauge.builder("onedoor.audit.unsealed", job, one -> one.age().toMillis() / 1000d)
                .baseUnit("seconds")
                .register(registry);
    }
}
