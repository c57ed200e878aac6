package org.onedoor.accounts;

import java.util.UUID;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * 居民 · Residents by their phone: the person id of a number, and one-time codes that show whose hand the phone is in.
 * Callable under every scope of the county.
 */
@Service
@Transactional(readOnly = true)
public class Residents {

    Residents() {}

    /**
     * The person id of a phone, made on first use. Two people sharing a phone are one person here.
     *
     * @param phone E.164
     */
    @Transactional
    public UUID ofPhone(int county, String phone) {
        throw new UnsupportedOperationException("not built yet");
    }

    /**
     * Sends a six-digit code.
     *
     * @param address where the request came from, for the limits
     */
    @Transactional
    public CodeSent sendCode(int county, String phone, String address) {
        throw new UnsupportedOperationException("not built yet");
    }

    /** Checks a code; five wrong tries end it. */
    @Transactional
    public CodeChecked checkCode(int county, String phone, String code) {
        throw new UnsupportedOperationException("not built yet");
    }
}
