package org.onedoor.roof;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** The sources as text: what the roof tests read. */
final class Sources {

    static final Path MAIN = Path.of("src/main/java/org/onedoor");

    private static final Pattern LITERAL =
            Pattern.compile("\"\"\"(.*?)(?<!\\\\)\"\"\"|\"((?:[^\"\\\\\\n]|\\\\.)*)\"", Pattern.DOTALL);
    private static final Pattern COMMENT = Pattern.compile("/\\*.*?\\*/|(?<![:\"'])//[^\\n]*", Pattern.DOTALL);

    private Sources() {}

    /** One file. */
    record Source(Path path, String text) {
        /** The capability it belongs to: the first folder under the base package, empty for the base package itself. */
        String room() {
            var inside = MAIN.relativize(path);
            return inside.getNameCount() == 1 ? "" : inside.getName(0).toString();
        }

        String name() {
            return path.getFileName().toString();
        }

        /** String literals and text blocks of a Java file, comments left out. */
        List<String> literals() {
            var found = new ArrayList<String>();
            var matcher = LITERAL.matcher(COMMENT.matcher(text).replaceAll(" "));
            while (matcher.find()) {
                found.add(matcher.group(1) != null ? matcher.group(1) : matcher.group(2));
            }
            return found;
        }

        @Override
        public String toString() {
            return MAIN.relativize(path).toString();
        }
    }

    /** Production files whose name ends so. */
    static List<Source> main(String ending) {
        return under(MAIN, ending);
    }

    static List<Source> under(Path folder, String ending) {
        try (var files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> file.getFileName().toString().endsWith(ending))
                    .sorted()
                    .map(file -> new Source(file, read(file)))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Names of the rooms. */
    static List<String> rooms() {
        return main("package-info.java").stream()
                .filter(source -> MAIN.relativize(source.path()).getNameCount() == 2)
                .map(Source::room)
                .toList();
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
