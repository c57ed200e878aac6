package org.onedoor.frame;

import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.function.Supplier;

/**
 * 数据范围 · What one transaction may see. Every transaction has exactly one (foundations §1); row-level security in the
 * database enforces it as the second wall.
 *
 * <p>Bound for a stretch of code with {@link #in}; the transaction hook {@link ScopedTransactions} reads it when a
 * transaction begins. Nothing bound means {@link Operator}, whose role can read no county table.
 */
public sealed interface Scope {

    /** Database role the transaction switches to. */
    String role();

    /** Number of the county, 0 for the operator. */
    int county();

    /** A subtree of the place tree, as its preorder interval. */
    record Place(int county, int lo, int hi) implements Scope {
        @Override
        public String role() {
            return "onedoor_place";
        }
    }

    /** A subtree of the office tree, as its preorder interval: sees the records its offices are a party of. */
    record Office(int county, int lo, int hi) implements Scope {
        @Override
        public String role() {
            return "onedoor_office";
        }
    }

    /** A subtree of the Party's own tree, as its preorder interval (foundations §29). */
    record Party(int county, int lo, int hi) implements Scope {
        @Override
        public String role() {
            return "onedoor_party";
        }
    }

    /** The whole county with its internal rooms: their jobs, listeners, imports and seeding (R-SEC-11). */
    record Interior(int county) implements Scope {
        @Override
        public String role() {
            return "onedoor_interior";
        }
    }

    /** A resident who is logged in. */
    record Resident(int county, UUID person) implements Scope {
        @Override
        public String role() {
            return "onedoor_resident";
        }
    }

    /** Whoever holds a receipt; {@code key} is the hex SHA-256 of its long id. */
    record Receipt(int county, String key) implements Scope {
        @Override
        public String role() {
            return "onedoor_receipt";
        }
    }

    /** The whole county: listeners, jobs, imports, seeding, public figures. */
    record County(int county) implements Scope {
        @Override
        public String role() {
            return "onedoor_county";
        }
    }

    /** Technical and reference tables only; no county table. */
    record Operator() implements Scope {
        @Override
        public String role() {
            return "onedoor_operator";
        }

        @Override
        public int county() {
            return 0;
        }
    }

    static Scope current() {
        return Binding.CURRENT.orElse(Binding.OPERATOR);
    }

    /** Runs {@code work} under {@code scope}. A transaction already open keeps the scope it began with. */
    static <T> T in(Scope scope, Supplier<T> work) {
        return ScopedValue.where(Binding.CURRENT, scope).call(work::get);
    }

    static void in(Scope scope, Runnable work) {
        ScopedValue.where(Binding.CURRENT, scope).run(work);
    }

    /** As {@link #in(Scope, Supplier)}, for work that throws. */
    static <T> T calling(Scope scope, Callable<T> work) throws Exception {
        return ScopedValue.where(Binding.CURRENT, scope).call(work::call);
    }

    /** Where the scope is kept. */
    final class Binding {
        private static final ScopedValue<Scope> CURRENT = ScopedValue.newInstance();
        private static final Scope OPERATOR = new Operator();

        private Binding() {}
    }
}
