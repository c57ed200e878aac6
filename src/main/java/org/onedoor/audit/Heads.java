package org.onedoor.audit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * Heads of the chains, written down outside the database; without them a chain could be cut at its end unnoticed. One file
 * a county, one line a head: moment, seal number, hash. Copy the folder to another machine now and then.
 */
@Component
class Heads {

    /** A head as it stood at a moment. */
    record Noted(Instant at, long sealNo, byte[] hash) {}

    private final Path folder;

    Heads(@Value("${onedoor.audit.heads:${onedoor.data}/audit}") Path folder) {
        this.folder = folder;
    }

    void note(int county, Instant at, Sealer.Head head) {
        var line = at + " " + head.sealNo() + " " + HexFormat.of().formatHex(head.hash()) + "\n";
        try {
            Files.createDirectories(folder);
            Files.writeString(
                    file(county), line, StandardOpenOption.CREATE, StandardOpenOption.APPEND, StandardOpenOption.DSYNC);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** All heads of the county, oldest first; a half-written last line is left out. */
    List<Noted> of(int county) {
        if (!Files.exists(file(county))) {
            return List.of();
        }
        try {
            var noted = new ArrayList<Noted>();
            for (var line : Files.readAllLines(file(county))) {
                var parts = line.split(" ");
                if (parts.length == 3 && parts[2].length() == 64) {
                    noted.add(new Noted(
                            Instant.parse(parts[0]),
                            Long.parseLong(parts[1]),
                            HexFormat.of().parseHex(parts[2])));
                }
            }
            return noted;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path file(int county) {
        return folder.resolve("heads-" + county + ".txt");
    }
}
