package org.onedoor;

import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.Cookie;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.ActiveProfiles;
import org.springframework.test.context.TestPropertySource;

/**
 * A day told in a real browser against the running program with its demo. Names end in {@code IT}.
 *
 * <p>{@link #visit} opens a window (a person with her own cookies); {@link Window#look} takes a screenshot into
 * {@code target/screenshots} and checks what every page owes: axe without findings, one h1, a title, a language, no
 * sideways scroll (also at 320 px and at 200 % text), targets a finger can hit. A console error or a report of the content
 * security policy fails the journey.
 */
@OneDoorTest
@ActiveProfiles("demo")
@TestPropertySource(properties = "demo.villages=1")
public abstract class Journey {

    private static Browser browser;

    /** What one holds in the hand. */
    protected enum Device {
        PHONE(390, 844, true),
        DESKTOP(1440, 900, false);

        private final int width;
        private final int height;
        private final boolean touch;

        Device(int width, int height, boolean touch) {
            this.width = width;
            this.height = height;
            this.touch = touch;
        }
    }

    /** How one looks at pages. */
    protected enum Mode {
        ENGLISH,
        ELDER,
        DARK,
        NO_SCRIPT
    }

    @LocalServerPort
    private int port;

    private final List<Window> windows = new ArrayList<>();

    /** A new window with its own cookies. */
    protected Window visit(Device device, Mode... modes) {
        var window = new Window(device, modes.length == 0 ? Set.of() : EnumSet.copyOf(List.of(modes)));
        windows.add(window);
        return window;
    }

    /** A new window in which this member of staff has logged in; {@code moment} is the clock of all she does, or null. */
    protected Window desk(Device device, Staff.Member member, String moment, Mode... modes) {
        var window = visit(device, modes);
        if (moment != null) {
            window.later(moment);
        }
        window.go("/c/" + member.county() + "/accounts/login?back=/desk/cases");
        window.page.locator("#login").fill(member.login());
        window.page.locator("#password").fill(Staff.PASSWORD);
        window.page.locator("form[action$='/accounts/login'] button").first().click();
        window.page.waitForURL("**/desk/**");
        return window;
    }

    @AfterEach
    void nothingWentWrongInTheBrowser() {
        try {
            assertThat(windows.stream().flatMap(window -> window.owed().stream()))
                    .as("what pages owe")
                    .isEmpty();
        } finally {
            windows.forEach(window -> window.context.close());
            windows.clear();
        }
    }

    private static synchronized Browser browser() {
        if (browser == null) {
            var executable =
                    List.of("/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome").stream()
                            .map(Path::of)
                            .filter(Files::exists)
                            .findFirst()
                            .orElseThrow(() -> new IllegalStateException("No Chromium: run bin/ensure-browser"));
            browser = Playwright.create()
                    .chromium()
                    .launch(new BrowserType.LaunchOptions()
                            .setExecutablePath(executable)
                            .setArgs(List.of(
                                    "--no-sandbox",
                                    "--disable-gpu",
                                    "--disable-quic",
                                    "--no-first-run",
                                    "--disable-background-networking",
                                    "--disable-component-update",
                                    "--disable-sync",
                                    "--use-fake-ui-for-media-stream",
                                    "--use-fake-device-for-media-stream")));
        }
        return browser;
    }

    /** One person's browser. */
    protected final class Window {

        private final Device device;
        private Set<Mode> modes;
        private final BrowserContext context;
        private final List<String> complaints = new ArrayList<>();
        private final List<String> owed = new ArrayList<>();

        /** The Playwright page, for what is not here. */
        public final Page page;

        private Window(Device device, Set<Mode> modes) {
            this.device = device;
            this.modes = modes;
            this.context = browser()
                    .newContext(new Browser.NewContextOptions()
                            .setViewportSize(device.width, device.height)
                            .setHasTouch(device.touch)
                            .setIsMobile(device.touch)
                            .setLocale("zh-CN")
                            .setTimezoneId("Asia/Shanghai")
                            .setJavaScriptEnabled(!modes.contains(Mode.NO_SCRIPT)));
            context.setDefaultTimeout(15_000);
            settle();
            page = context.newPage();
            page.onPageError(error -> complaints.add("script: " + error));
            page.onConsoleMessage(message -> {
                // The browser notes each refused page by itself; journeys assert the page they get.
                if (message.type().equals("error") && !message.text().startsWith("Failed to load resource")) {
                    complaints.add(message.text());
                }
            });
            page.onResponse(response -> {
                if (response.status() >= 400 && !response.request().isNavigationRequest()) {
                    complaints.add(response.status() + " " + response.url());
                }
            });
        }

        private void settle() {
            if (modes.contains(Mode.ENGLISH)) {
                remember("lang", "en");
            }
            if (modes.contains(Mode.ELDER)) {
                remember("elder", "1");
            }
            if (modes.contains(Mode.DARK)) {
                remember("theme", "dark");
            }
        }

        /** From now on the window of somebody else, with the cookies of her browser, who looks at pages like this. */
        public Window handTo(ADoor.Visitor somebody, Mode... how) {
            context.clearCookies();
            modes = Set.of(how);
            settle();
            somebody.cookies().forEach(this::remember);
            return this;
        }

        private void remember(String name, String value) {
            context.addCookies(List.of(new Cookie(name, value).setUrl("http://localhost:" + port)));
        }

        /** Opens a path, or a whole address. */
        public Window go(String path) {
            page.navigate(path.startsWith("http") ? path : "http://localhost:" + port + path);
            return this;
        }

