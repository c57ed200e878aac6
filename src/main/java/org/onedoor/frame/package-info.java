/**
 * 框架 · What every room stands on: scope, clock, ids, pages, texts, problems; it declares ports and knows no room.
 *
 * <p>Zone: public.
 */
@NullMarked
@ApplicationModule(
        type = ApplicationModule.Type.OPEN,
        allowedDependencies = {})
@Zone(Zone.Side.PUBLIC)
package org.onedoor.frame;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
