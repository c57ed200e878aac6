package org.onedoor.members;

import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A member's file as it stands. Sealed values stay sealed in it.
 *
 * @param sex 1 male, 2 female, from the ID number like {@code bornOn}
 * @param branch the one formal affiliation, the last one where the member has left
 * @param partyLo number of the group, else of the branch, in the Party's tree
 * @param watchedUntil 留党察看; {@code correctUntil} 限期改正; {@code rightsSuspendedOn} 权利中止
 * @param account who logs in as this member
 */
record Member(
        UUID id,
        String name,
        int sex,
        LocalDate bornOn,
        String ethnicity,
        @Nullable String nativePlace,
        @Nullable Education education,
        @Nullable Degree degree,
        @Nullable LocalDate workSince,
        @Nullable String unitAndPost,
        Category category,
        LocalDate joinedOn,
        @Nullable LocalDate fullOn,
        UUID branch,
        @Nullable UUID partyGroup,
        int partyLo,
        MemberStatus status,
        @Nullable LocalDate watchedUntil,
        @Nullable LocalDate correctUntil,
        @Nullable LocalDate rightsSuspendedOn,
        @Nullable LocalDate floatingSince,
        @Nullable LocalDate lostSince,
        @Nullable LocalDate abroadSince,
        @Nullable UUID account,
        LocalDate identityChecked,
        LocalDate contactChecked,
        LocalDate workChecked,
        LocalDate partyChecked,
        byte[] idNumber,
        byte @Nullable [] phone,
        byte @Nullable [] household,
        byte @Nullable [] residence,
        int version) {

    /** Before and after of one field; dates and codes as they are written. */
    record Turned(@Nullable Object before, @Nullable Object after) {}

    Details details() {
        return new Details(
                name,
                ethnicity,
                nativePlace,
                education,
                degree,
                workSince,
                unitAndPost,
                category,
                joinedOn,
                fullOn,
                partyGroup);
    }

    LocalDate checked(FieldGroup group) {
        return switch (group) {
            case IDENTITY -> identityChecked;
            case CONTACT -> contactChecked;
            case WORK -> workChecked;
            case PARTY -> partyChecked;
        };
    }

    /** 党龄 in whole years: from becoming a full member (R-DEV-4); nobody's before that. */
    int years(LocalDate today) {
        return fullOn == null ? 0 : Math.max(0, fullOn.until(today).getYears());
    }

    /** What is different, by field. */
    Map<String, Turned> turned(Details to) {
        var turned = new LinkedHashMap<String, Turned>();
        turn(turned, "name", name, to.name());
        turn(turned, "ethnicity", ethnicity, to.ethnicity());
        turn(turned, "nativePlace", nativePlace, to.nativePlace());
        turn(turned, "education", education, to.education());
        turn(turned, "degree", degree, to.degree());
        turn(turned, "workSince", workSince, to.workSince());
        turn(turned, "unitAndPost", unitAndPost, to.unitAndPost());
        turn(turned, "category", category, to.category());
        turn(turned, "joinedOn", joinedOn, to.joinedOn());
        turn(turned, "fullOn", fullOn, to.fullOn());
        turn(turned, "group", partyGroup, to.group());
        return turned;
    }

    private static void turn(
            Map<String, Turned> turned, String field, @Nullable Object before, @Nullable Object after) {
        if (!Objects.equals(before, after)) {
            turned.put(
                    field,
                    new Turned(before == null ? null : before.toString(), after == null ? null : after.toString()));
        }
    }

    /**
     * Why these details cannot be of a member born then: a fault of one field, or null. The day of joining follows birth and
     * is over, so is the day of becoming full; what the path of admission asks beyond that is not asked of old files.
     */
    static Recording.@Nullable Refused fault(Details details, LocalDate bornOn, LocalDate today) {
        if (details.name().isBlank() || details.name().length() > 40) {
            return new Recording.Refused("name", "members.form.name.wrong");
        }
        if (!Ethnicity.NAMES.containsKey(details.ethnicity())) {
            return new Recording.Refused("ethnicity", "members.form.ethnicity.wrong");
        }
        if (!details.joinedOn().isAfter(bornOn) || details.joinedOn().isAfter(today)) {
            return new Recording.Refused("joinedOn", "members.form.joined.wrong");
        }
        var full = details.fullOn();
        if (full != null && (full.isBefore(details.joinedOn()) || full.isAfter(today))) {
            return new Recording.Refused("fullOn", "members.form.full.wrong");
        }
        var work = details.workSince();
        if (work != null && (!work.isAfter(bornOn) || work.isAfter(today))) {
            return new Recording.Refused("workSince", "members.form.work.wrong");
        }
        return null;
    }
}
