package org.onedoor.frame;

import java.util.function.Predicate;

/**
 * 菜单项 · Port: a room's entry in a menu. Rooms publish beans of it; the frame shows those whose role the actor has.
 *
 * @param text message key
 * @param path link, also the prefix by which the current entry is marked
 * @param icon name in {@code frame/icon.jte}
 * @param role who sees it
 * @param order place in the menu, ascending
 * @param primary stands in the bottom bar of the phone
 * @param whom which of those who hold the role: a menu offers nobody what would be refused
 */
public record MenuEntry(
        String text, String path, String icon, Role role, int order, boolean primary, Predicate<Actor> whom) {

    /** For everybody who holds the role. */
    public MenuEntry(String text, String path, String icon, Role role, int order, boolean primary) {
        this(text, path, icon, role, order, primary, actor -> true);
    }

    boolean offered(Actor actor) {
        return actor.is(role) && whom.test(actor);
    }
}
