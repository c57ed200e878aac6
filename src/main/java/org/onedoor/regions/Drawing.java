package org.onedoor.regions;

import java.util.Map;
import java.util.UUID;

/**
 * 边界图 · Outlines of some places, laid flat and fitted into a drawing that is {@code width} by {@code height} units; north
 * is up.
 *
 * @param shapes by place; a place without an outline is not among them
 */
public record Drawing(int width, int height, Map<UUID, Shape> shapes) {

    /**
     * 图上地块 · One place.
     *
     * @param path as an SVG path wants it, holes by the even-odd rule
     * @param x where a mark stands that lies inside for certain
     */
    public record Shape(String path, int x, int y) {}
}
