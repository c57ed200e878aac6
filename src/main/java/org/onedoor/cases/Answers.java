package org.onedoor.cases;

import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import org.jspecify.annotations.Nullable;
import org.onedoor.catalogue.Question;

/** Whether an answer to an item's question can be used. */
final class Answers {

    /** What a yes-or-no question is answered with; staff read it. */
    static final String YES = "是";

    static final String NO = "否";

    private Answers() {}

    /** Message key of what is wrong, or null. */
    static @Nullable String fault(Question question, String answer) {
        if (answer.isBlank()) {
            return question.required() ? "cases.answer.missing" : null;
        }
        if (answer.length() > question.maxLength()) {
            return "cases.answer.long";
        }
        return switch (question.type()) {
            case TEXT -> null;
            case NUMBER -> answer.matches("[0-9]{1,9}([.][0-9]{1,2})?") ? null : "cases.answer.number";
            case DATE -> date(answer) ? null : "cases.answer.date";
            case CHOICE -> question.choices().contains(answer) ? null : "cases.answer.choose";
            case YES_NO -> answer.equals(YES) || answer.equals(NO) ? null : "cases.answer.choose";
        };
    }

    private static boolean date(String answer) {
        try {
            int year = LocalDate.parse(answer).getYear();
            return year >= 1900 && year < 2100;
        } catch (DateTimeParseException e) {
            return false;
        }
    }
}
