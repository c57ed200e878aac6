package org.onedoor.frame;

/**
 * 菜单项 · Port: a room's entry in a menu. Rooms publish beans of it; the frame shows those whose role the actor has.
 *
 * @param text message key
 * @param path link, also the prefix by which the current entry is marked
 * @param icon name in {@code frame/icon.jte}
 * @param role who sees it
 * @param order place in the menu, ascending
 * @param primary stands in the bottom bar of the phone
 */
public record MenuEntry(String text, String path, String icon, Role role, int order, boolean primary) {}
