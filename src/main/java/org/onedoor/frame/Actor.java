package org.onedoor.frame;

import java.util.Set;
import java.util.UUID;

/** 来人 · Who makes this request. Rooms above implement it; {@link #current()} is bound for each request. */
public interface Actor {

    /** The id that stands in history and audit for somebody who is not logged in. */
    UUID NOBODY = new UUID(0, 0);

    int county();

    /** Account of staff, person id of a resident, {@link #NOBODY} of a visitor. */
    UUID id();

    /** Shown to the person herself; empty for a visitor. */
    String name();

    Set<Role> roles();

    default boolean is(Role role) {
        return roles().contains(role);
    }

    static Actor current() {
        return Binding.CURRENT.isBound() ? Binding.CURRENT.get() : new Visitor(0);
    }

    static boolean isBound() {
        return Binding.CURRENT.isBound();
    }

    /** Runs {@code work} as {@code actor}: requests, seeding, tests. */
    static <T> T as(Actor actor, java.util.function.Supplier<T> work) {
        return ScopedValue.where(Binding.CURRENT, actor).call(work::get);
    }

    static void as(Actor actor, Runnable work) {
        ScopedValue.where(Binding.CURRENT, actor).run(work);
    }

    /** 来访者 · Somebody who is not logged in. */
    record Visitor(int county) implements Actor {
        @Override
        public UUID id() {
            return NOBODY;
        }

        @Override
        public String name() {
            return "";
        }

        @Override
        public Set<Role> roles() {
            return Set.of(Role.VISITOR);
        }
    }

    /** Where the actor is kept. */
    final class Binding {
        static final ScopedValue<Actor> CURRENT = ScopedValue.newInstance();

        private Binding() {}
    }
}
