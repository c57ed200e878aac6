package org.onedoor.frame.database;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataFolderTest {

    @TempDir
    private Path folder;

    @Test
    void aFolderInWhichAnotherProgramWorksIsRefused() throws Exception {
        var parent = ProcessHandle.current().parent().orElseThrow();
        Files.writeString(
                folder.resolve("running"),
                parent.pid() + " " + parent.info().startInstant().orElseThrow() + " 8080");
        assertThatThrownBy(() -> DataFolder.claim(folder)).hasMessageContaining("already running on 8080");
    }

    @Test
    void whatAKilledProgramLeftBehindDoesNotStandInTheWay() throws Exception {
        Files.writeString(folder.resolve("running"), "1 " + Instant.EPOCH + " 8080");
        assertThatCode(() -> DataFolder.claim(folder)).doesNotThrowAnyException();
        Files.writeString(folder.resolve("running"), "cut o");
        assertThatCode(() -> DataFolder.claim(folder)).doesNotThrowAnyException();
    }
}
