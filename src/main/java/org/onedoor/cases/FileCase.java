package org.onedoor.cases;

import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.onedoor.secrets.PersonalData;
import org.onedoor.secrets.Phones;

/**
 * 提交诉求 · What a resident asks, as it comes through any door. Only the place is needed, and words, a photo or a recording;
 * all else is optional and may come later (R-SEC-2).
 *
 * @param type null: taken from the item
 * @param item null: not known yet, the contact asks
 * @param place village or community, or a grid
 * @param words at most 5,000 characters
 * @param answers answers to the item's questions, by question key
 * @param phone as typed; null when there is none
 * @param visit "come to me": somebody calls at the address
 * @param callAt time of day at which to call, free words
 * @param aboutStaff 这事跟村里或镇里的人有关: takes the protected path
 * @param named posts of the people complained of, where known
 * @param phoneProven the phone was confirmed by a code in this session
 * @param person the resident logged in, if any
 * @param key idempotency key of the form or request
 * @param deadline a deadline given elsewhere (12345): the earlier of the two is promised
 * @param telling how whoever files wants to be told
 */
public record FileCase(
        Channel channel,
        @Nullable RequestType type,
        @Nullable UUID item,
        UUID place,
        String words,
        Map<String, String> answers,
        @Nullable String name,
        @Nullable String phone,
        boolean visit,
        @Nullable String address,
        @Nullable String callAt,
        @Nullable ForWhom forWhom,
        boolean aboutStaff,
        List<UUID> named,
        boolean urgent,
        boolean publicShown,
        List<UUID> photos,
        @Nullable UUID voice,
        boolean phoneProven,
        @Nullable UUID person,
        String caller,
        String key,
        @Nullable Instant deadline,
        Telling telling) {

    /** Without a deadline from outside, told as usual. */
    public FileCase(
            Channel channel,
            @Nullable RequestType type,
            @Nullable UUID item,
            UUID place,
            String words,
            Map<String, String> answers,
            @Nullable String name,
            @Nullable String phone,
            boolean visit,
            @Nullable String address,
            @Nullable String callAt,
            @Nullable ForWhom forWhom,
            boolean aboutStaff,
            List<UUID> named,
            boolean urgent,
            boolean publicShown,
            List<UUID> photos,
            @Nullable UUID voice,
            boolean phoneProven,
            @Nullable UUID person,
            String caller,
            String key) {
        this(
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
                null,
                Telling.USUAL);
    }

    /** The same, told in another way. */
    public FileCase told(Telling how) {
        return with(words, address, how);
    }

    private FileCase with(String said, @Nullable String where, Telling how) {
        return new FileCase(
                channel,
                type,
                item,
                place,
                said,
                answers,
                name,
                phone,
                visit,
                where,
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
                how);
    }

    /**
     * Phones and ID numbers taken out of the words, which are kept in plain text: phones go beside the address, where only
     * those who handle the case see them; of an ID number the last four stay (R-SEC-10). A number nobody gave as her own
     * never becomes the one that is told.
     */
    public FileCase withoutNumbers() {
        var phones = new LinkedHashSet<String>();
        for (var found : PersonalData.find(words)) {
            if (found.kind() == PersonalData.Kind.PHONE) {
                phones.add(Phones.atHome(found.value()));
            }
        }
        if (phone != null) {
            phones.remove(Phones.atHome(phone));
        }
        var beside = phones.isEmpty()
                ? address
                : ((address == null ? "" : address) + " ☎ " + String.join("、", phones)).strip();
        return with(PersonalData.hidden(words), beside, telling);
    }

    /**
     * How to tell her how it goes on.
     *
     * @param mail the address, where it is by mail; of nothing else
     */
    public record Telling(ToldBy by, @Nullable String mail) {

        public static final Telling USUAL = new Telling(ToldBy.SMS, null);

        public Telling {
            mail = by == ToldBy.MAIL && mail != null && !mail.isBlank() ? mail.strip() : null;
        }
    }

    /**
     * Filing for somebody else: whom it is for; both get the news unless {@code told} is false.
     *
     * @param knows whether she knows of it; null: not said
     */
    public record ForWhom(
            @Nullable String name,
            @Nullable String phone,
            @Nullable String address,
            @Nullable String relation,
            @Nullable Boolean knows,
            boolean told) {}
}
