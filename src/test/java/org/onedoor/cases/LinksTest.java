package org.onedoor.cases;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.onedoor.OneDoorTest;
import org.onedoor.Staff;
import org.onedoor.frame.Scope;
import org.onedoor.secrets.Secrets;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** The address that a resident is sent, and that is printed for her, is her own county's. */
@OneDoorTest
class LinksTest {

    private final AVillage village;
    private final TearOffs tearOffs;
    private final Staff staff;
    private final Secrets secrets;
    private final JdbcClient db;
    private final String port;
    private final TransactionTemplate transaction;

    LinksTest(
            AVillage village,
            TearOffs tearOffs,
            Staff staff,
            Secrets secrets,
            JdbcClient db,
            Environment environment,
            PlatformTransactionManager transactions) {
        this.village = village;
        this.tearOffs = tearOffs;
        this.staff = staff;
        this.secrets = secrets;
        this.db = db;
        this.port = environment.getRequiredProperty("local.server.port");
        this.transaction = new TransactionTemplate(transactions);
    }

    @Test
    void messageAndPaperLeadToTheCountyWhereSheAsked() {
        for (var place : new AVillage.Peopled[] {village.peopled(), village.peopled()}) {
            var own = "http://" + place.code().substring(0, 6) + ".test:" + port;
            var browser = village.sent(place, "灯坏了", "phone", "13700137009");
            var link = AVillage.link(browser);

            assertThat(message(place.county(), "cases.code")).contains("\"link\":\"" + own + link + "\"");
            assertThat(tearOffs.of(village.row(place, link), 2).link()).isEqualTo(own + link);
            assertThat(staff.visitor(place.county()).get(link).text()).contains("灯坏了");
        }
    }

    /** The values of the one message of this kind. */
    private String message(int county, String template) {
        record Sealed(UUID id, byte[] words) {}
        var sealed = Scope.in(
                new Scope.County(county),
                () -> transaction.execute(_ -> db.sql(
                                "select id, words from notices.message where county = :county and template = :template")
                        .param("county", county)
                        .param("template", template)
                        .query(Sealed.class)
                        .single()));
        return secrets.open(county, "notices.message.words", sealed.id(), sealed.words());
    }
}
