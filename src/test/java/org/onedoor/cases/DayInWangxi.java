package org.onedoor.cases;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.UUID;
import java.util.regex.Pattern;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.onedoor.ADoor;
import org.onedoor.Journey;
import org.onedoor.Staff;

/** Journeys through a county of their own: who lives and works there, and how they come in. */
abstract class DayInWangxi extends Journey {

    final Townsfolk townsfolk;
    final Staff staff;
    Townsfolk.Folk folk;

    DayInWangxi(Townsfolk townsfolk, Staff staff) {
        this.townsfolk = townsfolk;
        this.staff = staff;
    }

    @BeforeEach
    void everybodyIsThere() {
        folk = townsfolk.settle();
    }

    /** A path inside this county. */
    String at(String path) {
        return "/c/" + folk.county() + path;
    }

    /** Somebody of the staff comes in by the login page. */
    Window login(Staff.Member member, Device device, Mode... modes) {
        var window = visit(device, modes);
        window.go(at("/accounts/login"))
                .fill("登录名", member.login())
                .fill("口令", Staff.PASSWORD)
                .press("登录");
        window.see("今日必办");
        return window;
    }

    /** Does something in the pane of the case, not in the list beside it. */
    static void act(Window window, String words) {
        window.page
                .locator(
                        "#pane button:visible, #pane a:visible, #pane summary:visible",
                        new Page.LocatorOptions().setHasText(words))
                .first()
                .click();
        window.page.waitForLoadState();
    }

    /** Opens 更多操作. */
    static void more(Window window) {
        window.page.locator("#pane .acts .menu summary").last().click();
    }

    /** The link of a receipt, as it stands on the page or behind the QR, opened in this county. */
    String link(String href) {
        return href.substring(href.indexOf("/r/")).transform(this::at);
    }

    /** Long id of a receipt's link. */
    static String longId(String link) {
        return link.substring(link.indexOf("/r/") + 3);
    }

    /** The case a desk page stands at. */
    static UUID caseAt(String address) {
        var found = Pattern.compile("/desk/cases/([0-9a-f-]{36})").matcher(address);
        assertThat(found.find()).as(address).isTrue();
        return UUID.fromString(found.group(1));
    }

    /** She tries this step of the case and is told who may, on the form's page and by its button. */
    void isTold(Staff.Member member, UUID id, String step, String sentence, String... answers) {
        var browser = staff.browser(member);
        var form = browser.get("/desk/cases/" + id + "/" + step);
        assertThat(form.status()).as(step + " by " + member.name()).isEqualTo(403);
        assertThat(form.text()).contains(sentence);
        refuses(browser.post("/desk/cases/" + id + "/" + step, answers), 403, sentence);
    }

    /** For her the case does not exist. */
    void isNotThereFor(Staff.Member member, UUID id, String step, String... answers) {
        var browser = staff.browser(member);
        assertThat(browser.get("/desk/cases/" + id).status()).as(member.name()).isEqualTo(404);
        assertThat(browser.get("/desk/cases/" + id + "/" + step).status())
                .as(step + " by " + member.name())
                .isEqualTo(404);
        refuses(browser.post("/desk/cases/" + id + "/" + step, answers), 404, "不归您看");
    }

    static void refuses(ADoor.Answer answer, int status, String sentence) {
        assertThat(answer.status()).as(answer.text()).isEqualTo(status);
        assertThat(answer.text()).contains(sentence);
    }

    /** A small photograph. */
    static byte[] photo() {
        var image = new BufferedImage(480, 320, BufferedImage.TYPE_INT_RGB);
        var pen = image.createGraphics();
        pen.setColor(new Color(0xEF, 0xEC, 0xE4));
        pen.fillRect(0, 0, 480, 320);
        pen.setColor(new Color(0x12, 0x5B, 0x66));
        pen.fillRect(40, 60, 400, 200);
        pen.setColor(Color.WHITE);
        pen.fillOval(70, 90, 120, 140);
        pen.dispose();
        var bytes = new ByteArrayOutputStream();
        try {
            ImageIO.write(image, "jpg", bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }
}
