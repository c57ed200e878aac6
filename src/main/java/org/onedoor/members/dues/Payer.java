package org.onedoor.members.dues;

import java.util.Locale;

/** 缴费类别 · By which base a member pays (R-FEE, table). */
enum Payer {
    /** 按月领取工资: after-tax, relatively fixed, regular wage. */
    WAGE,
    /** 年薪制: what was paid in the month. */
    YEARLY,
    /** 没有固定月收入的个体经营者: average monthly net income of the quarter before. */
    SELF_EMPLOYED,
    /** 离退休: the pension, all together. */
    RETIRED,
    /** 农民党员. */
    FARMER,
    /** 学生党员. */
    STUDENT,
    /** 下岗失业. */
    LAID_OFF,
    /** 依靠抚恤或救济生活, 低保. */
    RELIEF;

    /** Fixed amounts: nobody is asked for an income. */
    boolean fixed() {
        return compareTo(FARMER) >= 0;
    }

    String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Message key of its name. */
    String key() {
        return "dues.payer." + code();
    }
}
