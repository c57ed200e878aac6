package org.onedoor.secrets;

/** 换钥 · Port: a room that keeps sealed values re-encrypts them in batches when the key changes. */
public interface Rotatable {

    /** The room and table, for the operator: {@code cases.person}. */
    String name();

    /**
     * Re-encrypts ({@link Secrets#reseal}) at most {@code batch} rows of the county whose sealed values do not begin with
     * {@link Secrets#header}. Called in a transaction of its own under {@code Scope.County}, again and again until it
     * answers 0; concurrent writers are met by locking the rows it takes ({@code for update skip locked}).
     *
     * @return rows rewritten
     */
    int rotate(int county, int batch);
}
