package org.onedoor.regions;

/** 首任管理员 · Port: makes the first system administrator of a new county; implemented by {@code accounts}. */
public interface FirstAdministrator {

    /** Called under the new county's scope. */
    void create(int county, String login, String password);
}
