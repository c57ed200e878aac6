package org.onedoor.grids;

import org.jspecify.annotations.Nullable;
import org.onedoor.organizations.Holder;
import org.onedoor.organizations.Post;

/**
 * Who answers for a grid, or for a post of the village.
 *
 * @param post null: the grid has no post of a grid worker at all
 * @param holder who is there now; null when nobody is
 * @param appointed name of the one appointed, where another stands in or nobody is there; empty when nobody is appointed
 */
record Worker(State state, @Nullable Post post, @Nullable Holder holder, String appointed) {

    /** The best first. */
    enum State {
        HELD,
        /** 代岗. */
        STOOD_IN,
        /** Away, and nobody stands in. */
        AWAY,
        /** 空岗: nobody is appointed. */
        EMPTY,
        /** 没有设岗. */
        NONE;

        boolean vacant() {
            return this != HELD && this != STOOD_IN;
        }

        String text() {
            return switch (this) {
                case HELD -> "grids.state.held";
                case STOOD_IN -> "grids.state.stood-in";
                case AWAY -> "grids.state.away";
                case EMPTY -> "grids.state.empty";
                case NONE -> "grids.state.none";
            };
        }
    }

    static final Worker NOBODY = new Worker(State.NONE, null, null, "");
}
