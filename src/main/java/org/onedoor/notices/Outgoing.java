package org.onedoor.notices;

import java.util.UUID;

/**
 * 待发消息 · A message on its way out.
 *
 * @param id the same at every attempt
 * @param to phone in E.164, or mail address
 */
public record Outgoing(int county, UUID id, String to, String text) {}
