package org.onedoor.members.dues;

import java.net.URI;
import java.util.UUID;

/**
 * 网上缴费 · Port: a county that has an approved channel implements it; none is built in. Money it reports is booked like money
 * that a collector took.
 */
public interface OnlinePayment {

    /** Where the member pays this many fen; the reference comes back with the money. */
    URI offer(int county, UUID member, long fen, String reference);
}
