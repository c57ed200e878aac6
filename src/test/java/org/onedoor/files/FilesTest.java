package org.onedoor.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.onedoor.ACounty;
import org.onedoor.OneDoorTest;
import org.onedoor.frame.CountySource;
import org.onedoor.frame.Ids;
import org.onedoor.frame.NotHere;
import org.onedoor.frame.Scope;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

@OneDoorTest
class FilesTest {

    private final Files files;
    private final FileStore store;
    private final CountySource counties;
    private final JdbcClient db;
    private final TransactionTemplate transaction;
    private final Path folder;
    private final int county;
    private final UUID owner = Ids.next();
    private final byte[] photo = Pictures.jpeg(320, 240);

    FilesTest(
            Files files,
            FileStore store,
            CountySource counties,
            JdbcClient db,
            PlatformTransactionManager transactions,
            ACounty home,
            @Value("${onedoor.data}") Path data) {
        this.files = files;
        this.store = store;
        this.counties = counties;
        this.db = db;
        this.transaction = new TransactionTemplate(transactions);
        this.folder = data.resolve("files");
        this.county = home.found().county();
    }

    @Test
    void whoeverFilesMayAttachAndTheOwningRoomServesIt() throws IOException {
        var stored = Scope.in(new Scope.Receipt(county, "a".repeat(64)), () -> stored(photo));
        var served = in(() -> files.open(county, stored.id().id()));
        assertThat(served.owner()).isEqualTo(owner);
        var answer = ServedFile.answer(served);
        assertThat(answer.getHeaders().getContentType()).hasToString("image/jpeg");
        assertThat(answer.getHeaders().getFirst("X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(answer.getHeaders().getFirst("Content-Security-Policy"))
                .contains("sandbox")
                .contains("default-src 'none'");
        assertThat(answer.getHeaders().getFirst("Content-Disposition"))
                .matches("attachment; filename=\"photo-[0-9a-f]+\\.jpg\"");
        assertThat(answer.getHeaders().getCacheControl()).contains("private");
        var image = Pictures.read(answer.getBody().getContentAsByteArray());
        assertThat(image.getWidth()).isEqualTo(320);
        assertThat(served.bytes()).isEqualTo(answer.getBody().contentLength());
    }

    @Test
    void anotherCountyFindsNothing() {
        var stored = in(() -> stored(photo));
        assertThatThrownBy(() -> Scope.in(
                        new Scope.County(county + 1),
                        () -> files.open(county, stored.id().id())))
                .isInstanceOf(NotHere.class);
        assertThatThrownBy(() -> in(() -> files.open(county, Ids.next()))).isInstanceOf(NotHere.class);
    }

    @Test
    void theTenthPhotoIsRefusedAndARecordingIsStillTaken() {
        for (int i = 0; i < 9; i++) {
            in(() -> stored(photo));
        }
        assertThat(in(() -> files.store(county, Kind.PHOTO, photo, owner)))
                .isEqualTo(new Storing.Refused("files.too-many-photos"));
        assertThat(in(() -> files.store(county, Kind.VOICE, Recordings.wav(2), owner)))
                .isInstanceOf(Storing.Stored.class);
        assertThat(in(() -> files.of(county, owner))).hasSize(10).last().satisfies(last -> assertThat(last.kind())
                .isEqualTo(Kind.VOICE));
    }

    @Test
    void aStepThatFailsLeavesNoBytes() {
        var name = new String[1];
        in(() -> transaction.execute(status -> {
            stored(photo);
            name[0] = db.sql("select stored_as from files.file where owner = :owner")
                    .param("owner", owner)
                    .query(String.class)
                    .single();
            assertThat(folder.resolve(name[0])).exists();
            status.setRollbackOnly();
            return null;
        }));
        assertThat(folder.resolve(name[0])).doesNotExist();
        assertThat(in(() -> files.of(county, owner))).isEmpty();
    }

    @Test
    void bytesAreReadableByTheProgramOnlyAndGoWithTheFile() throws IOException {
        var stored = in(() -> stored(photo));
        var path = path(stored);
        assertThat(PosixFilePermissions.toString(java.nio.file.Files.getPosixFilePermissions(path)))
                .isEqualTo("rw-------");
        in(() -> transaction.execute(status -> {
            files.delete(county, stored.id().id());
            status.setRollbackOnly();
            return null;
        }));
        assertThat(path).as("the deletion was taken back").exists();
        in(() -> {
            files.delete(county, stored.id().id());
            files.delete(county, stored.id().id());
            return null;
        });
        assertThat(path).doesNotExist();
    }

    @Test
    void whatWasAttachedToADraftFollowsTheRecord() {
        var stored = in(() -> stored(photo));
        var record = Ids.next();
        Scope.in(new Scope.Receipt(county, "b".repeat(64)), () -> files.handOver(county, owner, record));
        assertThat(in(() -> files.of(county, owner))).isEmpty();
        assertThat(in(() -> files.of(county, record))).containsExactly(stored);
    }

    @Test
    void bytesAKilledProgramLeftAreFoundAndThoseWithARowStay() throws IOException {
        var stored = in(() -> stored(photo));
        var left = county + "/" + "0123456789abcdef".repeat(2);
        var young = county + "/" + "fedcba9876543210".repeat(2);
        var elsewhere = "999999999/" + "0123456789abcdef".repeat(2);
        for (var name : List.of(left, young, elsewhere)) {
            store.remove(name);
            store.put(name, photo);
        }
        var yesterday = FileTime.from(Instant.now().minus(Duration.ofDays(2)));
        for (var path : List.of(path(stored), folder.resolve(left), folder.resolve(elsewhere))) {
            java.nio.file.Files.setLastModifiedTime(path, yesterday);
        }
        LeftoverJob.sweep(files, store, counties, Instant.now().minus(Duration.ofDays(1)));
        assertThat(folder.resolve(left)).doesNotExist();
        assertThat(path(stored)).exists();
        assertThat(folder.resolve(young)).exists();
        assertThat(folder.resolve(elsewhere)).exists();
    }

    @Test
    void noNameLeadsOutOfTheFolder() {
        for (var name : List.of(
                "../keys/data-1.key", "1/../../keys/data-1.key", "/etc/passwd", "1/x", "1/" + "a".repeat(31) + "\0")) {
            assertThatThrownBy(() -> store.get(name)).isInstanceOf(NotHere.class);
            assertThatThrownBy(() -> store.put(name, photo)).isInstanceOf(NotHere.class);
            assertThatThrownBy(() -> store.remove(name)).isInstanceOf(NotHere.class);
        }
    }

    private Storing.Stored stored(byte[] sent) {
        var storing = files.store(county, Kind.PHOTO, sent, owner);
        assertThat(storing).isInstanceOf(Storing.Stored.class);
        return (Storing.Stored) storing;
    }

    private Path path(Storing.Stored stored) {
        String name = in(() -> transaction.execute(_ -> db.sql("select stored_as from files.file where id = :id")
                .param("id", stored.id().id())
                .query(String.class)
                .single()));
        return folder.resolve(name);
    }

    private <T> T in(java.util.function.Supplier<T> work) {
        return Scope.in(new Scope.County(county), work);
    }
}
