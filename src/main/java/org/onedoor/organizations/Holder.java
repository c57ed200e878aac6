package org.onedoor.organizations;

import java.util.UUID;

/**
 * 在岗人 · Who answers for a post at a moment.
 *
 * @param phone work phone; empty when none is known
 * @param standIn stands in for the one appointed
 */
public record Holder(UUID account, String name, String phone, boolean standIn) {}
