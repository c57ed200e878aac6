package org.onedoor.frame;

import java.time.Duration;
import java.time.Instant;

/**
 * 保存期限 · Port: one kind of data that is kept no longer than its term (R-SEC-5). Rooms publish beans of it; one job forgets
 * what is over and writes that into the audit.
 *
 * @param name message key of what it is; also its name where a county keeps a term of its own
 * @param term the default
 * @param forgetting how it is forgotten
 */
public record Keeping(String name, Duration term, Forgetting forgetting) {

    /** 到期清理 · Removes what is over. */
    public interface Forgetting {

        /** At most {@code most} that ended before then, in the caller's transaction of the county; returns how many. */
        int forget(int county, Instant before, int most);
    }
}
