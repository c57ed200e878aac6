package org.onedoor.frame;

import java.util.List;

/**
 * 行错 · What is wrong with one row of an imported file, and how to put it right; shown by {@code frame/faults.jte}.
 *
 * @param row number as the person sees it in the file, the header being row 1
 * @param column header of the column
 * @param what message key of what is wrong
 * @param fix message key of what to do
 * @param args for both texts
 */
public record RowFault(int row, String column, String what, String fix, List<Object> args) {

    public RowFault(int row, String column, String what, String fix, Object... args) {
        this(row, column, what, fix, List.of(args));
    }
}
