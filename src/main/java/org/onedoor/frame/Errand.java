package org.onedoor.frame;

import java.util.List;

/** 差事 · Port: something done by {@code bin/onedoor NAME}; the program starts for it, does it and ends. */
public interface Errand {

    /** The word after {@code bin/onedoor}, which lists it too. */
    String name();

    /**
     * Does it and prints what the operator should know to the standard output.
     *
     * @param words what followed the name, options left out
     * @return 0 when all is well; the exit code of the command
     */
    int run(List<String> words);
}