        /** From now on it is this moment in China, {@code 2026-11-18T10:48}. */
        public Window later(String moment) {
            page.setExtraHTTPHeaders(Map.of(AtMoment.HEADER, moment));
            return this;
        }

        /** Path and query one is at. */
        public String at() {
            return page.url().replaceFirst("^https?://[^/]+", "");
        }

        /** Fills the box with this label. */
        public Window fill(String label, String value) {
            page.getByLabel(label).first().fill(value);
            return this;
        }

        /** Chooses the option or tile that shows these words. */
        public Window choose(String words) {
            page.locator("label", new Page.LocatorOptions().setHasText(words))
                    .first()
                    .click();
            return this;
        }

        /** Chooses from the list with this label. */
        public Window select(String label, String words) {
            page.getByLabel(label)
                    .first()
                    .selectOption(new com.microsoft.playwright.options.SelectOption().setLabel(words));
            return this;
        }

        /** Presses the button or follows the link that shows these words. */
        public Window press(String words) {
            press(page.locator(
                    "button:visible, a:visible, summary:visible", new Page.LocatorOptions().setHasText(words)));
            return this;
        }

        private void press(Locator target) {
            target.first().click();
            page.waitForLoadState();
        }

        /** These words are on the page. */
        public Window see(String... words) {
            for (var one : words) {
                assertThat(text()).as("page " + at()).contains(one);
            }
            return this;
        }

        /** These words are not on the page. */
        public Window seeNot(String... words) {
            for (var one : words) {
                assertThat(text()).as("page " + at()).doesNotContain(one);
            }
            return this;
        }

        /** The words a person reads. */
        public String text() {
            return page.innerText("body");
        }

        /** Screenshot of the whole page, and what every page owes. */
        public Window look(String name) {
            shoot(name);
            if (!modes.contains(Mode.NO_SCRIPT)) {
                owes(name);
            }
            return this;
        }

        /** What every page owes, and a screenshot only where something is owed. */
        public Window check(String name) {
            int before = owed.size();
            owes(name);
            return owed.size() == before ? this : shoot(name);
        }

        /** What was owed so far, what the console said with it; forgotten here once told. */
        public List<String> owed() {
            var told = new ArrayList<String>(owed);
            complaints.forEach(complaint -> told.add("console of " + this + ": " + complaint));
            owed.clear();
            complaints.clear();
            return told;
        }

        /** Screenshot only. */
        public Window shoot(String name) {
            var suffix = "-" + device.name().toLowerCase()
                    + modes.stream()
                            .map(mode -> "-" + mode.name().toLowerCase().replace('_', '-'))
                            .collect(Collectors.joining());
            page.screenshot(new Page.ScreenshotOptions()
                    .setPath(Path.of("target/screenshots", name + suffix + ".png"))
                    .setFullPage(true));
            Handbook.keep(page, name + suffix);
            return this;
        }

        /** What is owed is told at the end of the journey, for all its pages at once. */
        private void owes(String name) {
            // No page of ours has frames, for which axe would open a second page each time.
            for (var violation : new AxeBuilder(page)
                    .setLegacyMode(true)
                    .withTags(List.of("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"))
                    .analyze()
                    .getViolations()) {
                owed.add("axe on " + name + " at " + this + ": " + violation.getId() + ": " + violation.getHelp()
                        + violation.getNodes().stream()
                                .limit(3)
                                .map(node -> "\n    " + node.getHtml() + " " + node.getFailureSummary())
                                .collect(Collectors.joining()));
            }
            owe(page.locator("h1").count() == 1, "one h1 on " + name);
            owe(!page.title().isBlank(), "a title of " + name);
            owe(sideways() == 0, "no sideways scroll on " + name + " at " + this);
            if (device.touch) {
                var small = small();
                owe(small.isEmpty(), "no targets under 44 px on " + name + ": " + small);
            }
            page.setViewportSize(320, device.height);
            owe(sideways() == 0, "no sideways scroll on " + name + " at 320 px");
            page.setViewportSize(device.touch ? 360 : device.width, device.height);
            page.evaluate("document.documentElement.style.fontSize = '200%'");
            owe(sideways() == 0, "no sideways scroll on " + name + " at 200 % text");
            page.evaluate("document.documentElement.style.fontSize = ''");
            page.setViewportSize(device.width, device.height);
        }

        private void owe(boolean paid, String what) {
            if (!paid) {
                owed.add(what);
            }
        }

        private int sideways() {
            return (int) page.evaluate(
                    "Math.max(0, document.documentElement.scrollWidth - document.documentElement.clientWidth)");
        }

        /** Links in running text and what is hidden are left out, as WCAG 2.5.8 does. */
        private List<?> small() {
            return (List<?>) page.evaluate("""
                Array.from(document.querySelectorAll('a[href], button, input, select, textarea, summary'))
                  .filter(one => one.offsetParent && !one.closest('.skip, .tw, p.s, .opt, label.row, .rate, .prose, .errsum, .ask, .seek'))
                  .map(one => [one, one.getBoundingClientRect()])
                  .filter(([one, box]) => box.width > 1 && (box.height < 43.5 || box.width < 43.5))
                  .map(([one, box]) => one.outerHTML.slice(0, 120) + ' ' + Math.round(box.width) + '×' + Math.round(box.height))\
                """);
        }

        @Override
        public String toString() {
            return at() + " (" + device + modes + ")";
        }
    }
}
