package org.onedoor.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class QuestionLinesTest {

    @Test
    void everyShippedFormCanBeWrittenDownAndReadAgain() {
        for (var item : SomeItems.defaults().all()) {
            assertThat(QuestionLines.read(QuestionLines.write(item.questions())))
                    .as(item.code())
                    .isEqualTo(item.questions());
        }
    }

    @Test
    void anUnreadableLineIsNamed() {
        assertThatThrownBy(() -> QuestionLines.read("pole | 灯杆上的号 | 文字\n\nwho | 给谁办 | 选项：只有一个"))
                .isInstanceOfSatisfying(QuestionLines.Unreadable.class, e -> assertThat(e.line())
                        .isEqualTo(3));
        assertThatThrownBy(() -> QuestionLines.read("a | b | 文字\na | c | 数字"))
                .isInstanceOf(QuestionLines.Unreadable.class);
    }
}
