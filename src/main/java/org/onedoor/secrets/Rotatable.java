package org.onedoor.secrets;

import java.util.function.IntBinaryOperator;
import org.onedoor.frame.Scope;

/** 换钥 · Port: a room that keeps sealed values re-encrypts them in batches when the key changes. */
public interface Rotatable {

    /** The room and table, for the operator: {@code cases.person}. */
    String name();

    /**
     * Re-encrypts ({@link Secrets#reseal}) at most {@code batch} rows of the county whose sealed values do not begin with
     * {@link Secrets#header}. Called in a transaction of its own under {@link #scope}, again and again until it
     * answers 0; concurrent writers are met by locking the rows it takes ({@code for update skip locked}).
     *
     * @return rows rewritten
     */
    int rotate(int county, int batch);

    /** Where the table is reached: the county, or the Interior for an internal room. */
    default Scope scope(int county) {
        return new Scope.County(county);
    }

    /** A room's table under this name; {@code rotate} is handed county and batch. */
    static Rotatable of(String name, IntBinaryOperator rotate) {
        return new Rotatable() {
            @Override
            public String name() {
                return name;
            }

            @Override
            public int rotate(int county, int batch) {
                return rotate.applyAsInt(county, batch);
            }
        };
    }
}
