package org.onedoor.cases;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What somebody asks, for tests: a place and words, to which a test adds what it is about. */
public final class ARequest {

    private final UUID place;
    private final String caller;
    private final String key;
    private String words;
    private Channel channel = Channel.WEB;
    private @Nullable RequestType type;
    private @Nullable UUID item;
    private Map<String, String> answers = Map.of();
    private @Nullable String name;
    private @Nullable String phone;
    private boolean visit;
    private @Nullable String address;
    private @Nullable String callAt;
    private FileCase.@Nullable ForWhom forWhom;
    private boolean aboutStaff;
    private List<UUID> named = List.of();
    private boolean urgent;
    private boolean publicShown;
    private List<UUID> photos = List.of();
    private @Nullable UUID voice;
    private boolean phoneProven;
    private @Nullable UUID person;
    private @Nullable Instant deadline;
    private FileCase.Telling telling = FileCase.Telling.USUAL;

    private ARequest(UUID place, String words, String caller, String key) {
        this.place = place;
        this.words = words;
        this.caller = caller;
        this.key = key;
    }

    /** From the web, without a name or a phone, with a key of its own. */
    public static ARequest at(UUID place, String words) {
        return at(place, words, "test", UUID.randomUUID().toString());
    }

    public static ARequest at(UUID place, String words, String caller, String key) {
        return new ARequest(place, words, caller, key);
    }

    /** As this one, to be changed. */
    public static ARequest of(FileCase request) {
        var same = new ARequest(request.place(), request.words(), request.caller(), request.key());
        same.channel = request.channel();
        same.type = request.type();
        same.item = request.item();
        same.answers = request.answers();
        same.name = request.name();
        same.phone = request.phone();
        same.visit = request.visit();
        same.address = request.address();
        same.callAt = request.callAt();
        same.forWhom = request.forWhom();
        same.aboutStaff = request.aboutStaff();
        same.named = request.named();
        same.urgent = request.urgent();
        same.publicShown = request.publicShown();
        same.photos = request.photos();
        same.voice = request.voice();
        same.phoneProven = request.phoneProven();
        same.person = request.person();
        same.deadline = request.deadline();
        same.telling = request.telling();
        return same;
    }

    /** She has no telephone and somebody comes to her. */
    static FileCase withoutPhone(FileCase request) {
        return of(request).over(Channel.COUNTER).phone(null).visited("北坡组 7 号").form();
    }

    /** Said in passing: no name, no telephone, no address. */
    static FileCase nameless(FileCase request) {
        return of(request).over(Channel.COUNTER).by(null).phone(null).form();
    }

    public ARequest over(Channel way) {
        channel = way;
        return this;
    }

    public ARequest words(String said) {
        words = said;
        return this;
    }

    public ARequest type(RequestType what) {
        type = what;
        return this;
    }

    public ARequest item(@Nullable UUID id) {
        item = id;
        return this;
    }

    public ARequest by(@Nullable String asker) {
        name = asker;
        return this;
    }

    public ARequest phone(@Nullable String number) {
        phone = number;
        return this;
    }

    public ARequest visited(String where) {
        visit = true;
        address = where;
        return this;
    }

    /** 这事跟村里或镇里的人有关, naming the posts that are known. */
    public ARequest aboutStaff(boolean yes, UUID... posts) {
        aboutStaff = yes;
        named = List.of(posts);
        return this;
    }

    public ARequest urgent(boolean yes) {
        urgent = yes;
        return this;
    }

    public ARequest voice(UUID recording) {
        voice = recording;
        return this;
    }

    public ARequest due(@Nullable Instant elsewhere) {
        deadline = elsewhere;
        return this;
    }

    public FileCase form() {
        return new FileCase(
                channel,
                type,
                item,
                place,
                words,
                answers,
                name,
                phone,
                visit,
                address,
                callAt,
                forWhom,
                aboutStaff,
                named,
                urgent,
                publicShown,
                photos,
                voice,
                phoneProven,
                person,
                caller,
                key,
                deadline,
                telling);
    }
}
