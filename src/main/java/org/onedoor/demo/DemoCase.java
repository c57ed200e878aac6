package org.onedoor.demo;

import java.time.Duration;
import java.time.Instant;
import java.util.Random;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.onedoor.cases.By;
import org.onedoor.cases.Command;
import org.onedoor.cases.FileCase;
import org.onedoor.cases.FilingOutcome;
import org.onedoor.cases.Receipt;
import org.onedoor.cases.State;
import org.onedoor.cases.Stepping;
import org.onedoor.frame.Actor;
import org.onedoor.frame.Ids;
import org.onedoor.frame.NotHere;
import org.onedoor.frame.NotYours;
import org.onedoor.frame.Now;
import org.onedoor.frame.Overtaken;
import org.onedoor.frame.Scope;
import org.onedoor.organizations.Hat;
import org.onedoor.organizations.Post;
import org.onedoor.regions.Place;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One case at a moment of its own: somebody files it or takes a step, unless the moment lies after the end. */
final class DemoCase {

    private static final Logger LOG = LoggerFactory.getLogger(DemoCase.class);

    private final UseCases use;
    private final int county;
    private final Place village;
    private final Random random;
    private final Instant end;
    private final Fate fate;
    private Instant now;
    private UUID id = Actor.NOBODY;
    private @Nullable String code;
    private @Nullable String longId;
    private State state = State.REGISTERED;

    DemoCase(UseCases use, int county, Place village, Random random, Instant begun, Instant end, Fate fate) {
        this.use = use;
        this.county = county;
        this.village = village;
        this.random = random;
        this.now = begun;
        this.end = end;
        this.fate = fate;
    }

    UUID id() {
        return id;
    }

    /** The answer code; null before it is filed, and where it went to paper. */
    @Nullable
    String code() {
        return code;
    }

    boolean open() {
        return state.open();
    }

    Instant now() {
        return now;
    }

    boolean over() {
        return now.isAfter(end);
    }

    /** Some time goes by: between so many hours, drawn. */
    void pass(double from, double to) {
        pass(Duration.ofMinutes((long) (60 * (from + random.nextDouble() * (to - from)))));
    }

    void pass(Duration time) {
        now = now.plus(time);
    }

    By.Staff staff(Post post) {
        var staffing = use.organizations().of(county);
        var holder = staffing.holder(post.id(), now).orElseThrow();
        Hat hat = staffing.hats(holder.account(), now).stream()
                .filter(worn -> worn.post().id().equals(post.id()))
                .findFirst()
                .orElseThrow();
        return new By.Staff(hat, holder.account());
    }

    void step(Post post, Command command) {
        var by = staff(post);
        take(by.hat().scope(), () -> use.cases().take(county, id, 0, command, by));
    }

    /** What she does with her receipt and code. */
    void resident(Command command) {
        if (longId != null) {
            take(new Scope.Receipt(county, Ids.sha256(longId)), () -> use.cases()
                    .take(county, id, 0, command, By.Resident.holder()));
        }
    }

    private void refused(String why) {
        if (fate != Fate.ANY) {
            LOG.warn("The demo has no case that is {} as it should be: {}", fate, why);
        }
    }

    /** A step that the rules refuse at this moment is simply not taken: that, too, is life. */
    void take(Scope scope, Supplier<?> step) {
        if (over()) {
            return;
        }
        try {
            switch (Now.at(now, () -> Scope.in(scope, step))) {
                case Stepping.Done done -> state = done.state();
                case Stepping.Refused refused -> refused(refused.key());
                default -> {}
            }
        } catch (NotHere | NotYours | Overtaken refused) {
            // The case has gone another way.
            refused(refused.toString());
        }
    }

    /** False when it was filed before. */
    boolean file(FileCase request, boolean byStaff) {
        var outcome = Now.at(
                now,
                () -> byStaff
                        ? use.filing().register(county, request, staff(contact()))
                        : use.filing().file(county, request));
        if (!(outcome instanceof FilingOutcome.Filed(Receipt receipt, boolean again)) || again) {
            return false;
        }
        id = receipt.id();
        longId = receipt.longId();
        code = receipt.answerCode();
        state = State.REGISTERED;
        return true;
    }

    /** Who is asked in this village now. */
    Post contact() {
        return Now.at(now, () -> use.organizations().of(county).contact(village, now));
    }

    /** What time alone does to it until then. */
    void follow(Instant at) {
        Now.at(at, () -> use.following().follow(county, id));
    }
}
