package org.onedoor.regions;

import java.util.List;
import java.util.UUID;
import org.onedoor.frame.RowFault;

/** What came of a file. */
sealed interface Importing {

    /** All of it went in, or the good rows did. */
    record Done(Taken taken) implements Importing {}

    /** Some rows are faulty: nothing went in yet, the file waits under {@code upload}. */
    record Faulty(UUID upload, int good, int total, List<RowFault> faults) implements Importing {}

    /** The file is not kept any more. */
    record Gone() implements Importing {}
}
