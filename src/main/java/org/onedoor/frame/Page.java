package org.onedoor.frame;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import java.time.format.TextStyle;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;

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
    private final Supplier<String> csrf;
    private final List<MenuEntry> menu;
    private final List<Badge> badges;
    private final boolean dark;

    Page(
            Texts texts,
            Assets assets,
            Actor actor,
            String language,
            boolean elder,
            String context,
            String path,
            String countyName,
            Supplier<String> csrf,
            List<MenuEntry> menu,
            List<Badge> badges,
            boolean dark) {
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
        this.badges = badges;
        this.dark = dark;
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

    /** Where somebody who works here begins. */
    public String desk() {
        return actor.is(Role.STAFF)
                        || !actor.is(Role.SYSTEM_ADMIN) && !actor.is(Role.SECURITY_ADMIN) && !actor.is(Role.AUDIT_ADMIN)
                ? "/desk"
                : "/admin";
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

    /** The token every form carries as {@code _csrf}; only a page that asks for it sets the cookie. */
    public String csrf() {
        return csrf.get();
    }

    /** The rail of staff and administrators: what their roles open, without the residents' tabs. */
    public List<MenuEntry> menu() {
        return menu.stream().filter(entry -> !forResidents(entry)).toList();
    }

    /** The residents' bottom bar. */
    public List<MenuEntry> tabs() {
        return menu.stream()
                .filter(entry -> entry.primary() && forResidents(entry))
                .toList();
    }

    /** The heading above this entry of the rail: a message key where another kind of work begins, else empty. */
    public String heading(MenuEntry entry) {
        var entries = menu();
        int at = entries.indexOf(entry);
        var key = heading(entry.role());
        return at > 0 && key.equals(heading(entries.get(at - 1).role())) ? "" : key;
    }

    private static String heading(Role role) {
        return switch (role) {
            case SUPERVISOR, HEAD -> "frame.menu.supervisor";
            case SYSTEM_ADMIN, SECURITY_ADMIN, AUDIT_ADMIN -> "frame.menu.admin";
            case PARTY -> "frame.menu.party";
            case STAFF, RESIDENT, VISITOR -> "";
        };
    }

    private static boolean forResidents(MenuEntry entry) {
        return entry.role() == Role.VISITOR || entry.role() == Role.RESIDENT;
    }

    /** How much waits behind this entry: empty for nothing, never more than 99+. */
    public String badge(MenuEntry entry) {
        for (var badge : badges) {
            if (badge.path().equals(entry.path())) {
                int waiting = badge.waiting(actor);
                return waiting == 0 ? "" : waiting > 99 ? "99+" : Integer.toString(waiting);
            }
        }
        return "";
    }

    /** Whether this entry is the page one is on: the longest path that this page's begins with. */
    public boolean here(MenuEntry entry) {
        return under(entry.path())
                && menu.stream()
                        .noneMatch(other -> other.path().length() > entry.path().length() && under(other.path()));
    }

    private boolean under(String prefix) {
        return path.equals(prefix) || (!prefix.equals("/") && path.startsWith(prefix + "/"));
    }

    /** Staff chose the dark theme. */
    public boolean dark() {
        return dark;
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

    /** A promise's end: midnight is 24:00 of the day before, as people count it. */
    public String deadline(Instant due) {
        var local = Now.local(due);
        return local.toLocalTime().equals(LocalTime.MIDNIGHT)
                ? day(local.toLocalDate().minusDays(1)) + (english() ? " " : "") + "24:00"
                : moment(due);
    }

    /** 11/20, for the ends of a line of time. */
    public String shortDay(LocalDate day) {
        return day.getMonthValue() + "/" + day.getDayOfMonth();
    }

    /** 周五 · Fri. */
    public String weekday(LocalDate day) {
        return day.getDayOfWeek()
                .getDisplayName(TextStyle.SHORT, english() ? Locale.ENGLISH : Locale.SIMPLIFIED_CHINESE);
    }

    /** 11/20 17:30, for lists. */
    public String brief(Instant moment) {
        var local = Now.local(moment);
        return local.getMonthValue() + "/" + local.getDayOfMonth() + " " + TIME.format(local);
    }

    /** 11/20 17:30; midnight is 24:00 of the day before. */
    public String briefDeadline(Instant due) {
        var local = Now.local(due);
        var day = local.toLocalDate().minusDays(1);
        return local.toLocalTime().equals(LocalTime.MIDNIGHT)
                ? day.getMonthValue() + "/" + day.getDayOfMonth() + " 24:00"
                : brief(due);
    }

    /** 17:30. */
    public String clock(Instant moment) {
        LocalDateTime local = Now.local(moment);
        return TIME.format(local);
    }
}
