/**
 * 演示县 · A living county to look around in: fictional 禾川县, made by a seeded generator through the real use cases with the
 * clock handed in.
 *
 * <p>Started only by the demo profile. All names of people and places are invented.
 */
@NullMarked
@ApplicationModule(
        allowedDependencies = {
            "frame",
            "accounts",
            "regions",
            "calendar",
            "organizations",
            "organizations.party",
            "catalogue",
            "notices",
            "indicators",
            "cases",
            "members"
        })
@Zone(Zone.Side.PUBLIC)
package org.onedoor.demo;

import org.jspecify.annotations.NullMarked;
import org.onedoor.frame.Zone;
import org.springframework.modulith.ApplicationModule;
