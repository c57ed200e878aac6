package org.onedoor.notices;

/** 短信网关 · Port: hands one short message to a gateway. A bean of it replaces the local outbox. */
public interface SmsSender {

    /** Called outside any transaction; exceptions count as {@link Delivery.Unknown}. */
    Delivery send(Outgoing message);

    /**
     * Whether the gateway takes {@link Outgoing#id} as key and sends a repeated message once. Otherwise an attempt whose
     * outcome is unknown is shown to an operator instead of being repeated (foundations §20).
     */
    boolean repeatable();
}
