package org.onedoor.members.admission;

import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Map;

/**
 * 发展数字 · The numbers of R-DEV-1 to R-DEV-10, as data; a county's own replace single ones.
 *
 * @param from2026 first day of the 2026 text
 * @param adultYears least age at the application
 * @param talkMonths from the application to the first talk
 * @param assessmentMonths between two assessments of an activist
 * @param cultivationMonths least time as an activist
 * @param noticeDays working days of the notice (2026)
 * @param postingDayCounts whether the posting day counts when it is posted before work starts (R-GEN-8)
 * @param reviewMonths how long a political review holds
 * @param trainingDays least training in days, or else
 * @param trainingHours … in 学时
 * @param trainingMonths how long a training holds
 * @param leavingMonths who leaves the unit within them is generally not processed
 * @param meetingMonths from passing the pre-review to the branch meeting (2026)
 * @param approvalMonths from the meeting to the approval
 * @param approvalMostMonths … in special cases
 * @param oathMonths from the approval to the oath
 * @param probationMonths from the branch meeting
 * @param checkMonths between two checks of a probationary member
 * @param extensionLeast months by which probation is extended, at least
 * @param extensionMost … at most
 * @param written2014 whether the 2014 text counts written opinions as votes (R-DEV-3)
 * @param written2026 … the 2026 text; off until confirmed
 */
record AdmissionTerms(
        LocalDate from2026,
        int adultYears,
        int talkMonths,
        int assessmentMonths,
        int cultivationMonths,
        int noticeDays,
        boolean postingDayCounts,
        int reviewMonths,
        int trainingDays,
        int trainingHours,
        int trainingMonths,
        int leavingMonths,
        int meetingMonths,
        int approvalMonths,
        int approvalMostMonths,
        int oathMonths,
        int probationMonths,
        int checkMonths,
        int extensionLeast,
        int extensionMost,
        boolean written2014,
        boolean written2026) {

    static final AdmissionTerms DEFAULT = new AdmissionTerms(
            LocalDate.of(2026, 5, 11), 18, 1, 6, 12, 5, false, 12, 3, 24, 24, 3, 1, 3, 6, 1, 12, 3, 6, 12, true, false);

    /** @param county single numbers of the county; a date as 20260511, yes and no as 1 and 0 */
    static AdmissionTerms of(Map<String, Integer> county) {
        var d = DEFAULT;
        var from = county.get("from-2026");
        return new AdmissionTerms(
                from == null ? d.from2026 : LocalDate.parse(from.toString(), DateTimeFormatter.BASIC_ISO_DATE),
                county.getOrDefault("adult-years", d.adultYears),
                county.getOrDefault("talk-months", d.talkMonths),
                county.getOrDefault("assessment-months", d.assessmentMonths),
                county.getOrDefault("cultivation-months", d.cultivationMonths),
                county.getOrDefault("notice-days", d.noticeDays),
                county.getOrDefault("posting-day-counts", d.postingDayCounts ? 1 : 0) == 1,
                county.getOrDefault("review-months", d.reviewMonths),
                county.getOrDefault("training-days", d.trainingDays),
                county.getOrDefault("training-hours", d.trainingHours),
                county.getOrDefault("training-months", d.trainingMonths),
                county.getOrDefault("leaving-months", d.leavingMonths),
                county.getOrDefault("meeting-months", d.meetingMonths),
                county.getOrDefault("approval-months", d.approvalMonths),
                county.getOrDefault("approval-most-months", d.approvalMostMonths),
                county.getOrDefault("oath-months", d.oathMonths),
                county.getOrDefault("probation-months", d.probationMonths),
                county.getOrDefault("check-months", d.checkMonths),
                county.getOrDefault("extension-least", d.extensionLeast),
                county.getOrDefault("extension-most", d.extensionMost),
                county.getOrDefault("written-2014", d.written2014 ? 1 : 0) == 1,
                county.getOrDefault("written-2026", d.written2026 ? 1 : 0) == 1);
    }

    /** The text in force on a day (R-DEV-10). */
    Edition edition(LocalDate day) {
        return day.isBefore(from2026) ? Edition.V2014 : Edition.V2026;
    }

    /** Whether a meeting on this day counts written opinions handed in before it (R-DEV-3). */
    boolean countsWritten(LocalDate day) {
        return edition(day) == Edition.V2014 ? written2014 : written2026;
    }
}
