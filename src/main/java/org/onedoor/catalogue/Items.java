package org.onedoor.catalogue;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.onedoor.frame.NotHere;

/** 事项集 · The items of one county as they stand on one day, with every older version by id. */
public final class Items {

    /** Code of 说不清的事. */
    public static final String GENERAL = "general";

    private final Map<UUID, Item> versions;
    private final Map<String, Item> inForce;
    private final Map<String, List<Item>> byGroup = new HashMap<>();
    private final DefaultItems defaults;
    private final Finder finder;

    /**
     * @param versions every version by id
     * @param inForce the items in force, in the order of the catalogue
     */
    Items(Map<UUID, Item> versions, Collection<Item> inForce, DefaultItems defaults) {
        this.versions = versions;
        this.defaults = defaults;
        this.inForce = LinkedHashMap.newLinkedHashMap(inForce.size());
        for (var item : inForce) {
            this.inForce.put(item.code(), item);
            byGroup.computeIfAbsent(item.group(), _ -> new ArrayList<>()).add(item);
        }
        this.finder = new Finder(List.copyOf(inForce), item -> group(item).name());
    }

    /**
     * The version, in force or not.
     *
     * @throws NotHere when this county has no such version
     */
    public Item get(UUID version) {
        var item = versions.get(version);
        if (item == null) {
            throw new NotHere();
        }
        return item;
    }

    public Optional<Item> find(UUID version) {
        return Optional.ofNullable(versions.get(version));
    }

    /** The version in force. */
    public Optional<Item> byCode(String code) {
        return Optional.ofNullable(inForce.get(code));
    }

    /** Everything in force, in the order of the catalogue. */
    public List<Item> all() {
        return List.copyOf(inForce.values());
    }

    public List<Item> in(String group) {
        return Collections.unmodifiableList(byGroup.getOrDefault(group, List.of()));
    }

    /** Groups that have items. */
    public List<Group> groups() {
        return defaults.groups().values().stream()
                .filter(group -> byGroup.containsKey(group.code()))
                .toList();
    }

    public Group group(Item item) {
        var group = defaults.groups().get(item.group());
        return group == null ? new Group(item.group(), item.group(), null, "message", false) : group;
    }

    /** The kind of office that answers for the item. */
    public OfficeKind office(Item item) {
        return office(item.officeKind());
    }

    OfficeKind office(String kind) {
        @Nullable OfficeKind office = defaults.offices().get(kind);
        return office == null ? new OfficeKind(kind, kind, null) : office;
    }

    /** Items that fit everyday words, best first; empty when nothing fits. */
    public List<Item> search(String words, int max) {
        return finder.search(words, max);
    }

    /** 说不清的事: where a case goes whose item nobody named. */
    public Item general() {
        return byCode(GENERAL).orElseThrow(NotHere::new);
    }

    /** Whether the words sound like danger to life, and whom to call first. Keeps no trace of them. */
    public Optional<Danger> danger(String text) {
        var plain = Normalizer.normalize(text, Normalizer.Form.NFKC).replaceAll("[\\s\\p{Punct}，。、！？；：]+", "");
        return defaults.dangers().stream()
                .filter(danger -> plain.contains(danger.word()))
                .findFirst();
    }
}
