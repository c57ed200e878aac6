package org.onedoor.cases;

import java.util.Map;

/**
 * 办件规则 · The numbers of R-REQ-6 and the issue, as county data with effective dates; a case keeps what was promised when
 * it was given.
 *
 * @param acceptDays working days until 受理 must be said
 * @param dispatchHours hours until dispatch, ordinary
 * @param dispatchUtilityHours … utilities and extreme weather
 * @param dispatchSafetyHours … safety and emergencies
 * @param contactHours hours until first contact, ordinary
 * @param contactUrgentHours … urgent
 * @param returnDays working days after dispatch within which 退回 is possible
 * @param waitDays most working days a case may wait for the resident
 * @param extensionDays most working days of the one extension
 * @param windowDays calendar days of silence after which an answered case closes as 未表态
 * @param ratingDays calendar days within which one may rate or object
 * @param recheckPercent share of silent cases drawn for a recheck
 * @param recheckFloor least number drawn a month and place
 * @param recheckDays working days a recheck may take
 * @param duplicateDays days back in which a public matter counts as the same
 * @param duplicatePercent likeness of the words from which it counts as the same
 * @param soonPercent share of the promise left from which it is 快到点
 * @param soonHours … or hours left
 * @param markBeginDays working days until the follow-up of a low mark has begun
 * @param markMendDays working days until what was wrong is put right
 * @param markLongDays … where it takes longer
 * @param objections how often an objection opens the case again; the next is for the county's leaders (R-REQ-8)
 */
record Rules(
        int acceptDays,
        int dispatchHours,
        int dispatchUtilityHours,
        int dispatchSafetyHours,
        int contactHours,
        int contactUrgentHours,
        int returnDays,
        int waitDays,
        int extensionDays,
        int windowDays,
        int ratingDays,
        int recheckPercent,
        int recheckFloor,
        int recheckDays,
        int duplicateDays,
        int duplicatePercent,
        int soonPercent,
        int soonHours,
        int markBeginDays,
        int markMendDays,
        int markLongDays,
        int objections) {

    /** Defaults shipped with the product; a county's rows replace single numbers. */
    static final Rules DEFAULT = new Rules(1, 24, 2, 1, 24, 2, 2, 10, 10, 7, 30, 10, 5, 3, 30, 40, 20, 4, 1, 5, 15, 2);

    static Rules of(Map<String, Integer> county) {
        var d = DEFAULT;
        return new Rules(
                county.getOrDefault("accept-days", d.acceptDays),
                county.getOrDefault("dispatch-hours", d.dispatchHours),
                county.getOrDefault("dispatch-utility-hours", d.dispatchUtilityHours),
                county.getOrDefault("dispatch-safety-hours", d.dispatchSafetyHours),
                county.getOrDefault("contact-hours", d.contactHours),
                county.getOrDefault("contact-urgent-hours", d.contactUrgentHours),
                county.getOrDefault("return-days", d.returnDays),
                county.getOrDefault("wait-days", d.waitDays),
                county.getOrDefault("extension-days", d.extensionDays),
                county.getOrDefault("window-days", d.windowDays),
                county.getOrDefault("rating-days", d.ratingDays),
                county.getOrDefault("recheck-percent", d.recheckPercent),
                county.getOrDefault("recheck-floor", d.recheckFloor),
                county.getOrDefault("recheck-days", d.recheckDays),
                county.getOrDefault("duplicate-days", d.duplicateDays),
                county.getOrDefault("duplicate-percent", d.duplicatePercent),
                county.getOrDefault("soon-percent", d.soonPercent),
                county.getOrDefault("soon-hours", d.soonHours),
                county.getOrDefault("mark-begin-days", d.markBeginDays),
                county.getOrDefault("mark-mend-days", d.markMendDays),
                county.getOrDefault("mark-long-days", d.markLongDays),
                county.getOrDefault("objections", d.objections));
    }
}
