package org.onedoor.frame;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.TextStyle;
import java.util.List;
import java.util.Locale;

/**
 * 页面 · What every template is given: texts, links, who looks, in which language and mode. Made once per request by
 * {@link PageAdvice}.
 */
public final class Page {

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm");

    private final Texts texts;
    private final Assets assets;
    private final Actor actor;
    private final String language;
    private final boolean elder;
    private final String context;
    private final String path;
    private final String countyName;
    private final String csrf;
    private final List<MenuEntry> menu;

    Page(
            Texts texts,
            Assets assets,
            Actor actor,
            String language,
            boolean elder,
            String context,
            String path,
            String countyName,
            String csrf,
            List<MenuEntry> menu) {
        this.texts = texts;
        this.assets = assets;
        this.actor = actor;
        this.language = language;
        this.elder = elder;
        this.context = context;
        this.path = path;
        this.countyName = countyName;
        this.csrf = csrf;
        this.menu = menu;
    }

    /** The text of {@code key}; templates name keys literally so that the roof test finds them. */
    public String t(String key, Object... args) {
        return texts.text(language, key, args);
    }

    /** A link inside this county: {@code at("/cases/new")}. */
    public String at(String path) {
        return context + path;
    }

    /** A file of a room's {@code assets}, with its content's hash: {@code asset("frame/onedoor.css")}. */
    public String asset(String path) {
        return context + assets.address(path);
    }

    /** This page in the other language or mode: {@code same("lang=en")}. */
    public String same(String setting) {
        return context + "/setting?" + setting + "&back="
                + java.net.URLEncoder.encode(path, java.nio.charset.StandardCharsets.UTF_8);
    }

    public Actor actor() {
        return actor;
    }

    public boolean is(Role role) {
        return actor.is(role);
    }

    /** {@code zh} or {@code en}. */
    public String language() {
        return language;
    }

    public boolean english() {
        return "en".equals(language);
    }

    /** 长辈版 is on. */
    public boolean elder() {
        return elder;
    }

    /** Path without the county's context. */
    public String path() {
        return path;
    }

    public String countyName() {
        return countyName;
    }

    /** The token every form carries as {@code _csrf}. */
    public String csrf() {
        return csrf;
    }

    public List<MenuEntry> menu() {
        return menu;
    }

    /** Name that is data: the English name on English pages, where there is one. */
    public String name(String chinese, @org.jspecify.annotations.Nullable String english) {
        return english() && english != null && !english.isBlank() ? english : chinese;
    }

    /** 11 月 20 日（周五） · Fri 20 Nov. */
    public String day(LocalDate day) {
        return english()
                ? DateTimeFormatter.ofPattern("EEE d MMM", Locale.ENGLISH).format(day)
                : day.getMonthValue() + " 月 " + day.getDayOfMonth() + " 日（"
                        + day.getDayOfWeek().getDisplayName(TextStyle.SHORT, Locale.SIMPLIFIED_CHINESE) + "）";
    }

    /** 11 月 20 日（周五）17:30 · Fri 20 Nov 17:30. */
    public String moment(Instant moment) {
        var local = Now.local(moment);
        return day(local.toLocalDate()) + (english() ? " " : "") + TIME.format(local);
    }

    /** 11/20 17:30, for lists. */
    public String brief(Instant moment) {
        var local = Now.local(moment);
        return local.getMonthValue() + "/" + local.getDayOfMonth() + " " + TIME.format(local);
    }

    /** 17:30. */
    public String clock(Instant moment) {
        LocalDateTime local = Now.local(moment);
        return TIME.format(local);
    }
}
