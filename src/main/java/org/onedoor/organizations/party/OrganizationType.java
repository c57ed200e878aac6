package org.onedoor.organizations.party;

import static org.onedoor.organizations.party.Capability.ADMIT;
import static org.onedoor.organizations.party.Capability.COLLECT_DUES;
import static org.onedoor.organizations.party.Capability.COUNTED;
import static org.onedoor.organizations.party.Capability.DISCIPLINE;
import static org.onedoor.organizations.party.Capability.ELECT;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/** 党组织类型 · The kinds of Party organization with their codes and what each may do (R-ORG-1, R-ORG-8). */
public enum OrganizationType {
    /** 党委, base-level committee. */
    COMMITTEE("611", true, 5, ADMIT, COLLECT_DUES, ELECT, DISCIPLINE, COUNTED),
    /** 党组 of a state organ: not a grassroots organization, has no members of its own. */
    LEADING_GROUP("612", false, 0),
    /** 党总支. */
    GENERAL_BRANCH("621", true, 3, ADMIT, COLLECT_DUES, ELECT, DISCIPLINE, COUNTED),
    /** 党支部. */
    BRANCH("631", false, 3, ADMIT, COLLECT_DUES, ELECT, DISCIPLINE, COUNTED),
    /** 联合党支部 of units with fewer than three full members each. */
    JOINT_BRANCH("632", false, 3, ADMIT, COLLECT_DUES, ELECT, DISCIPLINE, COUNTED),
    /** 党小组: part of a branch, no term. */
    GROUP("641", false, 0),
    /** 临时党委. */
    TEMPORARY_COMMITTEE("911", true, 0),
    /** 临时党总支. */
    TEMPORARY_GENERAL_BRANCH("921", true, 0),
    /** 临时党支部: educates and studies; memberships stay where they are. */
    TEMPORARY_BRANCH("931", false, 0),
    /** 临时联合党支部. */
    TEMPORARY_JOINT_BRANCH("932", false, 0),
    /** 功能型党支部, by task or interest: one belongs elsewhere and takes part here. */
    FUNCTIONAL_BRANCH("F31", false, 0),
    /** 流动党员党支部: reports what it assesses to the original branch (R-ORG-9). */
    MOBILE_BRANCH("M31", false, 3);

    private final String code;
    private final boolean leads;
    private final int years;
    private final Set<Capability> capabilities;

    OrganizationType(String code, boolean leads, int years, Capability... capabilities) {
        this.code = code;
        this.leads = leads;
        this.years = years;
        this.capabilities = capabilities.length == 0
                ? EnumSet.noneOf(Capability.class)
                : EnumSet.copyOf(Arrays.asList(capabilities));
    }

    /** As Party-affairs systems write it; those beginning with a letter are this program's own. */
    public String code() {
        return code;
    }

    public boolean can(Capability capability) {
        return capabilities.contains(capability);
    }

    /** Has branches below it rather than members. */
    public boolean leads() {
        return leads;
    }

    /** A branch of some kind: people meet here. */
    public boolean branch() {
        return switch (this) {
            case BRANCH, JOINT_BRANCH, TEMPORARY_BRANCH, TEMPORARY_JOINT_BRANCH, FUNCTIONAL_BRANCH, MOBILE_BRANCH ->
                true;
            case COMMITTEE, LEADING_GROUP, GENERAL_BRANCH, GROUP, TEMPORARY_COMMITTEE, TEMPORARY_GENERAL_BRANCH ->
                false;
        };
    }

    /** Years of a term (届); 0 where there is none. In villages and communities five for all three (R-ORG-4). */
    public int years(boolean village) {
        return years > 0 && village ? 5 : years;
    }

    /** Whether an organization of this kind may stand right below one of the other. */
    public boolean under(OrganizationType above) {
        return this == GROUP ? above.branch() : above.leads();
    }

    /** Key of its name. */
    public String text() {
        return "party.type." + name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
