package org.onedoor.files;

import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** 附件柜 · Takes in what people attach and hands it to the room that owns the record. */
@Service
@Transactional(readOnly = true)
public class Files {

    private final JdbcClient db;

    Files(JdbcClient db) {
        this.db = db;
    }

    /**
     * Checks and keeps one file. Best called outside a transaction: drawing a photo anew takes a while. Inside one, the
     * bytes go again when it rolls back.
     *
     * @param owner id of the record (or draft) it belongs to
     */
    @Transactional(propagation = Propagation.SUPPORTS)
    public Storing store(int county, Kind kind, byte[] sent, UUID owner) {
        throw new UnsupportedOperationException();
    }

    /** The file, for {@link ServedFile#answer} after the room's own check of {@link Served#owner}. */
    public Served open(int county, UUID id) {
        throw new UnsupportedOperationException();
    }

    /** What belongs to a record, in order of arrival. */
    public java.util.List<Storing.Stored> of(int county, UUID owner) {
        throw new UnsupportedOperationException();
    }

    /** A draft became a record: its files follow. */
    @Transactional
    public void handOver(int county, UUID from, UUID to) {
        throw new UnsupportedOperationException();
    }

    /** Removes the file for good (retention); nothing happens when it is gone already. */
    @Transactional
    public void delete(int county, UUID id) {
        throw new UnsupportedOperationException();
    }
}
