package org.onedoor.catalogue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Questions as an administrator writes them, one a line: {@code pole | 灯杆上的号 | 文字 20 | 必填}, {@code who | 给谁办 |
 * 选项：我自己、家里老人}. An English label may follow the question after a slash.
 */
final class QuestionLines {

    private static final Map<String, Question.Type> TYPES = Map.of(
            "文字", Question.Type.TEXT,
            "数字", Question.Type.NUMBER,
            "日期", Question.Type.DATE,
            "是否", Question.Type.YES_NO);

    private static final String CHOICE = "选项";
    private static final String REQUIRED = "必填";
    private static final int USUAL_LENGTH = 60;
    private static final int LONGEST = 500;

    private QuestionLines() {}

    /** The line that cannot be read. */
    static final class Unreadable extends RuntimeException {
        private final int line;

        Unreadable(int line) {
            super("line " + line, null, false, false);
            this.line = line;
        }

        int line() {
            return line;
        }
    }

    static String write(List<Question> questions) {
        return questions.stream().map(QuestionLines::write).collect(Collectors.joining("\n"));
    }

    private static String write(Question question) {
        var label = question.labelEn() == null ? question.label() : question.label() + " / " + question.labelEn();
        var type = question.type() == Question.Type.CHOICE
                ? CHOICE + "：" + String.join("、", question.choices())
                : TYPES.entrySet().stream()
                        .filter(entry -> entry.getValue() == question.type())
                        .map(Map.Entry::getKey)
                        .findFirst()
                        .orElseThrow();
        if (question.type() == Question.Type.TEXT && question.maxLength() != USUAL_LENGTH) {
            type += " " + question.maxLength();
        }
        return question.key() + " | " + label + " | " + type + (question.required() ? " | " + REQUIRED : "");
    }

    /** @throws Unreadable naming the first bad line */
    static List<Question> read(String text) {
        var questions = new ArrayList<Question>();
        var lines = text.lines().toList();
        for (int i = 0; i < lines.size(); i++) {
            if (!lines.get(i).isBlank()) {
                var question = question(lines.get(i));
                if (question == null
                        || questions.stream().anyMatch(other -> other.key().equals(question.key()))) {
                    throw new Unreadable(i + 1);
                }
                questions.add(question);
            }
        }
        return questions;
    }

    private static @Nullable Question question(String line) {
        var parts = line.strip().split("\\s*[|｜]\\s*");
        if (parts.length < 3
                || parts.length > 4
                || !parts[0].matches("[a-z][a-z0-9-]{0,30}")
                || parts[1].isBlank()
                || parts[1].length() > 120
                || parts.length == 4 && !parts[3].equals(REQUIRED)) {
            return null;
        }
        boolean required = parts.length == 4;
        int slash = parts[1].indexOf(" / ");
        var label = slash < 0 ? parts[1] : parts[1].substring(0, slash);
        var labelEn = slash < 0 ? null : parts[1].substring(slash + 3);
        if (parts[2].startsWith(CHOICE)) {
            var choices = java.util.Arrays.stream(
                            parts[2].substring(CHOICE.length()).split("[：:、，,]"))
                    .map(String::strip)
                    .filter(choice -> !choice.isEmpty())
                    .distinct()
                    .toList();
            return choices.size() < 2
                    ? null
                    : new Question(parts[0], label, labelEn, Question.Type.CHOICE, required, choices, USUAL_LENGTH);
        }
        var words = parts[2].split("\\s+");
        var type = TYPES.get(words[0]);
        if (type == null || words.length > 2 || words.length == 2 && !words[1].matches("[1-9][0-9]{0,2}")) {
            return null;
        }
        int length = words.length == 2 ? Math.min(Integer.parseInt(words[1]), LONGEST) : USUAL_LENGTH;
        return new Question(parts[0], label, labelEn, type, required, List.of(), length);
    }
}
