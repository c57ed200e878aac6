package org.onedoor.roof;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.onedoor.OneDoor;
import org.onedoor.frame.Now;
import org.onedoor.frame.ScopedTransactions;
import org.onedoor.frame.Zone;
import org.springframework.context.annotation.Configuration;
import org.springframework.modulith.ApplicationModule;
import org.springframework.modulith.core.ApplicationModules;
import org.springframework.stereotype.Controller;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** The house stands as docs/how-to-add-a-room.md draws it: walls, names, visibility, clocks, transactions. */
class HouseTest {

    private static final Pattern FORBIDDEN = Pattern.compile(".*(Impl|Utils?|Helper|Manager|Dto|Vo|Bo|Entity|Base)");

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .withImportOption(location -> !location.matches(Pattern.compile(".*/Jte[^/]*Generated[^/]*")))
            .importPackages("org.onedoor");

    private static final Pattern NESTED =
            Pattern.compile("Invalid sub-module reference from module '([^']+)' to module '([^']+)'");

    /** A nested module is its family's own unless the other room names it: the tree of the Party is a neighbour like others. */
    @Test
    void roomsKnowOnlyTheNeighboursTheyName() {
        ApplicationModules.of(OneDoor.class)
                .detectViolations()
                .filter(violation -> {
                    var nested = NESTED.matcher(violation.getMessage());
                    return !nested.find() || !names(nested.group(1), nested.group(2));
                })
                .throwIfPresent();
    }

    private static boolean names(String room, String neighbour) {
        try {
            var declared =
                    Class.forName("org.onedoor." + room + ".package-info").getPackage();
            var known = List.of(declared.getAnnotation(ApplicationModule.class).allowedDependencies());
            return known.contains(neighbour) || known.contains(ApplicationModule.OPEN_TOKEN);
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void everyRoomSaysItsZoneAndItsNeighbours() {
        var findings = new TreeMap<String, String>();
        for (var room : Sources.rooms()) {
            try {
                var declared =
                        Class.forName("org.onedoor." + room + ".package-info").getPackage();
                if (!declared.isAnnotationPresent(Zone.class)
                        || !declared.isAnnotationPresent(ApplicationModule.class)) {
                    findings.put(room, "needs @Zone and @ApplicationModule in package-info.java");
                }
            } catch (ClassNotFoundException e) {
                findings.put(room, "needs a package-info.java");
            }
        }
        Exceptions.none("room", findings);
    }

    @Test
    void namesSayWhatAThingIs() {
        Exceptions.none(
                "name", findings(type -> FORBIDDEN.matcher(type.getSimpleName()).matches(), "forbidden ending"));
    }

    @Test
    void whatIsNoFaceIsNotPublic() {
        Exceptions.none(
                "visibility",
                findings(
                        type -> type.isTopLevelClass()
                                && !type.isInterface()
                                && type.getModifiers().contains(JavaModifier.PUBLIC)
                                && (type.isMetaAnnotatedWith(Controller.class)
                                        || type.isAnnotatedWith(Configuration.class)
                                        || type.getSimpleName()
                                                        .matches(".*(Pages|Resource|Store|Queue|Listener|Job|Notices)")
                                                && !type.isAnnotatedWith(Service.class)),
                        "doors, stores, listeners, jobs and wiring are package-private"));
    }

    @Test
    void businessTimeComesFromNow() {
        var clocks = Set.of(
                "java.time.Instant.now",
                "java.time.LocalDate.now",
                "java.time.LocalDateTime.now",
                "java.time.ZonedDateTime.now",
                "java.time.OffsetDateTime.now",
                "java.lang.System.currentTimeMillis",
                "java.time.Clock.systemUTC",
                "java.time.Clock.systemDefaultZone",
                "java.util.Date.<init>");
        Exceptions.none(
                "clock",
                findings(
                        type -> !type.isEquivalentTo(Now.class)
                                && type.getCodeUnitCallsFromSelf().stream()
                                        .anyMatch(call -> clocks.contains(
                                                call.getTargetOwner().getName() + "." + call.getName())),
                        "the time comes from frame.Now"));
    }

    @Test
    void transactionsBeginInFacesListenersAndJobs() {
        Exceptions.none(
                "transaction",
                findings(
                        type -> (type.isAnnotatedWith(Transactional.class)
                                        || type.getMethods().stream()
                                                .anyMatch(method -> method.isAnnotatedWith(Transactional.class)))
                                && !type.isAnnotatedWith(Service.class)
                                && !type.getSimpleName().matches(".*(Listener|Job)"),
                        "@Transactional stands in a face, a …Listener or a …Job"));
    }

    @Test
    void noTransactionRunsInsideAnother() {
        Exceptions.none(
                "requires new",
                findings(
                        type -> type.getMethods().stream()
                                .anyMatch(method -> method.tryGetAnnotationOfType(Transactional.class)
                                        .filter(mark -> mark.propagation() == Propagation.REQUIRES_NEW)
                                        .isPresent()),
                        "REQUIRES_NEW takes a second connection"));
    }

    @Test
    void oneMethodWidensATransactionToTheCounty() {
        var callers = CLASSES.stream()
                .filter(type -> !type.isAssignableTo(ScopedTransactions.class))
                .flatMap(type -> type.getMethodCallsFromSelf().stream())
                .filter(call -> call.getName().equals("widenToCounty"))
                .map(call -> call.getOrigin().getFullName())
                .distinct()
                .toList();
        assertThat(callers).hasSizeLessThanOrEqualTo(1);
    }

    @Test
    void nothingIsLeftBehind() {
        var left = Pattern.compile(
                "\\b(TODO|FIXME|XXX)\\b|@Disabled|Thread\\.sleep|@MockitoBean|@MockitoSpyBean|@DirtiesContext|Mockito\\.");
        var findings = new TreeMap<String, String>();
        for (var folder : List.of("src/main/java", "src/test/java")) {
            for (var source : Sources.under(java.nio.file.Path.of(folder), ".java")) {
                var match = left.matcher(source.text());
                if (!source.name().equals("HouseTest.java") && match.find()) {
                    findings.put(source.path().toString(), match.group());
                }
            }
        }
        Exceptions.none("left behind", findings);
    }

    @Test
    void thereAreFewExceptions() {
        assertThat(Exceptions.lines()).hasSizeLessThanOrEqualTo(10);
    }

    private static Map<String, String> findings(Predicate<JavaClass> wrong, String why) {
        var findings = new TreeMap<String, String>();
        for (var type : CLASSES) {
            if (!type.isAnonymousClass() && wrong.test(type)) {
                findings.put(type.getName(), why);
            }
        }
        return findings;
    }
}
