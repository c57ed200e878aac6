package org.onedoor.organizations;

import java.time.Instant;
import java.util.UUID;

/** 任命 · Somebody is to hold a post from {@code since} on; whoever held it until then holds it no longer. */
public record Appoint(int county, UUID post, UUID account, Instant since) {}
