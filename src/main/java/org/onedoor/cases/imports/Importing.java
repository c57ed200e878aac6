package org.onedoor.cases.imports;

import java.util.UUID;
import org.onedoor.frame.RowFault;

/** 导入结果 · What came of an uploaded file. */
public sealed interface Importing {

    /** Read and checked; the valid rows can go in. */
    record Checked(UUID batch) implements Importing {}

    /** Read, but nobody has said yet which column is which of those that must be there. */
    record Unmapped(UUID batch, RowFault fault) implements Importing {}

    /** The file cannot be read. */
    record Unreadable(RowFault fault) implements Importing {}
}
