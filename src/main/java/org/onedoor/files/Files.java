package org.onedoor.files;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.onedoor.frame.Ids;
import org.onedoor.frame.NotHere;
import org.onedoor.frame.Now;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

/** 附件柜 · Takes in what people attach and hands it to the room that owns the record. */
@Service
@Transactional(readOnly = true)
public class Files {

    private record Row(
            UUID id, UUID owner, Kind kind, String mediaType, long bytes, int width, int height, String storedAs) {

        Storing.Stored stored() {
            return new Storing.Stored(new FileId(id), mediaType, bytes, width, height);
        }
    }

    private final JdbcClient db;
    private final FileStore store;
    private final Photos photos;
    private final Voices voices;
    private final TransactionTemplate transaction;

    Files(JdbcClient db, FileStore store, Photos photos, Voices voices, PlatformTransactionManager transactions) {
        this.db = db;
        this.store = store;
        this.photos = photos;
        this.voices = voices;
        this.transaction = new TransactionTemplate(transactions);
    }

    /**
     * Checks and keeps one file. Best called outside a transaction: drawing a photo anew takes a while. Inside one, the
     * bytes go again when it rolls back.
     *
     * @param owner id of the record (or draft) it belongs to
     */
    @Transactional(propagation = Propagation.SUPPORTS)
    public Storing store(int county, Kind kind, byte[] sent, UUID owner) {
        var checked =
                switch (kind) {
                    case PHOTO -> photos.check(sent);
                    case VOICE -> voices.check(sent);
                };
        return switch (checked) {
            case Checked.Bad bad -> new Storing.Refused(bad.key());
            case Checked.Good good -> transaction.execute(_ -> keep(county, kind, good, owner));
        };
    }

    private Storing keep(int county, Kind kind, Checked.Good file, UUID owner) {
        var id = Ids.next();
        var name = county + "/" + Ids.sha256(Ids.longId()).substring(0, 32);
        int kept = db.sql("""
            insert into files.file (county, id, owner, kind, media_type, bytes, width, height, sha256,
                                    stored_as, at)
            select :county, :id, :owner, :kind, :type, :bytes, :width, :height, :sha256, :name, :at
            where (select count(*) from files.file
                   where county = :county and owner = :owner and kind = :kind) < :most\
            """)
                .param("county", county)
                .param("id", id)
                .param("owner", owner)
                .param("kind", kind.name())
                .param("type", file.mediaType())
                .param("bytes", file.bytes().length)
                .param("width", file.width())
                .param("height", file.height())
                .param("sha256", sha256(file.bytes()))
                .param("name", name)
                .param("at", Now.instant().atOffset(ZoneOffset.UTC))
                .param("most", kind.maxPerOwner())
                .update();
        if (kept == 0) {
            return new Storing.Refused(kind == Kind.PHOTO ? "files.too-many-photos" : "files.too-many-recordings");
        }
        afterwards(name, TransactionSynchronization.STATUS_ROLLED_BACK);
        store.put(name, file.bytes());
        return new Storing.Stored(new FileId(id), file.mediaType(), file.bytes().length, file.width(), file.height());
    }

    /** The file, for {@link ServedFile#answer} after the room's own check of {@link Served#owner}. */
    public Served open(int county, UUID id) {
        var row = db.sql("""
            select id, owner, kind, media_type, bytes, width, height, stored_as from files.file
            where county = :county and id = :id\
            """)
                .param("county", county)
                .param("id", id)
                .query(Row.class)
                .optional()
                .orElseThrow(NotHere::new);
        return new Served(
                row.id(), row.owner(), row.kind(), row.mediaType(), row.bytes(), name(row), store.get(row.storedAs()));
    }

    /** What belongs to a record, in order of arrival. */
    public List<Storing.Stored> of(int county, UUID owner) {
        return db.sql("""
            select id, owner, kind, media_type, bytes, width, height, stored_as from files.file
            where county = :county and owner = :owner order by at, id\
            """).param("county", county).param("owner", owner).query(Row.class).list().stream()
                .map(Row::stored)
                .toList();
    }

    /** A draft became a record: its files follow. */
    @Transactional
    public void handOver(int county, UUID from, UUID to) {
        db.sql("update files.file set owner = :to where county = :county and owner = :from")
                .param("county", county)
                .param("from", from)
                .param("to", to)
                .update();
    }

    /** Removes the file for good (retention); nothing happens when it is gone already. */
    @Transactional
    public void delete(int county, UUID id) {
        db.sql("delete from files.file where county = :county and id = :id returning stored_as")
                .param("county", county)
                .param("id", id)
                .query(String.class)
                .optional()
                .ifPresent(name -> afterwards(name, TransactionSynchronization.STATUS_COMMITTED));
    }

    /** Of these names, those no row of the county knows: bytes left over by a program that was killed. */
    List<String> unknown(int county, List<String> names) {
        return db.sql("""
            select name from unnest(:names::text[]) as name
            where not exists (select from files.file where county = :county and stored_as = name)\
            """)
                .param("county", county)
                .param("names", names.toArray(String[]::new))
                .query(String.class)
                .list();
    }

    /** The bytes follow the row: they go when the transaction ends so. */
    private void afterwards(String name, int ending) {
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCompletion(int status) {
                if (status == ending) {
                    store.remove(name);
                }
            }
        });
    }

    private static String name(Row row) {
        var ending =
                switch (row.mediaType()) {
                    case "image/jpeg" -> "jpg";
                    case "audio/mpeg" -> "mp3";
                    case "audio/mp4" -> "m4a";
                    default -> row.mediaType().substring("audio/".length());
                };
        return row.kind().name().toLowerCase(java.util.Locale.ROOT) + "-"
                + row.id().toString().substring(28) + "." + ending;
    }

    private static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
