package org.onedoor.frame;

/** 待办数 · Port: how much waits behind a menu entry; rooms publish beans of it. Asked for each staff page, so keep it cheap. */
public interface Badge {

    /** The path of the {@link MenuEntry} it stands beside. */
    String path();

    /** What waits for this actor; counting may stop at 100. */
    int waiting(Actor actor);

    /** She has just changed something: what was counted for her before is not shown any more. */
    default void acted(Actor actor) {}
}
