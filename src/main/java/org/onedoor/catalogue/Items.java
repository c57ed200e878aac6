package org.onedoor.catalogue;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.onedoor.frame.NotHere;

/** 事项集 · The items of one county as they stand on one day, with every older version by id. */
public final class Items {

    /** Code of 说不清的事. */
    public static final String GENERAL = "general";

    Items() {}

    /** The version, in force or not. */
    public Item get(UUID version) {
        throw new NotHere();
    }

    /** The version in force. */
    public Optional<Item> byCode(String code) {
        return Optional.empty();
    }

    public List<Item> all() {
        return List.of();
    }

    public List<Item> in(String group) {
        return List.of();
    }

    public List<Group> groups() {
        return List.of();
    }

    /** Items that fit everyday words, best first; empty when nothing fits. */
    public List<Item> search(String words, int max) {
        return List.of();
    }

    /** 说不清的事: where a case goes whose item nobody named. */
    public Item general() {
        return byCode(GENERAL).orElseThrow(NotHere::new);
    }

    /** Whether the words sound like danger to life, and whom to call first. Keeps no trace of them. */
    public Optional<Danger> danger(String text) {
        return Optional.empty();
    }
}
