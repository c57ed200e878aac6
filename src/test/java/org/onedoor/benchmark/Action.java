package org.onedoor.benchmark;

/** Something one person does once; {@link #now} is called by many clients at a time, each with its own wire. */
interface Action {

    /**
     * Does it.
     *
     * @throws IllegalStateException when the program does not do what it should
     */
    void now(Client client);

    /** A client's own things. */
    record Client(int number, Wire wire, java.util.Random random) {}
}
