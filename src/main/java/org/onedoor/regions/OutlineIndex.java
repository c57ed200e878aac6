package org.onedoor.regions;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
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
