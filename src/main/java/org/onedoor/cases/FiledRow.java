package org.onedoor.cases;

import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.onedoor.catalogue.Item;
import org.onedoor.frame.Ids;
import org.onedoor.frame.Now;
import org.onedoor.regions.Level;
import org.onedoor.regions.Regions;
import org.onedoor.secrets.Phones;
import org.onedoor.secrets.Secrets;
import org.springframework.stereotype.Component;

/** What of a filing stands on the row beside its history: words, people, what was sent along, and what finds it again. */
@Component
class FiledRow {

    /** Digits of each number drawn: five only where a place has so many that day that four are taken (foundations §11). */
    private static final List<Integer> NUMBERS = List.of(4, 4, 4, 5);

    private final CaseStore store;
    private final Words words;
    private final Secrets secrets;
    private final Regions regions;

    FiledRow(CaseStore store, Words words, Secrets secrets, Regions regions) {
        this.store = store;
        this.words = words;
        this.secrets = secrets;
        this.regions = regions;
    }

    CaseStore.NewRow of(int county, UUID id, String longId, FileCase request, Item item, Case told, String body) {
        var tree = regions.tree(county);
        var village = tree.above(request.place(), Level.VILLAGE).orElseGet(() -> tree.get(request.place()));
        return new CaseStore.NewRow(
                id,
                Keys.hash(longId),
                request.person(),
                village.id(),
                Now.local(told.filedAt()).toLocalDate(),
                NUMBERS.stream().map(Ids::digits).toList(),
                item.publicMatter() && !told.guarded(),
                request.publicShown(),
                store.titled(item, request.words()),
                words(request, item),
                request.visit(),
                CaseNotices.codePhone(request).isPresent(),
                Filing.PRIVACY_VERSION,
                grams(county, request, item, told),
                people(county, id, request),
                attachments(request),
                request.caller(),
                request.key(),
                body,
                sourceNo(request));
    }

    /** The number an imported order bears at its source. */
    private static @Nullable String sourceNo(FileCase request) {
        return request.caller().startsWith(Filing.SOURCE) ? request.key() : null;
    }

    /** Empty for a protected case, which no search finds. */
    int[] grams(int county, FileCase request, Item item, Case told) {
        return told.guarded() ? new int[0] : words.grams(county, searched(request, item));
    }

    /** What the word search finds: item, words and the names of the people. */
    private static String searched(FileCase request, Item item) {
        var whom = request.forWhom();
        return String.join(
                " ",
                item.name(),
                request.words(),
                Objects.requireNonNullElse(request.name(), ""),
                whom == null || whom.name() == null ? "" : whom.name());
    }

    /** The person's own words, then what she answered to the item's questions. */
    private static String words(FileCase request, Item item) {
        var all = new StringBuilder(request.words().strip());
        for (var question : item.questions()) {
            var given = request.answers().get(question.key());
            if (given != null && !given.isBlank()) {
                all.append(all.isEmpty() ? "" : "\n")
                        .append(question.label())
                        .append("：")
                        .append(given.strip());
            }
        }
        if (request.callAt() != null && !request.callAt().isBlank()) {
            all.append(all.isEmpty() ? "" : "\n")
                    .append("☎ ")
                    .append(request.callAt().strip());
        }
        return all.toString();
    }

    /** Whom it is for and whom to call, sealed. */
    List<CaseStore.Person> people(int county, UUID id, FileCase request) {
        var people = new ArrayList<CaseStore.Person>(2);
        people.add(person(
                county,
                id,
                "ASKER",
                request.name(),
                request.phone(),
                request.address(),
                null,
                null,
                true,
                request.telling()));
        var whom = request.forWhom();
        if (whom != null) {
            people.add(person(
                    county,
                    id,
                    "FOR",
                    whom.name(),
                    whom.phone(),
                    whom.address(),
                    whom.relation(),
                    whom.knows(),
                    whom.told(),
                    FileCase.Telling.USUAL));
        }
        return people;
    }

    private CaseStore.Person person(
            int county,
            UUID id,
            String role,
            @Nullable String name,
            @Nullable String phone,
            @Nullable String address,
            @Nullable String relation,
            @Nullable Boolean knows,
            boolean told,
            FileCase.Telling telling) {
        var mail = telling.mail();
        var field = SealedPeople.field(role);
        var number = phone == null ? Optional.<String>empty() : Phones.normalise(phone);
        return new CaseStore.Person(
                role,
                name == null || name.isBlank() ? null : name.strip(),
                number.map(n -> base64(secrets.seal(county, field + ".phone", id, n)))
                        .orElse(null),
                number.map(n -> base64(secrets.index(county, "phone", n))).orElse(null),
                address == null || address.isBlank()
                        ? null
                        : base64(secrets.seal(county, field + ".address", id, address.strip())),
                relation,
                knows,
                told,
                telling.by().name(),
                mail == null ? null : base64(secrets.seal(county, field + ".mail", id, mail)));
    }

    private static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }

    private static List<CaseStore.Attachment> attachments(FileCase request) {
        var attachments = new ArrayList<CaseStore.Attachment>();
        request.photos().forEach(photo -> attachments.add(new CaseStore.Attachment(photo, "PHOTO")));
        if (request.voice() != null) {
            attachments.add(new CaseStore.Attachment(request.voice(), "VOICE"));
        }
        return attachments;
    }

    /** What makes two filings with one key the same. Keyed: a plain hash of a body with a phone is guessed in minutes. */
    String body(int county, FileCase request) {
        return HexFormat.of().formatHex(secrets.index(county, "body", content(request)));
    }

    private static String content(FileCase request) {
        var content = String.join(
                "\u0001",
                String.valueOf(request.item()),
                request.place().toString(),
                request.words(),
                new TreeMap<>(request.answers()).toString(),
                String.valueOf(request.name()),
                String.valueOf(request.phone()),
                String.valueOf(request.address()),
                String.valueOf(request.forWhom()),
                String.valueOf(request.aboutStaff()));
        return request.telling().equals(FileCase.Telling.USUAL) ? content : content + "\u0001" + request.telling();
    }
}
