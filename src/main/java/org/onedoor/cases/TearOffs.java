package org.onedoor.cases;

import java.time.Instant;
import org.onedoor.frame.Now;
import org.onedoor.organizations.Organizations;
import org.onedoor.secrets.Phones;
import org.springframework.stereotype.Component;

/**
 * Printed receipts for people without a phone. The answer code stands on the part to tear off and only in print: a staff
 * screen never shows it (R-REQ-15, issue §3).
 */
@Component
class TearOffs {

    /**
     * What is printed.
     *
     * @param link opens the case for reading, as a QR
     * @param code empty where the code went to a phone
     */
    record TearOff(
            String number,
            Instant due,
            boolean provisional,
            String contact,
            String contactPhone,
            String link,
            String code) {}

    private final Keys keys;
    private final CaseNotices notices;
    private final Organizations organizations;

    TearOffs(Keys keys, CaseNotices notices, Organizations organizations) {
        this.keys = keys;
        this.notices = notices;
        this.organizations = organizations;
    }

    /** Right after registering: the first code. */
    TearOff first(int county, Receipt receipt, boolean withCode) {
        return new TearOff(
                receipt.number(),
                receipt.due(),
                receipt.provisional(),
                (receipt.contactTitle() + " " + receipt.contactName()).strip(),
                receipt.contactPhone(),
                notices.link(county, receipt.longId()),
                withCode ? keys.answerCode(county, receipt.id(), 1) : "");
    }

    /** After a new code was issued. */
    TearOff of(CaseStore.Row row, int issue) {
        var county = row.county();
        var staffing = organizations.of(county);
        var contact = staffing.post(row.told().contact());
        var holder = staffing.holder(contact.id(), Now.instant());
        return new TearOff(
                row.sayable(),
                row.told().due(),
                row.told().provisional(),
                (contact.title() + " " + holder.map(one -> one.name()).orElse("")).strip(),
                Phones.atHome(holder.map(one -> one.phone())
                        .filter(phone -> !phone.isBlank())
                        .orElse(staffing.office(contact.office()).phone())),
                notices.link(county, keys.longId(county, row.id())),
                keys.answerCode(county, row.id(), issue));
    }
}
