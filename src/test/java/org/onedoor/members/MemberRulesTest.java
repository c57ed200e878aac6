package org.onedoor.members;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Rules of a member's file, without a database. */
class MemberRulesTest {

    @ParameterizedTest
    @CsvSource({
        "王建国, wjg",
        "单雄信, sxx",
        "曾国藩, zgf",
        "欧阳晓东, oyxd",
        "尉迟恭, ycg",
        "古丽·买买提, glmmt",
        "李, l",
    })
    void aNameIsFoundByItsInitials(String name, String initials) {
        assertThat(Initials.of(name)).isEqualTo(initials);
        assertThat(Pieces.of(name)).contains(initials);
    }

    @Test
    void aNameIsFoundByAnyTwoSigns() {
        assertThat(Pieces.of("欧阳晓东")).contains("欧阳", "阳晓", "晓东", "阳晓东", "欧阳晓东", "oy", "xd", "oyxd");
        assertThat(Pieces.asked("晓东")).contains("晓东");
        assertThat(Pieces.asked(" WJG ")).contains("wjg");
        assertThat(Pieces.asked("买买提·古")).contains("买买提古");
        assertThat(Pieces.asked("王")).isEmpty();
        assertThat(Pieces.asked("1234")).isEmpty();
    }

    /** R-DEV-9: who has left stays so; only a probationary member becomes full or is cancelled. */
    @ParameterizedTest
    @EnumSource(MemberStatus.class)
    void whoHasLeftStaysSo(MemberStatus status) {
        assertThat(status.next().isEmpty()).isEqualTo(!status.inParty());
        assertThat(status.next()).doesNotContain(status);
        assertThat(status.next().contains(MemberStatus.CANCELLED)).isEqualTo(status == MemberStatus.PROBATIONARY);
    }

    @ParameterizedTest
    @CsvSource({
        "2005-06-30, 2006-06-30, ''",
        "2005-06-30, , ''",
        "1976-03-04, , joinedOn",
        "2030-01-01, , joinedOn",
        "2005-06-30, 2005-06-29, fullOn",
        "2005-06-30, 2030-01-01, fullOn",
    })
    void theDatesOfAFileFollowEachOther(LocalDate joined, LocalDate full, String fault) {
        var plain = AMember.details("王建国", null);
        var details = new Details(
                plain.name(), plain.ethnicity(), null, null, null, null, null, plain.category(), joined, full, null);
        var refused = Member.fault(details, LocalDate.of(1976, 3, 4), LocalDate.of(2026, 11, 22));
        assertThat(refused == null ? "" : refused.field()).isEqualTo(fault);
    }

    /** Every field of a page belongs to a group that says who keeps it; a member corrects only what she keeps. */
    @Test
    void aMemberCorrectsOnlyWhatSheKeeps() {
        assertThat(OwnFile.OWN).allMatch(field -> FieldGroup.of(field).byMember());
        assertThat(Ethnicity.NAMES).hasSize(58).containsEntry("01", "汉族").containsEntry("56", "基诺族");
    }
}
