package org.onedoor.regions;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * 编次 · Hands out preorder intervals. A new place takes the first gap of its level's width; where none is left, the parent
 * is widened (in place, else by moving it with all it holds into a wider gap), so that as few numbers change as can be.
 */
final class Numbering {

    /** Room for 511 towns, 255 villages in each, 127 grids in each of those, before anything has to be widened. */
    static int width(Level level) {
        return switch (level) {
            case COUNTY -> 1 << 30;
            case TOWN -> 1 << 21;
            case VILLAGE -> 1 << 13;
            case GRID -> 1 << 6;
        };
    }

    /** 区间 · From lo to hi, both included. */
    record Interval(int lo, int hi) {
        int width() {
            return hi - lo + 1;
        }
    }

    private static final class Node {
        final UUID id;

        @Nullable
        UUID parent;

        Interval interval;

        Node(UUID id, @Nullable UUID parent, Interval interval) {
            this.id = id;
            this.parent = parent;
            this.interval = interval;
        }
    }

    private final Map<UUID, Node> nodes = new HashMap<>();
    private final Map<UUID, List<Node>> children = new HashMap<>();
    private final Map<UUID, Interval> before = new LinkedHashMap<>();
    private final Set<UUID> fresh = new HashSet<>();

    Numbering(Collection<Place> places) {
        for (var place : places) {
            link(new Node(place.id(), place.parent(), new Interval(place.lo(), place.hi())));
        }
    }

    /** The interval of a new place. */
    Interval add(UUID id, @Nullable UUID parent, Level level) {
        fresh.add(id);
        if (parent == null) {
            var root = new Node(id, null, new Interval(1, width(Level.COUNTY)));
            link(root);
            return root.interval;
        }
        var node = new Node(id, parent, gap(parent, width(level), null));
        link(node);
        return node.interval;
    }

    /** Puts a place with all it holds below another one; one that holds nothing keeps no room for more. */
    void move(UUID id, UUID parent) {
        var node = node(id);
        boolean empty = children.getOrDefault(id, List.of()).isEmpty();
        int width = empty ? Math.min(node.interval.width(), width(Level.GRID)) : node.interval.width();
        int lo = gap(parent, width, node).lo();
        children.getOrDefault(node.parent, List.of()).remove(node);
        node.parent = parent;
        children.computeIfAbsent(parent, _ -> new ArrayList<>()).add(node);
        shift(node, lo - node.interval.lo());
        set(node, new Interval(lo, lo + width - 1));
    }

    Interval of(UUID id) {
        return node(id).interval;
    }

    /** Places that were there before and have another interval now. */
    List<LoHolder.Moved> moved() {
        var moved = new ArrayList<LoHolder.Moved>();
        before.forEach((id, old) -> {
            var now = of(id);
            if (!now.equals(old) && !fresh.contains(id)) {
                moved.add(new LoHolder.Moved(id, old.lo(), now.lo(), now.hi()));
            }
        });
        return moved;
    }

    private void link(Node node) {
        nodes.put(node.id, node);
        if (node.parent != null) {
            children.computeIfAbsent(node.parent, _ -> new ArrayList<>()).add(node);
        }
    }

    private Node node(UUID id) {
        return Objects.requireNonNull(nodes.get(id), "place is not of this county");
    }

    /** The first gap below {@code parent}, which is widened until there is one. */
    private Interval gap(UUID parent, int width, @Nullable Node leftOut) {
        while (true) {
            var up = node(parent);
            int next = up.interval.lo() + 1;
            for (var child : sorted(parent)) {
                if (child == leftOut) {
                    continue;
                }
                if (child.interval.lo() - next >= width) {
                    return new Interval(next, next + width - 1);
                }
                next = child.interval.hi() + 1;
            }
            if (up.interval.hi() - next + 1 >= width) {
                return new Interval(next, next + width - 1);
            }
            widen(up);
        }
    }

    private void widen(Node node) {
        if (node.parent == null) {
            if (node.interval.hi() == Integer.MAX_VALUE - 1) {
                throw new IllegalStateException("A county's place tree is full");
            }
            set(node, new Interval(node.interval.lo(), Integer.MAX_VALUE - 1));
            return;
        }
        int width = Math.multiplyExact(node.interval.width(), 2);
        int lo = node.interval.lo();
        var up = node(node.parent);
        int end = sorted(node.parent).stream()
                .filter(sibling -> sibling.interval.lo() > lo)
                .mapToInt(sibling -> sibling.interval.lo() - 1)
                .findFirst()
                .orElse(up.interval.hi());
        if (end - lo + 1 < width) {
            shift(node, gap(node.parent, width, node).lo() - node.interval.lo());
        }
        set(node, new Interval(node.interval.lo(), node.interval.lo() + width - 1));
    }

    private void shift(Node node, int by) {
        set(node, new Interval(node.interval.lo() + by, node.interval.hi() + by));
        for (var child : children.getOrDefault(node.id, List.of())) {
            shift(child, by);
        }
    }

    private void set(Node node, Interval interval) {
        before.putIfAbsent(node.id, node.interval);
        node.interval = interval;
    }

    private List<Node> sorted(UUID parent) {
        return children.getOrDefault(parent, List.of()).stream()
                .sorted(Comparator.comparingInt(node -> node.interval.lo()))
                .toList();
    }
}
