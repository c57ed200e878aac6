package org.onedoor.frame;

/**
 * 收件闸 · Port: whether anything new is taken in; implemented by {@code audit}. What works without a request (jobs, imports,
 * listeners) asks it before each stretch and goes on later where it stopped.
 */
public interface WriteGate {

    boolean open();
}
