package org.onedoor.accounts;

import java.util.List;

/** 演示登录 · Port: the logins the login page shows in the demo profile; no bean of it exists elsewhere. */
public interface DemoLogins {

    /**
     * 演示账号 · One login to try.
     *
     * @param what what this person is, in the page's words: 望溪村值班员
     */
    record Login(String login, String name, String what, String password) {}

    List<Login> logins(int county);

    /** How much of this county has been made so far; 100 when it is complete. */
    int percent(int county);
}
