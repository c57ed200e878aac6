package org.onedoor.members.admission;

import java.util.UUID;

/**
 * 联系人和介绍人 · A member who is to be contact or introducer, as the roster has them on the day.
 *
 * @param full a full member
 * @param observed under 留党察看
 */
record Backer(UUID member, boolean full, boolean observed) {}
