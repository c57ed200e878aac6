package org.onedoor.cases.imports;

import java.util.UUID;
import org.onedoor.frame.RowFault;

/** 导入结果 · What came of an uploaded file. */
public sealed interface Importing {

    /** Read and checked; the valid rows can go in. */
    record Checked(UUID batch) implements Importing {}

    /** Columns that must be there are not; or the file cannot be read. */
    record Unreadable(RowFault fault) implements Importing {}
}
