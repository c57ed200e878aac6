package org.onedoor.files;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.regex.Pattern;
import org.onedoor.frame.NotHere;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.core.io.FileSystemResource;
import org.springframework.core.io.Resource;
import org.springframework.stereotype.Component;

/** Attachments in {@code ${onedoor.data}/files}, one file each, readable by the program only. */
@Component
@ConditionalOnProperty(name = "onedoor.files", havingValue = "folder", matchIfMissing = true)
class LocalFolder implements FileStore {

    private static final Pattern NAME = Pattern.compile("\\d{1,9}/[0-9a-f]{32}");

    private final Path root;

    LocalFolder(@Value("${onedoor.data}") Path data) {
        this.root = data.resolve("files").toAbsolutePath().normalize();
    }

    @Override
    public void put(String name, byte[] bytes) {
        var file = path(name);
        try {
            Files.createDirectories(file.getParent());
            var part = Files.createFile(
                    file.resolveSibling(file.getFileName() + ".part"),
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            Files.write(part, bytes, StandardOpenOption.WRITE, StandardOpenOption.SYNC);
            Files.move(part, file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public Resource get(String name) {
        var file = path(name);
        if (!Files.isRegularFile(file)) {
            throw new NotHere();
        }
        return new FileSystemResource(file);
    }

    @Override
    public void remove(String name) {
        try {
            Files.deleteIfExists(path(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public List<String> namesBefore(Instant moment, String after, int max) {
        if (!Files.isDirectory(root)) {
            return List.of();
        }
        try (var files = Files.walk(root, 2)) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> modified(file).isBefore(moment))
                    .map(file -> root.relativize(file).toString().replace('\\', '/'))
                    .filter(name ->
                            name.compareTo(after) > 0 && NAME.matcher(name).matches())
                    .sorted()
                    .limit(max)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Instant modified(Path file) {
        try {
            return Files.getLastModifiedTime(file).toInstant();
        } catch (IOException e) {
            return Instant.MAX;
        }
    }

    private Path path(String name) {
        if (!NAME.matcher(name).matches()) {
            throw new NotHere();
        }
        return root.resolve(name);
    }
}
