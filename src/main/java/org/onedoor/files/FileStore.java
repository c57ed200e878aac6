package org.onedoor.files;

import java.time.Instant;
import java.util.List;
import org.springframework.core.io.Resource;

/** 附件存放处 · Port: where the bytes lie. Names are random and made here; nothing a person typed reaches it. */
public interface FileStore {

    /** Keeps the bytes under a new name; returns only when they are durable. */
    void put(String name, byte[] bytes);

    /** The bytes; throws {@code NotHere} when there is nothing under this name. */
    Resource get(String name);

    /** Removes the bytes; nothing happens when they are gone already. */
    void remove(String name);

    /** Names put before {@code moment}, for the search for leftovers; at most {@code max}, after {@code name} in order. */
    List<String> namesBefore(Instant moment, String after, int max);
}
