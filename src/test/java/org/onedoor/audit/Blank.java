package org.onedoor.audit;

import java.util.concurrent.atomic.AtomicInteger;
import org.onedoor.regions.Counties;

/** A county in which nothing was done yet: its chain is empty. */
final class Blank {

    private static final AtomicInteger NEXT = new AtomicInteger(6_900);

    private Blank() {}

    static int county(Counties counties) {
        var code = "60" + NEXT.getAndIncrement();
        return counties.found(code, "空白县" + code, code + ".test");
    }
}
