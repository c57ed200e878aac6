package org.onedoor.accounts;

/** 发验证码 · Port: sends a one-time code to a phone; implemented by {@code notices}. */
public interface CodeSender {

    /**
     * Called inside the transaction that stores the code.
     *
     * @param phone E.164
     */
    void send(int county, String phone, String code);
}
