package org.onedoor.notices;

import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** No gateway: short messages stay here. Their text is shown nowhere but on the demo's outbox page. */
class LocalOutbox implements SmsSender {

    @Override
    public Delivery send(Outgoing message) {
        return new Delivery.Kept();
    }

    @Override
    public boolean repeatable() {
        return true;
    }

    @Configuration(proxyBeanMethods = false)
    static class WhereThereIsNoGateway {
        @Bean
        @ConditionalOnMissingBean
        SmsSender localOutbox() {
            return new LocalOutbox();
        }
    }
}
