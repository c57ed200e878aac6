package org.onedoor.regions;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.LinearRing;
import org.locationtech.jts.geom.Polygon;
import org.locationtech.jts.operation.valid.IsValidOp;
import org.onedoor.frame.RowFault;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Outlines as GeoJSON (RFC 7946): a FeatureCollection of polygons in WGS-84 degrees, each with the property {@code code}.
 *
 * @param outlines good ones, by place
 * @param faults a row is a feature's number, counted from 1
 * @param total features read
 */
record OutlineFile(Map<UUID, Geometry> outlines, List<RowFault> faults, int total) {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final GeometryFactory GEOMETRIES = new GeometryFactory();

    /** One square to show the form, for the first grid (or village) there is. */
    static String template(PlaceTree tree) {
        var code = tree.all(Level.GRID).stream()
                .findFirst()
                .or(() -> tree.all(Level.VILLAGE).stream().findFirst())
                .map(Place::code)
                .orElse("600101100201001");
        return """
            {
              "type": "FeatureCollection",
              "features": [
                {
                  "type": "Feature",
                  "properties": { "code": "%s" },
                  "geometry": {
                    "type": "Polygon",
                    "coordinates": [[[112.50, 31.20], [112.51, 31.20], [112.51, 31.21], [112.50, 31.21], [112.50, 31.20]]]
                  }
                }
              ]
            }
            """.formatted(code);
    }

    static OutlineFile read(byte[] file, PlaceTree tree) {
        var faults = new ArrayList<RowFault>();
        var outlines = new LinkedHashMap<UUID, Geometry>();
        int number = 0;
        try {
            var root = JSON.readTree(file);
            var features = root.path("features");
            if (!features.isArray()
                    || !"FeatureCollection".equals(root.path("type").asString(""))) {
                faults.add(new RowFault(0, "type", "regions.fault.geojson", "regions.fault.geojson.fix"));
            } else if (foreign(root)) {
                faults.add(new RowFault(0, "crs", "regions.fault.crs", "regions.fault.crs.fix"));
            } else {
                for (var feature : features) {
                    number++;
                    new Feature(number, feature, faults).read(tree, outlines);
                }
            }
        } catch (JacksonException e) {
            faults.add(new RowFault(0, "type", "regions.fault.geojson", "regions.fault.geojson.fix"));
        }
        return new OutlineFile(outlines, List.copyOf(faults), number);
    }

    /** An old-style {@code crs} member that names something else than WGS-84 or CGCS2000. */
    private static boolean foreign(JsonNode root) {
        var name = root.path("crs").path("properties").path("name").asString("");
        return !name.isEmpty() && !name.endsWith("CRS84") && !name.endsWith("4326") && !name.endsWith("4490");
    }

    private record Feature(int number, JsonNode json, List<RowFault> faults) {

        void read(PlaceTree tree, Map<UUID, Geometry> outlines) {
            var code = code();
            var place = tree.byCode(code).filter(known -> !known.closed());
            if (code.isEmpty()) {
                fault("code", "regions.fault.no-code", "regions.fault.no-code.fix");
            } else if (place.isEmpty()) {
                fault("code", "regions.fault.unknown", "regions.fault.unknown.fix", code);
            } else if (place.get().level() != Level.GRID && place.get().level() != Level.VILLAGE) {
                fault("code", "regions.fault.large", "regions.fault.large.fix", code);
            } else if (outlines.containsKey(place.get().id())) {
                fault("code", "regions.fault.twice", "regions.fault.twice.fix", code);
            } else {
                geometry().ifPresent(area -> outlines.put(place.get().id(), area));
            }
        }

        private String code() {
            var properties = json.path("properties");
            for (var name : List.of("code", "区划代码", "代码")) {
                if (properties.hasNonNull(name)) {
                    return PlaceCode.full(properties.path(name).asString("").strip());
                }
            }
            return "";
        }

        private Optional<Geometry> geometry() {
            var geometry = json.path("geometry");
            var coordinates = geometry.path("coordinates");
            try {
                Geometry area =
                        switch (geometry.path("type").asString("")) {
                            case "Polygon" -> polygon(coordinates);
                            case "MultiPolygon" -> {
                                var parts = new ArrayList<Polygon>();
                                coordinates.forEach(part -> parts.add(polygon(part)));
                                yield GEOMETRIES.createMultiPolygon(parts.toArray(Polygon[]::new));
                            }
                            default -> GEOMETRIES.createPolygon();
                        };
                return sound(area);
            } catch (IllegalArgumentException e) {
                fault("geometry", "regions.fault.ring", "regions.fault.ring.fix");
                return Optional.empty();
            }
        }

        private Optional<Geometry> sound(Geometry area) {
            var box = area.getEnvelopeInternal();
            if (area.isEmpty()) {
                fault("geometry", "regions.fault.geometry", "regions.fault.geometry.fix");
                return Optional.empty();
            }
            boolean onEarth =
                    box.getMinX() >= -180 && box.getMaxX() <= 180 && box.getMinY() >= -90 && box.getMaxY() <= 90;
            // China lies between 73 and 135 east, 3 and 54 north: the other way round they were swapped.
            boolean swapped = box.getMinX() >= 3 && box.getMaxX() <= 54 && box.getMinY() >= 73 && box.getMaxY() <= 135;
            if (swapped) {
                fault("geometry", "regions.fault.swapped", "regions.fault.swapped.fix");
                return Optional.empty();
            }
            if (!onEarth) {
                fault("geometry", "regions.fault.degrees", "regions.fault.degrees.fix");
                return Optional.empty();
            }
            var wrong = new IsValidOp(area).getValidationError();
            if (wrong != null) {
                fault("geometry", "regions.fault.crossing", "regions.fault.crossing.fix", at(wrong.getCoordinate()));
                return Optional.empty();
            }
            return Optional.of(area);
        }

        private static Polygon polygon(JsonNode rings) {
            var lines = new ArrayList<LinearRing>();
            for (var ring : rings) {
                var points = new ArrayList<Coordinate>();
                for (var point : ring) {
                    points.add(new Coordinate(number(point.path(0)), number(point.path(1))));
                }
                lines.add(GEOMETRIES.createLinearRing(points.toArray(Coordinate[]::new)));
            }
            if (lines.isEmpty()) {
                throw new IllegalArgumentException("no ring");
            }
            return GEOMETRIES.createPolygon(
                    lines.getFirst(), lines.subList(1, lines.size()).toArray(LinearRing[]::new));
        }

        private static double number(JsonNode node) {
            if (!node.isNumber()) {
                throw new IllegalArgumentException("not a number");
            }
            return node.asDouble();
        }

        private static String at(Coordinate point) {
            return Math.round(point.x * 1e5) / 1e5 + ", " + Math.round(point.y * 1e5) / 1e5;
        }

        private void fault(String column, String what, String fix, Object... args) {
            faults.add(new RowFault(number, column, what, fix, args));
        }
    }
}
