package org.onedoor.cases;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.onedoor.accounts.Accounts;
import org.onedoor.catalogue.Item;
import org.onedoor.catalogue.Kind;
import org.onedoor.frame.Actor;
import org.onedoor.frame.Role;
import org.onedoor.notices.Recipient;
import org.onedoor.regions.Level;
import org.onedoor.regions.Regions;
import org.onedoor.secrets.Phones;
import org.springframework.stereotype.Component;

/** Why a filing cannot be taken as it is: the field it is about, and the sentence. */
@Component
class FilingFaults {

    private static final int MAX_WORDS = 5000;

    private final Regions regions;
    private final Accounts accounts;
    private final CaseNotices notices;

    FilingFaults(Regions regions, Accounts accounts, CaseNotices notices) {
        this.regions = regions;
        this.accounts = accounts;
        this.notices = notices;
    }

    /** The first thing that is wrong; empty: it can be taken. */
    Optional<FilingOutcome> of(int county, FileCase request, Item item, By.@Nullable Staff by) {
        var place = regions.tree(county).find(request.place());
        if (place.isEmpty() || place.get().closed() || place.get().level().compareTo(Level.VILLAGE) < 0) {
            return refused("place", "cases.file.place");
        }
        if (request.words().length() > MAX_WORDS) {
            return refused("words", "cases.file.too-long");
        }
        if (request.words().isBlank()
                && request.photos().isEmpty()
                && request.voice() == null
                && request.item() == null
                && request.callAt() == null) {
            return refused("words", "cases.file.empty");
        }
        if (request.phone() != null) {
            var phone = Phones.normalise(request.phone());
            if (phone.isEmpty()) {
                return refused("phone", "cases.file.phone");
            }
            if (staffs(county, phone.get(), by)) {
                return refused("phone", "cases.file.staff-phone");
            }
        }
        var whom = request.forWhom();
        if (whom != null
                && whom.phone() != null
                && Phones.normalise(whom.phone())
                        .filter(phone -> staffs(county, phone, by))
                        .isPresent()) {
            return refused("whomPhone", "cases.file.staff-phone");
        }
        if (request.callAt() != null && request.phone() == null && !request.visit()) {
            return refused("phone", "cases.file.call-needs-phone");
        }
        var telling = telling(request, request.telling());
        if (telling.isPresent()) {
            return telling;
        }
        if (item.kind() == Kind.NOT_ISSUED) {
            return refused("item", "cases.file.not-issued");
        }
        return Optional.empty();
    }

    private Optional<FilingOutcome> telling(FileCase request, FileCase.Telling telling) {
        return switch (telling.by()) {
            case MAIL -> {
                if (!notices.mails()) {
                    yield refused("toldBy", "cases.no.mail-off");
                }
                yield telling.mail() == null || !Recipient.Mail.fits(telling.mail())
                        ? refused("mail", "cases.no.mail")
                        : Optional.empty();
            }
            case CALL ->
                request.phone() == null && request.address() == null
                        ? refused("toldBy", "cases.no.nowhere")
                        : Optional.empty();
            case SMS, PAGE -> Optional.empty();
        };
    }

    /** Whoever works here gives no number of somebody who works here as the contact of another's case. */
    private boolean staffs(int county, String phone, By.@Nullable Staff by) {
        return (by != null || Actor.current().is(Role.STAFF))
                && accounts.directory(county).hasPhone(phone);
    }

    private static Optional<FilingOutcome> refused(String field, String key) {
        return Optional.of(new FilingOutcome.Refused(field, key));
    }
}
