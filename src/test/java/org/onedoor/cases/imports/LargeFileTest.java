package org.onedoor.cases.imports;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.onedoor.ACounty;
import org.onedoor.OneDoorTest;
import org.onedoor.Staff;
import org.onedoor.cases.By;
import org.onedoor.organizations.PostKind;

/** A hundred thousand rows pass in bounded memory, and their faults are named. */
@OneDoorTest
class LargeFileTest {

    private static final int ROWS = 100_000;
    private static final int ORDERS = 250;
    private static final long MOST = 64L << 20;

    private final Imports imports;
    private final ACounty counties;
    private final Staff staff;

    LargeFileTest(Imports imports, ACounty counties, Staff staff) {
        this.imports = imports;
        this.counties = counties;
        this.staff = staff;
    }

    /** Rows made as they are read; what is held while reading is looked at every ten thousand rows. */
    private static final class Rows extends InputStream {
        private byte[] line = "工单编号,诉求内容,来电人,联系电话,所属村社区\n".getBytes(StandardCharsets.UTF_8);
        private int at;
        private int row;
        private final long before = held();
        private long most;

        @Override
        public int read() {
            if (at == line.length) {
                if (row == ROWS) {
                    return -1;
                }
                row++;
                var place = row % 1000 == 0 ? "没有这个村" : "望溪村";
                int order = row % ORDERS;
                line = ("C-" + order + ",第 " + order + " 户门口的水管漏了，没人来修，夜里也漏。,林某某,138000" + (10000 + order) + "," + place
                                + "\n")
                        .getBytes(StandardCharsets.UTF_8);
                at = 0;
                if (row % 10_000 == 0) {
                    most = Math.max(most, held() - before);
                }
            }
            return line[at++] & 0xff;
        }
    }

    private static long held() {
        System.gc();
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }

    @Test
    void aHundredThousandRowsPassInBoundedMemory() {
        var home = counties.found();
        int county = home.county();
        staff.at(county, home.root(), PostKind.SUPERVISOR);
        staff.at(county, home.village(), PostKind.CLERK);
        var he = staff.at(county, home.town(), PostKind.DISPATCHER);
        var rows = new Rows();
        var checked = (Importing.Checked) imports.check(
                county,
                "12345",
                "year.csv",
                rows,
                new By.Staff(staff.actor(he).hats().getFirst(), he.account()));
        assertThat(rows.most).as("held while reading").isLessThan(MOST);
        assertThat(imports.batch(county, checked.batch()).rows()).isEqualTo(ROWS);
        assertThat(imports.batch(county, checked.batch()).bad()).isEqualTo(ROWS / 1000);
        var before = held();
        imports.start(county, checked.batch());
        imports.run(county, checked.batch());
        assertThat(held() - before).as("held afterwards").isLessThan(MOST);
        var done = imports.batch(county, checked.batch());
        assertThat(done.taken()).isEqualTo(ORDERS);
        assertThat(done.taken() + done.same()).isEqualTo(ROWS - ROWS / 1000);
    }
}
