package org.onedoor.frame;

import java.util.List;

/** 县份来源 · Port: the counties on this system; implemented by {@code regions}. */
public interface CountySource {

    /** A tenant: its number, region code, name, and host ({@code *} for any host). */
    record Home(int county, String code, String name, String host) {}

    /** All counties, in order of their number; empty before the first is set up. */
    List<Home> all();

    /** The county whose pages stand at this host: its own, else the first; 0 before there is any (foundations §17). */
    default int at(String host) {
        var all = all();
        for (var home : all) {
            if (home.host().equalsIgnoreCase(host)) {
                return home.county();
            }
        }
        return all.isEmpty() ? 0 : all.getFirst().county();
    }

    /** A county that is still being made by a seeder lives by its clock: what time alone does is left out there. */
    default boolean seeding(int county) {
        return false;
    }
}
