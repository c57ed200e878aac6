/**
 * 转办工单 · Orders of another system (12345 and the like) come in as cases, and their answers go back in that system's own
 * columns: nothing is typed twice.
 *
 * <p>A source's order number is the key: the same file again changes nothing, a corrected or withdrawn order updates the open
 * case. Uses the cases room through its face.
 */
@NullMarked
@ApplicationModule(
        allowedDependencies = {"frame", "audit", "secrets", "regions", "organizations", "catalogue", "cases"})
@Zone(Zone.Side.PUBLIC)
package org.onedoor.cases.imports;

import org.jspecify.annotations.NullMarked;
import org.onedoor.frame.Zone;
import org.springframework.modulith.ApplicationModule;
