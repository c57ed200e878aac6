package org.onedoor.members;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.onedoor.frame.Page;
import org.onedoor.members.Members.Field;
import org.onedoor.members.Members.Masked;
import org.onedoor.organizations.party.PartyTree;

/** A file in the words of a page: what stands in each group of fields, who keeps it and how fresh it is. */
record MemberView(Member member, String title, List<Section> sections) {

    /** Sealed values that stay closed until somebody looks; {@code shown} is masked or only says that there is one. */
    record Closed(Field field, String label, String shown) {}

    record Fact(String label, String value) {}

    /** One group of fields. {@code checked}: the day on which somebody last said that they are right. */
    record Section(FieldGroup group, String keeper, LocalDate checked, List<Fact> facts, List<Closed> closed) {}

    static MemberView of(Page page, Member member, Masked masked, PartyTree tree, LocalDate today) {
        var sections = new ArrayList<Section>();
        for (var group : FieldGroup.values()) {
            var facts = new ArrayList<Fact>();
            var closed = new ArrayList<Closed>();
            switch (group) {
                case IDENTITY -> {
                    closed.add(new Closed(Field.ID_NUMBER, label(page, "idNumber"), masked.idNumber()));
                    facts.add(new Fact(page.t("members.column.sex"), page.t("members.sex." + member.sex())));
                    facts.add(new Fact(
                            page.t("members.column.born"), member.bornOn().toString()));
                    add(page, facts, "ethnicity", member.ethnicity(), tree);
                    add(page, facts, "nativePlace", member.nativePlace(), tree);
                }
                case CONTACT -> {
                    if (!masked.phone().isEmpty()) {
                        closed.add(new Closed(Field.PHONE, label(page, "phone"), masked.phone()));
                    }
                    if (masked.residence()) {
                        closed.add(new Closed(Field.RESIDENCE, label(page, "residence"), page.t("members.closed")));
                    }
                    if (masked.household()) {
                        closed.add(new Closed(Field.HOUSEHOLD, label(page, "household"), page.t("members.closed")));
                    }
                }
                case WORK -> {
                    add(page, facts, "category", member.category().name(), tree);
                    add(page, facts, "unitAndPost", member.unitAndPost(), tree);
                    add(page, facts, "education", named(member.education()), tree);
                    add(page, facts, "degree", named(member.degree()), tree);
                    add(page, facts, "workSince", written(member.workSince()), tree);
                }
                case PARTY -> {
                    add(page, facts, "joinedOn", written(member.joinedOn()), tree);
                    add(page, facts, "fullOn", written(member.fullOn()), tree);
                    if (member.fullOn() != null) {
                        facts.add(
                                new Fact(page.t("members.column.years"), page.t("members.years", member.years(today))));
                    }
                    facts.add(new Fact(page.t("members.column.branch"), RosterPages.name(tree, member.branch())));
                    add(page, facts, "group", written(member.partyGroup()), tree);
                }
            }
            sections.add(new Section(
                    group,
                    page.t(group.byMember() ? "members.kept.member" : "members.kept.branch"),
                    member.checked(group),
                    facts,
                    closed));
        }
        return new MemberView(member, member.name(), sections);
    }

    static String label(Page page, String field) {
        return page.t("members.field." + field);
    }

    private static void add(Page page, List<Fact> facts, String field, @Nullable String value, PartyTree tree) {
        if (value != null) {
            facts.add(new Fact(label(page, field), say(page, field, value, tree)));
        }
    }

    /** A stored value as it reads; empty for none. */
    static String say(Page page, String field, @Nullable String value, PartyTree tree) {
        if (value == null || value.isBlank()) {
            return "";
        }
        return switch (field) {
            case "ethnicity" -> Ethnicity.NAMES.getOrDefault(value, value);
            case "education" -> page.t(Education.valueOf(value).text());
            case "degree" -> page.t(Degree.valueOf(value).text());
            case "category" -> page.t(Category.valueOf(value).text());
            case "group" -> RosterPages.name(tree, UUID.fromString(value));
            default -> value;
        };
    }

    private static @Nullable String named(@Nullable Enum<?> value) {
        return value == null ? null : value.name();
    }

    private static @Nullable String written(@Nullable Object value) {
        return value == null ? null : value.toString();
    }

    static Map<String, String> ethnicities() {
        return Ethnicity.NAMES;
    }

    static Map<String, String> educations(Page page) {
        var words = new LinkedHashMap<String, String>();
        for (var one : Education.values()) {
            words.put(one.name(), page.t(one.text()));
        }
        return words;
    }

    static Map<String, String> degrees(Page page) {
        var words = new LinkedHashMap<String, String>();
        for (var one : Degree.values()) {
            words.put(one.name(), page.t(one.text()));
        }
        return words;
    }

    static Map<String, String> categories(Page page) {
        var words = new LinkedHashMap<String, String>();
        for (var one : Category.values()) {
            words.put(one.name(), page.t(one.text()));
        }
        return words;
    }
}
