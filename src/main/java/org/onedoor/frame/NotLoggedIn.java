package org.onedoor.frame;

/** 请先登录 · A visitor asks for something that needs a login: pages go to the login and back, REST answers 401. */
public class NotLoggedIn extends RuntimeException {
    public NotLoggedIn() {
        super("not logged in", null, false, false);
    }
}
