package org.onedoor.cases;

import static org.onedoor.cases.State.ACCEPTED;
import static org.onedoor.cases.State.ANSWERED;
import static org.onedoor.cases.State.ASSIGNED;
import static org.onedoor.cases.State.CLOSED;
import static org.onedoor.cases.State.DECLINED;
import static org.onedoor.cases.State.MERGED;
import static org.onedoor.cases.State.REGISTERED;
import static org.onedoor.cases.State.TAKEN;
import static org.onedoor.cases.State.WAITING;
import static org.onedoor.cases.State.WORKING;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/**
 * 办理步骤 · The one table of steps: from which states, and who may (R-REQ-3, R-REQ-5). Where a step leads stands with the
 * {@link Fact} it writes.
 */
public enum Step {
    ACCEPT(EnumSet.of(REGISTERED), EnumSet.of(Who.CONTACT, Who.OWNER, Who.DISPATCHER)),
    DECLINE(EnumSet.of(REGISTERED, ACCEPTED), EnumSet.of(Who.CONTACT, Who.DISPATCHER)),
    /** The resident asks one level up to look again at a refusal, once. */
    LOOK_AGAIN(EnumSet.of(DECLINED), EnumSet.of(Who.RESIDENT)),
    DECIDE_LOOK(EnumSet.of(DECLINED), EnumSet.of(Who.SUPERIOR)),
    ASSIGN(EnumSet.of(REGISTERED, ACCEPTED, ASSIGNED), EnumSet.of(Who.CONTACT, Who.DISPATCHER)),
    /** 签收. */
    TAKE(EnumSet.of(ASSIGNED), EnumSet.of(Who.OFFERED)),
    /** 接过来办: accept, assign to oneself and sign in one tap. */
    TAKE_ON(EnumSet.of(REGISTERED, ACCEPTED), EnumSet.of(Who.CONTACT, Who.OWNER, Who.DISPATCHER)),
    /** 联系了居民: a person's call, visit or message, also one written on the resident's page. */
    CONTACT(State.TALKING, EnumSet.of(Who.CONTACT, Who.OWNER)),
    /** 退回, within two working days of dispatch, once per office. */
    SEND_BACK(EnumSet.of(ASSIGNED, TAKEN), EnumSet.of(Who.OFFERED, Who.OWNER)),
    DECIDE_SEND_BACK(EnumSet.of(ASSIGNED, TAKEN, WORKING, WAITING), EnumSet.of(Who.DISPATCHER)),
    /** 移交: counts only when accepted. */
    OFFER(EnumSet.of(REGISTERED, ACCEPTED, TAKEN, WORKING), EnumSet.of(Who.OWNER, Who.CONTACT)),
    /** 上报, to the level above, because authority is lacking. */
    ESCALATE(EnumSet.of(REGISTERED, ACCEPTED, TAKEN, WORKING), EnumSet.of(Who.OWNER, Who.CONTACT)),
    ACCEPT_OFFER(EnumSet.of(REGISTERED, ACCEPTED, TAKEN, WORKING, WAITING), EnumSet.of(Who.OFFERED)),
    REFUSE_OFFER(EnumSet.of(REGISTERED, ACCEPTED, TAKEN, WORKING, WAITING), EnumSet.of(Who.OFFERED)),
    /** 请人帮忙: joint work, the owner stays. */
    INVITE(EnumSet.of(TAKEN, WORKING, WAITING), EnumSet.of(Who.OWNER)),
    /** 等居民补充. */
    ASK(EnumSet.of(TAKEN, WORKING), EnumSet.of(Who.OWNER, Who.CONTACT)),
    ALLOW_ASKING_AGAIN(EnumSet.of(TAKEN, WORKING), EnumSet.of(Who.SUPERIOR)),
    SUPPLY(EnumSet.of(WAITING), EnumSet.of(Who.RESIDENT, Who.CONTACT, Who.OWNER)),
    EXPIRE_WAITING(EnumSet.of(WAITING), EnumSet.of(Who.SYSTEM)),
    /** 申请延期, once. */
    ASK_EXTENSION(EnumSet.of(TAKEN, WORKING), EnumSet.of(Who.OWNER)),
    DECIDE_EXTENSION(EnumSet.of(TAKEN, WORKING, WAITING), EnumSet.of(Who.SUPERIOR)),
    ANSWER(EnumSet.of(TAKEN, WORKING), EnumSet.of(Who.OWNER)),
    /** The answer reached the resident: SMS sent or page seen. */
    DELIVER(EnumSet.of(ANSWERED), EnumSet.of(Who.SYSTEM, Who.RESIDENT)),
    CONFIRM(EnumSet.of(ANSWERED, CLOSED), EnumSet.of(Who.RESIDENT, Who.CALLBACK)),
    OBJECT(EnumSet.of(ANSWERED, CLOSED), EnumSet.of(Who.RESIDENT, Who.CALLBACK)),
    CLOSE_SILENT(EnumSet.of(ANSWERED), EnumSet.of(Who.SYSTEM)),
    DRAW_RECHECK(EnumSet.of(ANSWERED), EnumSet.of(Who.SYSTEM)),
    RECHECK(EnumSet.of(ANSWERED, CLOSED), EnumSet.of(Who.CALLBACK)),
    RATE(EnumSet.of(ANSWERED, CLOSED), EnumSet.of(Who.RESIDENT, Who.CALLBACK)),
    /** By the resident; after a call-back; or because the source of an imported order took it back. */
    WITHDRAW(State.UNFINISHED, EnumSet.of(Who.RESIDENT, Who.CALLBACK, Who.SYSTEM)),
    /** 合并同诉; the resident herself when she files (要不要一起等结果). */
    MERGE(
            EnumSet.of(REGISTERED, ACCEPTED, ASSIGNED, TAKEN, WORKING),
            EnumSet.of(Who.CONTACT, Who.OWNER, Who.DISPATCHER, Who.RESIDENT)),
    CHANGE_ITEM(State.OPEN, EnumSet.of(Who.CONTACT, Who.OWNER, Who.DISPATCHER)),
    CORRECT_PLACE(State.OPEN, EnumSet.of(Who.CONTACT, Who.DISPATCHER)),
    /** 转到保护办理: any staff who can open the case may, and then no longer sees it (R-REQ-14). */
    PROTECT(EnumSet.allOf(State.class), EnumSet.of(Who.READER)),
    /** 换联系人: leave, duty change or the resident's wish. */
    CHANGE_CONTACT(State.OPEN, EnumSet.of(Who.CONTACT, Who.SUPERIOR, Who.DISPATCHER, Who.SYSTEM)),
    NOTE(
            State.OPEN,
            EnumSet.of(Who.CONTACT, Who.OWNER, Who.OFFERED, Who.JOINT, Who.DISPATCHER, Who.SUPERIOR, Who.SYSTEM)),
    /** 打印回执: a tear-off with a new answer code, for people without a phone. */
    PRINT(EnumSet.allOf(State.class), EnumSet.of(Who.CONTACT, Who.OWNER, Who.DISPATCHER, Who.CALLBACK)),
    /** 留言: the resident writes to those who work on it; the answer is a {@link #CONTACT}. */
    SAY(State.TALKING, EnumSet.of(Who.RESIDENT)),
    /** How she wants to be told of it. */
    CHANGE_TELLING(State.TALKING, EnumSet.of(Who.RESIDENT)),
    /** 催一催. */
    NUDGE(State.UNFINISHED, EnumSet.of(Who.RESIDENT)),
    UNDO(EnumSet.allOf(State.class), EnumSet.allOf(Who.class)),
    /** A rung of the ladder was reached. */
    CLIMB(State.OPEN, EnumSet.of(Who.SYSTEM)),
    /** The fallback took over because a post ended or nobody holds it; also of a case that waits for the resident's word. */
    FALL_BACK(
            EnumSet.of(REGISTERED, ACCEPTED, ASSIGNED, TAKEN, WORKING, WAITING, ANSWERED, MERGED),
            EnumSet.of(Who.SYSTEM)),
    /** The source of an imported order put it right. */
    CORRECT(State.OPEN, EnumSet.of(Who.SYSTEM)),
    /** A calendar change moved the promise (foundations §7). */
    MOVE_PROMISE(State.UNFINISHED, EnumSet.of(Who.SYSTEM)),
    /** What the resident said about a low mark is passed on to the handler, because she agreed to it (R-REQ-11). */
    PASS_ON(EnumSet.allOf(State.class), EnumSet.of(Who.SYSTEM));

    private final Set<State> from;
    private final Set<Who> who;

    Step(Set<State> from, Set<Who> who) {
        this.from = from;
        this.who = who;
    }

    public boolean possibleIn(State state) {
        return from.contains(state);
    }

    Set<Who> who() {
        return who;
    }

    /** Whether staff are offered it at all; the rest belongs to residents or to time. */
    boolean byStaff() {
        return !EnumSet.of(Who.RESIDENT, Who.SYSTEM).containsAll(who);
    }

    /** Who may, where the case stands: what is dispatched is sent back by whom it was dispatched to. */
    Set<Who> who(Case told) {
        return this == SEND_BACK && told.offered() != null ? EnumSet.of(Who.OFFERED) : who;
    }

    /** The step in an address: {@code accept-offer}. */
    public String path() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
