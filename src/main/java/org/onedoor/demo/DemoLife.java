package org.onedoor.demo;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.onedoor.cases.Cases;
import org.onedoor.cases.Command;
import org.onedoor.cases.Filing;
import org.onedoor.cases.Following;
import org.onedoor.cases.LowMarks;
import org.onedoor.cases.Outcome;
import org.onedoor.catalogue.Catalogue;
import org.onedoor.frame.Now;
import org.onedoor.organizations.Holder;
import org.onedoor.organizations.Organizations;
import org.onedoor.organizations.Post;
import org.onedoor.regions.Place;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;

/**
 * Lives of cases in the demo county: each is filed and handled by the real use cases at moments of its own; what would lie
 * after the reference day is simply left undone, which is how open cases in every state come about.
 */
@Component
@Profile("demo")
class DemoLife {

    private final UseCases use;

    DemoLife(
            Filing filing,
            Cases cases,
            LowMarks lowMarks,
            Catalogue catalogue,
            Organizations organizations,
            Following following) {
        this.use = new UseCases(filing, cases, lowMarks, catalogue, organizations, following, new Requests());
    }

    /** One case, filed at {@code filed}; nothing of it happens after {@code end}. One that was filed before is left alone. */
    void live(int county, Place village, Instant filed, long seed, Instant end, Fate fate) {
        new Life(county, village, filed, new Random(seed), end, fate).begin(seed);
    }

    private final class Life {
        private final int county;
        private final Place village;
        private final Random random;
        private final Instant end;
        private final Fate fate;
        private final DemoAsking asking;
        private final DemoCase it;

        Life(int county, Place village, Instant filed, Random random, Instant end, Fate fate) {
            this.county = county;
            this.village = village;
            this.random = random;
            this.end = end;
            this.fate = fate;
            this.asking = new DemoAsking(use, county, village, random, fate);
            this.it = new DemoCase(use, county, village, random, filed, end, fate);
        }

        void begin(long seed) {
            if (it.over()) {
                return;
            }
            var spoken = fate == Fate.ANY ? random.nextInt(100) : 30;
            var guarded = fate == Fate.PROTECTED || spoken < 2;
            if (!it.file(asking.request(Long.toString(seed), guarded), spoken >= 60)) {
                return;
            }
            if (guarded) {
                protectedLife();
            } else if (fate == Fate.ANY) {
                life();
            } else {
                scripted(seed);
            }
            if (it.open() && !guarded) {
                // Still undone at the end: by then it may be late and have climbed.
                it.follow(end);
            }
        }

        private void scripted(long seed) {
            var owner = it.contact();
            it.pass(0.3, 0.9);
            switch (fate) {
                case NEW, ANY, PROTECTED -> {}
                case ACCEPTED -> it.step(owner, new Command.Accept());
                case ASSIGNED, TAKEN -> {
                    var handler = use.organizations()
                            .of(county)
                            .handler(asking.item().officeKind(), asking.item().authority(), village);
                    if (handler.isPresent()) {
                        it.step(owner, new Command.Assign(handler.get().id(), null));
                        it.pass(1, 3);
                        if (fate == Fate.TAKEN) {
                            it.step(handler.get(), new Command.Take());
                        }
                    }
                }
                case DECLINED -> it.step(owner, new Command.Decline("COURT", "《信访工作条例》：已由法院受理的事项", "请到县人民法院立案庭继续办"));
                case WITHDRAWN -> it.resident(new Command.Withdraw("自己已经解决了", it.code()));
                case MERGED -> {
                    it.step(owner, new Command.TakeOn());
                    var first = it.id();
                    it.pass(1, 3);
                    if (it.file(asking.request(seed + "b", false), false)) {
                        it.pass(0.3, 0.9);
                        it.step(owner, new Command.Merge(first));
                    }
                }
                case WORKING, WAITING, EXTENSION, LATE, ANSWERED, CONFIRMED, OBJECTED, SILENT -> {
                    it.step(owner, new Command.TakeOn());
                    it.pass(1, 4);
                    it.step(owner, new Command.Contact("call", null));
                    it.pass(2, 8);
                    further(owner);
                }
            }
        }

        private void further(Post owner) {
            switch (fate) {
                case WAITING -> it.step(owner, new Command.Ask(List.of("社保卡正面照片", "户口本首页"), 10));
                case EXTENSION -> it.step(owner, new Command.AskExtension(5, "等配件到货"));
                case ANSWERED -> {
                    it.pass(40, 60);
                    answer(owner);
                }
                case CONFIRMED, OBJECTED -> {
                    it.pass(20, 40);
                    answer(owner);
                    it.pass(3, 20);
                    if (fate == Fate.OBJECTED) {
                        it.resident(new Command.Disagree("过了两天又跟原来一样，还是没有彻底解决。", it.code()));
                    } else {
                        it.resident(new Command.Confirm(it.code()));
                        it.resident(new Command.Rate(5, "来得快，话也说得客气。", true, it.code()));
                    }
                }
                case SILENT -> {
                    answer(owner);
                    silent(owner);
                }
                default -> {}
            }
        }

