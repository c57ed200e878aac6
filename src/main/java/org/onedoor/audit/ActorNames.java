package org.onedoor.audit;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** 审计人名 · Port: names of those who acted; implemented above ({@code accounts}), so that the auditor reads names. */
public interface ActorNames {

    /** Names of the ids that are known; the others are left out. Called under {@code Scope.County}. */
    Map<UUID, String> names(int county, Collection<UUID> actors);

    /** Ids whose name or login is {@code words}; at most 20. Called under {@code Scope.County}. */
    List<UUID> find(int county, String words);
}
