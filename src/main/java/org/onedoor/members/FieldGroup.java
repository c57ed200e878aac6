package org.onedoor.members;

import java.util.List;
import java.util.Locale;

/** Fields that are looked at together: who keeps them, and which column says when somebody last said they are right. */
enum FieldGroup {
    /** From papers: the branch keeps them. */
    IDENTITY("name", "idNumber", "ethnicity", "nativePlace"),
    /** The member keeps them, the branch confirms. */
    CONTACT("phone", "household", "residence"),
    /** The member keeps them, the branch confirms. */
    WORK("education", "degree", "workSince", "unitAndPost", "category"),
    /** From decisions: the branch keeps them. */
    PARTY("joinedOn", "fullOn", "group");

    private final List<String> fields;

    FieldGroup(String... fields) {
        this.fields = List.of(fields);
    }

    static FieldGroup of(String field) {
        for (var group : values()) {
            if (group.fields.contains(field)) {
                return group;
            }
        }
        throw new IllegalArgumentException(field);
    }

    boolean byMember() {
        return this == CONTACT || this == WORK;
    }

    String text() {
        return "members.group." + name().toLowerCase(Locale.ROOT);
    }

    String path() {
        return name().toLowerCase(Locale.ROOT);
    }
}