        /** Nobody says anything: the window ends, and some are asked by another office. */
        private void silent(Post owner) {
            it.pass(Duration.ofDays(8));
            it.pass(0.1, 3);
            if (it.over()) {
                return;
            }
            it.follow(it.now());
            it.pass(20, 50);
            if (it.over() || random.nextInt(4) == 0) {
                return;
            }
            var staffing = use.organizations().of(county);
            var accounts = staffing.holder(owner.id(), it.now()).map(Holder::account).stream()
                    .collect(Collectors.toSet());
            staffing.callback(village, Set.of(owner.office()), accounts)
                    .ifPresent(asks -> it.step(
                            asks, new Command.Recheck(random.nextInt(10) < 8 ? "solved" : "not-reached", "电话问过")));
        }

        private void life() {
            var owner = it.contact();
            var turn = random.nextInt(100);
            if (turn < 3) {
                it.pass(1, 20);
                it.step(owner, new Command.Decline("COURT", "《信访工作条例》：已由法院受理的事项", "请到县人民法院立案庭继续办"));
                return;
            }
            if (turn < 6) {
                it.pass(2, 20);
                it.resident(new Command.Withdraw("自己已经解决了", it.code()));
                return;
            }
            if (random.nextInt(10) == 0) {
                it.pass(20, 40);
            } else {
                it.pass(0.3, 6);
            }
            var handler = use.organizations()
                    .of(county)
                    .handler(asking.item().officeKind(), asking.item().authority(), village);
            if (handler.isPresent() && !handler.get().id().equals(owner.id())) {
                it.step(owner, new Command.Assign(handler.get().id(), null));
                it.pass(1, 20);
                if (random.nextInt(12) == 0) {
                    it.step(handler.get(), new Command.SendBack("这件事不归我们，归隔壁办公室"));
                    it.pass(1, 10);
                    it.step(
                            use.organizations().of(county).dispatcher(village),
                            new Command.DecideSendBack(false, "清单上就是你们的，请接着办"));
                    it.pass(1, 4);
                }
                it.step(handler.get(), new Command.Take());
                owner = handler.get();
            } else {
                it.step(owner, new Command.TakeOn());
            }
            it.pass(0.5, 8);
            it.step(owner, new Command.Contact(random.nextInt(3) == 0 ? "visit" : "call", null));
            if (random.nextInt(8) == 0) {
                it.pass(1, 10);
                it.step(owner, new Command.Ask(List.of("社保卡正面照片", "户口本首页"), 5));
                it.pass(20, 90);
                var how = random.nextInt(3) == 0 ? "fetch" : "given";
                it.resident(new Command.Supply(how, null, null));
            }
            if (random.nextInt(25) == 0) {
                it.pass(4, 30);
                it.step(owner, new Command.AskExtension(5, "等配件到货"));
                it.pass(2, 20);
                it.step(
                        use.organizations().of(county).dispatcher(village),
                        new Command.DecideExtension(true, "情况属实，同意"));
            }
            if (random.nextInt(9) == 0) {
                it.pass(120, 260);
                if (!it.over()) {
                    it.follow(it.now());
                }
            } else {
                it.pass(6, 90);
            }
            answer(owner);
            afterwards(owner);
        }

        private void answer(Post owner) {
            var turn = random.nextInt(100);
            var outcome = turn < 84 ? Outcome.SOLVED : turn < 94 ? Outcome.PARTLY : Outcome.NOT_POSSIBLE;
            it.step(
                    owner,
                    new Command.Answer(
                            outcome,
                            asking.asked().done(random),
                            outcome == Outcome.SOLVED ? null : asking.asked().reason()));
        }

        private void afterwards(Post owner) {
            var turn = random.nextInt(100);
            if (it.code() == null || turn >= 62) {
                silent(owner);
                return;
            }
            it.pass(3, 80);
            if (turn < 8) {
                it.resident(new Command.Disagree("过了两天又跟原来一样，还是没有彻底解决。", it.code()));
                it.pass(4, 60);
                answer(owner);
                it.pass(5, 60);
            }
            it.resident(new Command.Confirm(it.code()));
            if (random.nextInt(10) < 8) {
                var score = random.nextInt(100) < 6 ? 1 + random.nextInt(2) : 3 + random.nextInt(3);
                it.resident(new Command.Rate(score, score > 3 ? "来得快，说话客气。" : null, random.nextBoolean(), it.code()));
                if (score < 3) {
                    followedUp();
                }
            }
        }

        /** Another office calls, has it put right and answers; what would be later than now waits on its desk. */
        private void followedUp() {
            it.pass(2, 7);
            if (it.over()) {
                return;
            }
            var named = Now.at(it.now(), () -> use.lowMarks().post(county, it.id()))
                    .flatMap(use.organizations().of(county)::find);
            if (named.isEmpty()) {
                return;
            }
            var by = it.staff(named.get());
            var call = new LowMarks.Call(true, random.nextBoolean(), "说好第二天来，等了三天没有人打电话。");
            it.take(by.hat().scope(), () -> use.lowMarks().called(county, it.id(), by, call));
            it.pass(10, 70);
            it.take(by.hat().scope(), () -> use.lowMarks().putRight(county, it.id(), by, "办事的人已经上门说明，往后改期会先打电话。"));
            it.pass(2, 40);
            if (random.nextBoolean()) {
                it.resident(new Command.Rate(4, null, false, it.code()));
            }
        }

        private void protectedLife() {
            var post = use.organizations().of(county).protectedPost(Set.of(), Set.of());
            it.pass(2, 20);
            it.step(post, new Command.TakeOn());
            it.pass(4, 20);
            it.step(post, new Command.Contact("call", null));
            it.pass(60, 110);
            it.step(post, new Command.Answer(Outcome.SOLVED, "已核实，名单重新评议并张榜。", null));
        }
    }
}
