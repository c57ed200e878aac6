package org.onedoor.regions;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.LineString;
import org.locationtech.jts.geom.Polygon;
import org.locationtech.jts.geom.prep.PreparedGeometry;
import org.locationtech.jts.geom.prep.PreparedGeometryFactory;
import org.locationtech.jts.geom.util.AffineTransformation;
import org.locationtech.jts.index.strtree.STRtree;

/**
 * The outlines of one county, ready to be asked. Degrees are laid flat around the county's middle first, so that "nearest"
 * means metres: at 30° north a degree of longitude is 13 % shorter than one of latitude.
 */
final class OutlineIndex {

    private static final double METRES_PER_DEGREE = 111_320;
    /** Room around a drawing, for the width of its lines. */
    private static final int MARGIN = 4;

    private record Shape(UUID place, PreparedGeometry area, double size) {}

    private final GeometryFactory geometries = new GeometryFactory();
    private final List<Shape> shapes = new ArrayList<>();
    private final STRtree byBox = new STRtree();
    private final AffineTransformation flat;

    OutlineIndex(Map<UUID, Geometry> outlines) {
        var box = new Envelope();
        outlines.values().forEach(outline -> box.expandToInclude(outline.getEnvelopeInternal()));
        var middle = box.isNull() ? new Coordinate(0, 0) : box.centre();
        flat = AffineTransformation.translationInstance(-middle.x, -middle.y)
                .scale(METRES_PER_DEGREE * Math.cos(Math.toRadians(middle.y)), METRES_PER_DEGREE);
        outlines.forEach((place, outline) -> {
            var area = flat.transform(outline);
            var shape = new Shape(place, PreparedGeometryFactory.prepare(area), area.getArea());
            shapes.add(shape);
            byBox.insert(area.getEnvelopeInternal(), shape);
        });
        byBox.build();
    }

    /** Places that have an outline. */
    Set<UUID> drawn() {
        return shapes.stream().map(Shape::place).collect(java.util.stream.Collectors.toUnmodifiableSet());
    }

    /** Those of these places that have an outline, fitted into this width; at most as high as it is wide. */
    Drawing draw(Collection<UUID> places, int width) {
        var drawn = new LinkedHashMap<UUID, Geometry>();
        var box = new Envelope();
        for (var shape : shapes) {
            if (places.contains(shape.place())) {
                drawn.put(shape.place(), shape.area().getGeometry());
                box.expandToInclude(shape.area().getGeometry().getEnvelopeInternal());
            }
        }
        if (box.isNull()) {
            return new Drawing(width, 0, Map.of());
        }
        double room = width - 2.0 * MARGIN;
        double scale = Math.min(room / Math.max(box.getWidth(), 1), room / Math.max(box.getHeight(), 1));
        var onPaper = AffineTransformation.translationInstance(-box.getMinX(), -box.getMaxY())
                .scale(scale, -scale)
                .translate(MARGIN + (room - box.getWidth() * scale) / 2, MARGIN);
        var fitted = new HashMap<UUID, Drawing.Shape>();
        drawn.forEach((place, area) -> {
            var flatArea = onPaper.transform(area);
            var inside = flatArea.getInteriorPoint();
            fitted.put(place, new Drawing.Shape(path(flatArea), (int) Math.round(inside.getX()), (int)
                    Math.round(inside.getY())));
        });
        return new Drawing(width, (int) Math.ceil(box.getHeight() * scale) + 2 * MARGIN, Map.copyOf(fitted));
    }

    /** To a whole unit: finer is not seen, and points that fall together are left out. */
    private static String path(Geometry area) {
        var path = new StringBuilder();
        for (int n = 0; n < area.getNumGeometries(); n++) {
            if (area.getGeometryN(n) instanceof Polygon polygon) {
                ring(polygon.getExteriorRing(), path);
                for (int hole = 0; hole < polygon.getNumInteriorRing(); hole++) {
                    ring(polygon.getInteriorRingN(hole), path);
                }
            }
        }
        return path.toString();
    }

    private static void ring(LineString ring, StringBuilder path) {
        long lastX = Long.MIN_VALUE;
        long lastY = Long.MIN_VALUE;
        for (var point : ring.getCoordinates()) {
            long x = Math.round(point.x);
            long y = Math.round(point.y);
            if (x != lastX || y != lastY) {
                path.append(lastX == Long.MIN_VALUE ? 'M' : 'L')
                        .append(x)
                        .append(' ')
                        .append(y);
            }
            lastX = x;
            lastY = y;
        }
        path.append('Z');
    }

    /** Where outlines overlap, a grid goes before a village and the smaller before the larger. */
    Located locate(PlaceTree tree, double longitude, double latitude) {
        if (!(Math.abs(longitude) <= 180 && Math.abs(latitude) <= 90)) {
            throw new IllegalArgumentException("Not on earth: " + longitude + ", " + latitude);
        }
        var point = flat.transform(geometries.createPoint(new Coordinate(longitude, latitude)));
        @SuppressWarnings("unchecked")
        List<Shape> near = byBox.query(point.getEnvelopeInternal());
        var inside = near.stream()
                .filter(shape -> shape.area().covers(point) && open(tree, shape).isPresent())
                .min(Comparator.comparing(
                                (Shape shape) -> tree.get(shape.place()).level())
                        .reversed()
                        .thenComparingDouble(Shape::size));
        if (inside.isPresent()) {
            return new Located(tree.get(inside.get().place()), false);
        }
        return shapes.stream()
                .filter(shape -> open(tree, shape).isPresent())
                .min(Comparator.comparingDouble(
                        shape -> shape.area().getGeometry().distance(point)))
                .flatMap(shape -> tree.above(shape.place(), Level.VILLAGE))
                .map(village -> new Located(village, true))
                .orElseGet(() -> new Located(tree.root(), true));
    }

    private static Optional<Place> open(PlaceTree tree, Shape shape) {
        return tree.find(shape.place()).filter(place -> !place.closed());
    }
}
