package org.onedoor.cases.imports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.onedoor.ACounty;
import org.onedoor.OneDoorTest;
import org.onedoor.Staff;
import org.onedoor.cases.By;
import org.onedoor.cases.Cases;
import org.onedoor.cases.Command;
import org.onedoor.cases.Outcome;
import org.onedoor.cases.RequestType;
import org.onedoor.cases.Stepping;
import org.onedoor.catalogue.Catalogue;
import org.onedoor.catalogue.Item;
import org.onedoor.catalogue.Kind;
import org.onedoor.frame.Csv;
import org.onedoor.frame.Scope;
import org.onedoor.organizations.Organizations;
import org.onedoor.organizations.Post;
import org.onedoor.organizations.PostKind;
import org.onedoor.regions.AddPlace;
import org.onedoor.regions.Level;
import org.onedoor.regions.Place;
import org.onedoor.regions.Regions;

/**
 * Real messages of residents as hotline orders: in, sorted by the words, given out, answered, asked back, and the results
 * returned. Runs only with {@code -Dreal.messages=<folder>}; the messages stay where they are. What became of them is
 * written to {@code target/real-messages.txt}.
 */
@OneDoorTest
class RealMessagesTest {

    private static final int LIVES = 300;
    private static final long SEED = 20261122;

    private final Imports imports;
    private final Returns returns;
    private final ACounty counties;
    private final Staff staff;
    private final Catalogue catalogue;
    private final Cases cases;
    private final Regions regions;
    private final Organizations organizations;
    private final Map<String, Integer> counted = new LinkedHashMap<>();

    RealMessagesTest(
            Imports imports,
            Returns returns,
            ACounty counties,
            Staff staff,
            Catalogue catalogue,
            Cases cases,
            Regions regions,
            Organizations organizations) {
        this.imports = imports;
        this.returns = returns;
        this.counties = counties;
        this.staff = staff;
        this.catalogue = catalogue;
        this.cases = cases;
        this.regions = regions;
        this.organizations = organizations;
    }

    /** Message as written: number, category, title, words. */
    private record Message(String id, String label, String title, String words) {}

    @Test
    void realMessagesComeInAreSortedAnsweredAndTheirResultsGoBack() throws IOException {
        var folder = System.getProperty("real.messages", "");
        assumeThat(folder).as("not run: no -Dreal.messages").isNotBlank();
        var messages = messages(Path.of(folder).resolve("messages-classified/messages-dev.tsv.gz"));
        var places = counties.found();
        int county = places.county();
        Scope.in(new Scope.County(county), () -> catalogue.load(county));
        var villages = villages(places);
        villages.forEach(village -> staff.at(county, village, PostKind.CLERK));
        var offices = new LinkedHashMap<String, Staff.Member>();
        for (var item : catalogue.of(county).all()) {
            if (item.authority() != Level.VILLAGE) {
                var at = item.authority() == Level.TOWN ? places.town() : places.root();
                offices.computeIfAbsent(
                        at.id() + item.officeKind(),
                        _ -> staff.in(county, staff.office(county, at, item.officeKind()), at, PostKind.HANDLER));
            }
        }
        var dispatcher = staff.at(county, places.town(), PostKind.DISPATCHER);
        staff.at(county, places.root(), PostKind.SUPERVISOR);

        var random = new Random(SEED);
        var file = new StringBuilder(Csv.line(List.of("工单编号", "标题", "诉求内容", "所属村社区", "类别", "联系电话")));
        for (var message : messages) {
            file.append(Csv.line(List.of(
                    message.id(),
                    message.title(),
                    message.words(),
                    villages.get(random.nextInt(villages.size())).name(),
                    message.label(),
                    "138" + "%08d".formatted(random.nextInt(100_000_000)))));
        }
        var checked = time(
                "check",
                () -> imports.check(
                        county,
                        "12345",
                        "messages.csv",
                        new ByteArrayInputStream(file.toString().getBytes(StandardCharsets.UTF_8)),
                        by(dispatcher)));
        var id = ((Importing.Checked) checked).batch();
        time("import", () -> {
            imports.start(county, id);
            imports.run(county, id);
            return true;
        });
        var batch = imports.batch(county, id);
        count("rows", batch.rows());
        count("bad", batch.bad());
        count("taken", batch.taken());
        assertThat(batch.taken() + batch.bad()).isEqualTo(messages.size());

        var lives = new ArrayList<Message>(messages);
        java.util.Collections.shuffle(lives, random);
        var answered = new ArrayList<String>();
        time("lives", () -> {
            for (var message : lives.subList(0, Math.min(LIVES, lives.size()))) {
                imports.matter(county, "12345", message.id())
                        .filter(matter -> live(county, places, dispatcher, matter, message, random))
                        .ifPresent(_ -> answered.add(message.id()));
            }
            return true;
        });
        var back = time("return", () -> file(dispatcher));
        assertThat(Csv.rows(new ByteArrayInputStream(back.getBytes(StandardCharsets.UTF_8))))
                .toIterable()
                .hasSize(answered.size() + 1);
        assertThat(file(dispatcher).lines().count())
                .as("only what is new goes back")
                .isLessThanOrEqualTo(1);
        count("answered and returned", answered.size());
        Files.writeString(
                Path.of("target/real-messages.txt"),
                counted.entrySet().stream()
                        .map(line -> line.getKey() + ": " + line.getValue())
                        .collect(java.util.stream.Collectors.joining("\n")));
        assertThat(answered).hasSizeGreaterThan(LIVES / 2);
    }

