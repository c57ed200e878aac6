package org.onedoor.files;

import java.util.UUID;
import org.springframework.core.io.Resource;

/**
 * 取出的附件 · A file ready to be sent; {@link ServedFile} makes the answer.
 *
 * @param owner the record it belongs to: the room compares it with the one it has checked
 * @param name harmless file name made here, never the sender's
 */
public record Served(UUID id, UUID owner, Kind kind, String mediaType, long bytes, String name, Resource content) {}
