package org.onedoor.cases;

import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.onedoor.frame.Actor;
import org.onedoor.organizations.Hat;

/** 由谁办 · Who takes a step: staff under exactly one post, the resident, or the system itself. */
public sealed interface By {

    /** The id that stands in history and audit. */
    UUID actor();

    default @Nullable UUID post() {
        return null;
    }

    /** Staff acting under one post. */
    record Staff(Hat hat, UUID account) implements By {
        @Override
        public UUID actor() {
            return account;
        }

        @Override
        public UUID post() {
            return hat.post().id();
        }
    }

    /**
     * The resident, holding the receipt or logged in by phone; {@code proven} says that she confirmed her phone in this
     * session, which stands for the answer code.
     */
    record Resident(UUID person, boolean proven) implements By {
        @Override
        public UUID actor() {
            return person;
        }

        /** Whoever holds the receipt, not logged in. */
        public static Resident holder() {
            return new Resident(Actor.NOBODY, false);
        }
    }

    /** Time itself: the sweeps. */
    record Clockwork() implements By {
        private static final UUID ID = new UUID(0, 1);

        @Override
        public UUID actor() {
            return ID;
        }
    }
}
