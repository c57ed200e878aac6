package org.onedoor.cases;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a resident has entered so far. Photos and recordings lie in {@code files} under the draft's id.
 *
 * @param how {@code say}, {@code photo} or {@code call}: by which of the three ways she came
 * @param item code of the item, when she came from one
 * @param callAt time of day at which to call; empty for none
 * @param help 说不清，请村里帮我填: the contact calls today and asks the rest
 */
record Draft(
        String how,
        @Nullable String item,
        String words,
        String callAt,
        boolean help,
        Map<String, String> answers,
        Sending sending) {

    static Draft empty(String how, @Nullable String item) {
        return new Draft(how, item, "", "", false, Map.of(), Sending.NOTHING);
    }

    Draft with(Asking asking) {
        return new Draft(asking.how(), item, asking.words(), asking.callAt(), help, answers, sending);
    }

    Draft with(Sending sent) {
        return new Draft(how, item, words, callAt, help, answers, sent);
    }

    Draft answered(String question, String answer, boolean help) {
        var more = new HashMap<>(answers);
        more.put(question, answer);
        return new Draft(how, item, words, callAt, help, Map.copyOf(more), sending);
    }

    String answer(String question) {
        return answers.getOrDefault(question, "");
    }

    /** The first page: words, and when to call. */
    record Asking(String how, String words, String callAt) {
        @SuppressWarnings("NullAway") // a form may leave out any field
        Asking {
            how = "photo".equals(how) || "call".equals(how) ? how : "say";
            words = words == null ? "" : words.strip();
            callAt = callAt == null ? "" : callAt.strip();
        }
    }

    /** The second page: where, whom to call, for whom. Every field may be empty. */
    record Sending(
            String place,
            String phone,
            Boolean visit,
            String address,
            String name,
            Boolean other,
            String forName,
            String forPhone,
            String forAddress,
            String relation,
            String knows,
            String told,
            Boolean aboutStaff,
            String about,
            Boolean urgent,
            Boolean publicShown,
            Boolean move,
            String toldBy,
            String mail) {

        static final Sending NOTHING = new Sending(
                "", "", false, "", "", false, "", "", "", "", "", "", false, "", false, false, false, "", "");

        @SuppressWarnings("NullAway") // a form may leave out any field
        Sending {
            place = place == null ? "" : place.strip();
            phone = phone == null ? "" : phone.strip();
            address = address == null ? "" : address.strip();
            name = name == null ? "" : name.strip();
            forName = forName == null ? "" : forName.strip();
            forPhone = forPhone == null ? "" : forPhone.strip();
            forAddress = forAddress == null ? "" : forAddress.strip();
            relation = relation == null ? "" : relation.strip();
            knows = knows == null ? "" : knows;
            told = told == null ? "" : told;
            about = about == null ? "" : about.strip();
            toldBy = toldBy == null ? "" : toldBy;
            mail = mail == null ? "" : mail.strip();
            // An unticked box is not sent at all.
            visit = visit != null && visit;
            other = other != null && other;
            aboutStaff = aboutStaff != null && aboutStaff;
            urgent = urgent != null && urgent;
            publicShown = publicShown != null && publicShown;
            move = move != null && move;
        }

        FileCase.Telling telling() {
            return new FileCase.Telling(ToldBy.of(toldBy), mail);
        }
    }
}
