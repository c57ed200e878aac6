package org.onedoor.demo;

import java.util.List;
import java.util.Map;
import java.util.Random;
import org.onedoor.cases.Channel;
import org.onedoor.cases.FileCase;
import org.onedoor.cases.RequestType;
import org.onedoor.catalogue.Item;
import org.onedoor.regions.Place;

/** What somebody of the village asks: drawn from the list, so that it can come as far as it should. */
final class DemoAsking {

    private final UseCases use;
    private final int county;
    private final Place village;
    private final Random random;
    private final Fate fate;
    private final Requests.Request asked;
    private final Item item;

    DemoAsking(UseCases use, int county, Place village, Random random, Fate fate) {
        this.use = use;
        this.county = county;
        this.village = village;
        this.random = random;
        this.fate = fate;
        this.asked = drawn();
        this.item = use.catalogue().of(county).byCode(asked.item()).orElseGet(() -> use.catalogue()
                .of(county)
                .general());
    }

    Requests.Request asked() {
        return asked;
    }

    Item item() {
        return item;
    }

    /** An office of the town handles what is to be assigned; what is to be joined is everybody's matter. */
    private Requests.Request drawn() {
        var request = use.requests().any(random);
        for (int tries = 0; tries < 60 && !fits(request); tries++) {
            request = use.requests().any(random);
        }
        return request;
    }

    private boolean fits(Requests.Request request) {
        var wanted = use.catalogue().of(county).byCode(request.item());
        return switch (fate) {
            case ASSIGNED, TAKEN ->
                wanted.flatMap(one ->
                                use.organizations().of(county).handler(one.officeKind(), one.authority(), village))
                        .filter(handler -> !handler.place().equals(village.id()))
                        .isPresent();
            case MERGED -> wanted.filter(Item::publicMatter).isPresent();
            default -> true;
        };
    }

    FileCase request(String key, boolean guarded) {
        var name = Names.person(random);
        var phone = random.nextInt(100) < 85 ? Names.phone(random) : null;
        var channels = List.of(Channel.WEB, Channel.PHONE, Channel.COUNTER, Channel.GRID, Channel.WEB);
        return new FileCase(
                channels.get(random.nextInt(channels.size())),
                guarded ? RequestType.REPORT : null,
                guarded || fate == Fate.ANY && random.nextInt(10) == 0 ? null : item.id(),
                village.id(),
                guarded ? "村里低保名额分得不公道，有人占了不该占的，请上面查一查。" : asked.words(random),
                Map.of(),
                random.nextInt(12) == 0 ? null : name,
                phone,
                phone == null,
                phone == null ? village.name() + "北坡组 " + (1 + random.nextInt(60)) + " 号" : null,
                null,
                random.nextInt(12) == 0
                        ? new FileCase.ForWhom(Names.person(random), null, null, "母亲", true, true)
                        : null,
                false,
                List.of(),
                random.nextInt(25) == 0,
                item.publicMatter() && random.nextBoolean(),
                List.of(),
                null,
                false,
                null,
                "demo",
                "demo:" + village.code() + ":" + key);
    }
}
