package org.onedoor.cases;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.onedoor.catalogue.Item;
import org.onedoor.files.Files;
import org.onedoor.frame.Actor;
import org.onedoor.frame.Role;
import org.onedoor.frame.Scope;
import org.onedoor.frame.Texts;
import org.onedoor.organizations.NoProtectedPost;
import org.onedoor.secrets.PersonalData;
import org.onedoor.secrets.Phones;
import org.springframework.stereotype.Component;

/** Makes a filed case out of a draft: numbers taken out of the words, photos along, neighbours joined. */
@Component
class Sender {

    private final ResidentDoor door;
    private final Drafts drafts;
    private final Duplicates duplicates;
    private final Filing filing;
    private final Cases cases;
    private final Files files;
    private final Texts texts;

    Sender(
            ResidentDoor door,
            Drafts drafts,
            Duplicates duplicates,
            Filing filing,
            Cases cases,
            Files files,
            Texts texts) {
        this.door = door;
        this.drafts = drafts;
        this.duplicates = duplicates;
        this.filing = filing;
        this.cases = cases;
        this.files = files;
        this.texts = texts;
    }

    /** Public matters like this one; nobody is told anything about matters of officials. */
    List<Duplicates.Same> known(int county, Drafts.Open open) {
        var draft = open.draft();
        if (draft.sending().aboutStaff() || draft.help()) {
            return List.of();
        }
        return door.village(county, draft.sending().place())
                .map(village -> duplicates.find(
                        county, village, door.item(county, draft.item()).orElse(null), draft.words()))
                .orElse(List.of());
    }

    /** Files it; the same draft gives the same receipt, however often it is sent. */
    FilingOutcome file(int county, Drafts.Open open, Duplicates.@Nullable Same join) {
        FilingOutcome outcome;
        try {
            outcome = filing.file(county, command(county, open, join));
        } catch (NoProtectedPost e) {
            outcome = new FilingOutcome.Refused("aboutStaff", "cases.send.about.nobody");
        }
        if (outcome instanceof FilingOutcome.Filed(var receipt, var _)) {
            if (join != null) {
                join(county, receipt, join.id());
            }
            drafts.sent(county, open, receipt.id());
        }
        return outcome;
    }

    /**
     * Lets a case just filed wait together with another. Refused when it is joined already, or when the other was answered
     * meanwhile: then she has a case of her own.
     */
    void join(int county, Receipt receipt, UUID other) {
        Scope.in(
                new Scope.Receipt(county, Keys.hash(receipt.longId())),
                () -> cases.take(county, receipt.id(), 0, new Command.Merge(other), By.Resident.holder()));
    }

    private FileCase command(int county, Drafts.Open open, Duplicates.@Nullable Same join) {
        var draft = open.draft();
        var sending = draft.sending();
        var place = door.village(county, sending.place()).orElseThrow();
        var kept = drafts.in(county, open.key(), () -> files.of(county, open.id()));
        var photos = new ArrayList<UUID>();
        UUID voice = null;
        for (var file : kept) {
            if (file.mediaType().startsWith("image/")) {
                photos.add(file.id().id());
            } else if (voice == null) {
                voice = file.id().id();
            }
        }
        var actor = Actor.current();
        var resident = actor.is(Role.RESIDENT);
        var phone = sending.phone().isEmpty() && sending.move() ? first(draft.words()) : sending.phone();
        var file = new FileCase(
                Channel.WEB,
                null,
                join != null
                        ? join.item()
                        : door.item(county, draft.item()).map(Item::id).orElse(null),
                place.id(),
                words(draft.words(), sending),
                draft.answers(),
                blank(sending.name()),
                blank(phone),
                sending.visit(),
                blank(sending.address()),
                callAt(draft),
                whom(sending),
                sending.aboutStaff(),
                List.of(),
                sending.urgent(),
                sending.publicShown(),
                photos,
                voice,
                resident,
                resident ? actor.id() : null,
                "draft:" + open.id(),
                open.id().toString());
        var told = file.told(sending.telling());
        return sending.move() ? told.withoutNumbers() : told;
    }

    /** The first number in the words: the page showed it in the field for the phone. */
    private static String first(String words) {
        return PersonalData.find(words).stream()
                .filter(found -> found.kind() == PersonalData.Kind.PHONE)
                .map(found -> Phones.atHome(found.value()))
                .findFirst()
                .orElse("");
    }

    private String words(String words, Draft.Sending sending) {
        return sending.aboutStaff() && !sending.about().isEmpty()
                ? (words + "\n" + texts.text("zh", "cases.send.about.line", sending.about())).strip()
                : words;
    }

    /** In Chinese, because staff read it. */
    private @Nullable String callAt(Draft draft) {
        if (draft.help()) {
            return texts.text("zh", "cases.call.help");
        }
        return switch (draft.callAt()) {
            case "now" -> texts.text("zh", "cases.call.now");
            case "morning" -> texts.text("zh", "cases.call.morning");
            case "afternoon" -> texts.text("zh", "cases.call.afternoon");
            case "evening" -> texts.text("zh", "cases.call.evening");
            default -> null;
        };
    }

    private static FileCase.@Nullable ForWhom whom(Draft.Sending sending) {
        return sending.other()
                ? new FileCase.ForWhom(
                        blank(sending.forName()),
                        blank(sending.forPhone()),
                        blank(sending.forAddress()),
                        blank(sending.relation()),
                        switch (sending.knows()) {
                            case "yes" -> true;
                            case "no" -> false;
                            default -> null;
                        },
                        !sending.told().equals("no"))
                : null;
    }

    private static @Nullable String blank(String text) {
        return text.isBlank() ? null : text;
    }
}
