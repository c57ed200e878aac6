package org.onedoor.organizations.party;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.onedoor.frame.Page;

/** 树外联系 · Links beside the tree: who works together though neither is above the other (R-ORG-8). */
enum LinkKind {
    /** 社区大党委. */
    JOINT,
    /** 功能型支部. */
    FUNCTIONAL,
    /** 群团. */
    MASS,
    /** 自治组织. */
    SELF_GOVERNING,
    /** 共建单位. */
    PARTNER;

    static List<String> keys() {
        return Arrays.stream(values()).map(Enum::name).toList();
    }

    /** Key of the name of this kind. */
    static String text(String kind) {
        return "party.link." + kind.toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static Map<String, String> choices(Page page) {
        var choices = new LinkedHashMap<String, String>();
        keys().forEach(kind -> choices.put(kind, page.t(text(kind))));
        return choices;
    }
}