    /** Sorted by its words, given to the office of the item and answered there; true when answered. */
    private boolean live(
            int county, ACounty.Home places, Staff.Member dispatcher, UUID matter, Message message, Random random) {
        var fitting = catalogue.of(county).search(message.title() + message.words(), 3).stream()
                .filter(item -> item.kind() == Kind.SERVICE && !item.protectedPath())
                .findFirst();
        count("no item fits the words", fitting.isEmpty() ? 1 : 0);
        fitting.ifPresent(item -> count("· " + message.label() + " → " + item.name(), 1));
        if (fitting.isPresent()
                && !done(
                        "sort",
                        take(
                                dispatcher,
                                dispatcher.post(),
                                matter,
                                new Command.ChangeItem(fitting.get().id(), RequestType.HELP, false)))) {
            return false;
        }
        var owner = owner(
                county, places, fitting.orElseGet(() -> catalogue.of(county).general()), matter);
        if (!done("give out", take(dispatcher, dispatcher.post(), matter, new Command.Assign(owner.id(), null)))) {
            return false;
        }
        var handler = member(county, owner);
        done("sign", take(handler, owner, matter, new Command.Take()));
        done("call", take(handler, owner, matter, new Command.Contact("call", null)));
        var outcome = Outcome.values()[random.nextInt(Outcome.values().length)];
        var answer = new Command.Answer(outcome, "已到现场核实并处理。", outcome == Outcome.SOLVED ? null : "还要等上级批复");
        return done("answer", take(handler, owner, matter, answer));
    }

    private Post owner(int county, ACounty.Home places, Item item, UUID matter) {
        var staffing = organizations.of(county);
        var place = regions.tree(county).get(places.village().id());
        return staffing.handler(item.officeKind(), item.authority(), place)
                .filter(post -> staffing.office(post.office()).level() != Level.VILLAGE)
                .or(() -> staffing.find(Scope.in(
                        new Scope.County(county),
                        () -> cases.progress(county, List.of(matter)).getFirst().owner())))
                .orElseThrow();
    }

    private Staff.Member member(int county, Post post) {
        var holder = organizations
                .of(county)
                .holder(post.id(), org.onedoor.frame.Now.instant())
                .orElseThrow();
        return new Staff.Member(county, holder.account(), "", holder.name(), List.of(post));
    }

    private Stepping take(Staff.Member member, Post post, UUID matter, Command command) {
        return staff.as(
                member,
                post,
                () -> cases.take(
                        member.county(),
                        matter,
                        0,
                        command,
                        new By.Staff(staff.actor(member).hat(post.id()).orElseThrow(), member.account())));
    }

    private boolean done(String what, Stepping stepping) {
        if (stepping instanceof Stepping.Refused(var key)) {
            count(what + " refused: " + key, 1);
            return false;
        }
        count(what, 1);
        return true;
    }

    private By.Staff by(Staff.Member member) {
        return new By.Staff(staff.actor(member).hats().getFirst(), member.account());
    }

    private void count(String what, int more) {
        counted.merge(what, more, Integer::sum);
    }

    private <T> T time(String what, Supplier<T> work) {
        long from = System.nanoTime();
        var result = work.get();
        count(what + " took ms", (int) ((System.nanoTime() - from) / 1_000_000));
        return result;
    }

    private List<Place> villages(ACounty.Home places) {
        return Scope.in(new Scope.County(places.county()), () -> {
            var villages = new ArrayList<>(List.of(places.village(), places.community()));
            for (int i = 1; i <= 40; i++) {
                villages.add(regions.add(new AddPlace(
                        places.town().id(),
                        Level.VILLAGE,
                        places.town().code().substring(0, 9) + (300 + i),
                        "第" + i + "村",
                        null,
                        false)));
            }
            return villages;
        });
    }

    /** Only those kept as they were written. */
    private static List<Message> messages(Path file) throws IOException {
        try (var lines = new BufferedReader(
                new InputStreamReader(new GZIPInputStream(Files.newInputStream(file)), StandardCharsets.UTF_8))) {
            return lines.lines()
                    .skip(1)
                    .map(line -> line.split("\t", -1))
                    .filter(cells -> cells[2].equals("raw"))
                    .map(cells -> new Message(cells[0], cells[1], cells[4], cells[5]))
                    .toList();
        }
    }

    private String file(Staff.Member dispatcher) {
        var text = new StringBuilder();
        returns.file(by(dispatcher), "12345", rows -> rows.forEach(row -> text.append(Csv.line(row))));
        return text.toString();
    }
}
