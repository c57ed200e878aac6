package org.onedoor.roof;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;

/** The room of docs/how-to-add-a-room.md compiles against the house as it is. */
class HowToTest {

    private static final Pattern JAVA = Pattern.compile("```java\\n(.*?)```", Pattern.DOTALL);
    private static final Pattern TYPE = Pattern.compile("(?:class|record|interface) (\\w+)");

    @Test
    void theExampleRoomCompiles() throws IOException {
        var sources = JAVA.matcher(Files.readString(Path.of("docs/how-to-add-a-room.md")))
                .results()
                .map(match -> source(match.group(1)))
                .toList();
        var problems = new DiagnosticCollector<JavaFileObject>();
        var output = Files.createDirectories(Path.of("target/how-to"));
        var compiled = ToolProvider.getSystemJavaCompiler()
                .getTask(
                        null,
                        null,
                        problems,
                        List.of("-d", output.toString(), "-cp", System.getProperty("java.class.path"), "-proc:none"),
                        null,
                        sources)
                .call();
        assertThat(problems.getDiagnostics().stream()
                        .filter(problem -> problem.getKind() == javax.tools.Diagnostic.Kind.ERROR)
                        .map(problem -> problem.getSource().getName() + ": " + problem.getMessage(Locale.ENGLISH))
                        .collect(Collectors.joining("\n")))
                .isEmpty();
        assertThat(compiled).isTrue();
        assertThat(sources).hasSizeGreaterThan(5);
    }

    private static JavaFileObject source(String text) {
        var type = TYPE.matcher(text.replaceAll("(?s)/\\*.*?\\*/", ""));
        var name = type.find() ? type.group(1) : "package-info";
        return new SimpleJavaFileObject(
                URI.create("string:///org/onedoor/bench/" + name + ".java"), JavaFileObject.Kind.SOURCE) {
            @Override
            public CharSequence getCharContent(boolean ignoreEncodingErrors) {
                return text;
            }
        };
    }
}
